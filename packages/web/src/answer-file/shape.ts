// What a file must look like before the page believes it: it may be of another version, cut short, or made to harm.

/** Null where the value is as expected; else where it is not, and what was expected there. */
export type Shape = (value: unknown, pointer: string) => Misfit | null;

interface Misfit {
  /** JSON pointer. */
  readonly pointer: string;
  readonly expected: string;
}

function kindOf(kind: "string" | "number" | "boolean", expected: string): Shape {
  return (value, pointer) => (typeof value === kind ? null : { pointer, expected });
}

export const text: Shape = kindOf("string", "a text");
export const number: Shape = kindOf("number", "a number");
export const flag: Shape = kindOf("boolean", "true or false");

/** One of a few texts. */
export function oneOf(...texts: readonly string[]): Shape {
  const expected = `one of ${texts.map((one) => `\`${one}\``).join(", ")}`;
  return (value, pointer) => (texts.some((one) => one === value) ? null : { pointer, expected });
}

/** What `of` takes, or null. */
export function nullable(of: Shape): Shape {
  return (value, pointer) => (value === null ? null : of(value, pointer));
}

/** A list whose members `of` takes. */
export function list(of: Shape): Shape {
  return (value, pointer) => {
    if (!Array.isArray(value)) return { pointer, expected: "a list" };
    for (const [index, one] of value.entries()) {
      const misfit = of(one, `${pointer}/${index}`);
      if (misfit !== null) return misfit;
    }
    return null;
  };
}

/** An object with these members; what else it has is not looked at. */
export function object(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  return (value, pointer) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return { pointer, expected: "an object" };
    for (const [name, shape] of Object.entries({ ...required, ...optional })) {
      const there = Object.hasOwn(value, name);
      if (!there && Object.hasOwn(optional, name)) continue;
      if (!there) return { pointer, expected: `\`${name}\`` };
      const misfit = shape((value as Record<string, unknown>)[name], `${pointer}/${name}`);
      if (misfit !== null) return misfit;
    }
    return null;
  };
}
