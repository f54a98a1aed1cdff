/** One step of a JSON pointer, escaped as RFC 6901 says: `~` becomes `~0`, `/` becomes `~1`. */
export function escapePointer(step: string | number): string {
  return String(step).replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The pointer `base` followed by `steps`, each escaped: `joinPointer("/Roles", 3, "a/b")` is `/Roles/3/a~1b`. */
export function joinPointer(base: string, ...steps: readonly (string | number)[]): string {
  return steps.reduce<string>((pointer, step) => `${pointer}/${escapePointer(step)}`, base);
}

/** The unescaped steps of a JSON pointer; null where the text is not one. The empty pointer has no steps. */
export function parsePointer(pointer: string): readonly string[] | null {
  if (pointer === "") return [];
  if (!pointer.startsWith("/") || /~(?![01])/.test(pointer)) return null;
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What stands at `pointer` in `value`; undefined where nothing does. Looks at own properties only. */
export function resolvePointer(value: unknown, pointer: string): unknown {
  const steps = parsePointer(pointer);
  if (steps === null) return undefined;
  let current: unknown = value;
  for (const step of steps) {
    if (Array.isArray(current)) {
      if (!/^(0|[1-9][0-9]*)$/.test(step)) return undefined;
      current = current[Number(step)];
    } else if (typeof current === "object" && current !== null && Object.hasOwn(current, step)) {
      current = (current as Readonly<Record<string, unknown>>)[step];
    } else {
      return undefined;
    }
  }
  return current;
}

/** A place in an input file, kept as a chain so that a pointer is only spelled out when a problem needs it. */
export interface Place {
  readonly file: string;
  readonly parent: Place | null;
  readonly step: string | number;
}

/** The place of the whole file. */
export function placeOfFile(file: string): Place {
  return { file, parent: null, step: "" };
}

/** The place one step further in. */
export function placeWithin(parent: Place, step: string | number): Place {
  return { file: parent.file, parent, step };
}

/** The JSON pointer of a place. */
export function pointerOf(place: Place): string {
  return place.parent === null ? "" : joinPointer(pointerOf(place.parent), place.step);
}
