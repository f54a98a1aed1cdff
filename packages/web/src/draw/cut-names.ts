import { fitMiddle, type Shown } from "../text.js";

interface Name {
  readonly text: Shown;
  /** How wide it may be. */
  readonly room: number;
  /** What else is said of it, such as its account: that tells it apart as well. */
  readonly beside: Shown;
}

type Lines = readonly Shown[];
type Width = (text: string) => number;

/**
 * Each name in one line as wide as it may be, or where that would make two different names look alike, in a form that
 * keeps what tells them apart: first in one line, else in two.
 */
export function cutNames(names: readonly Name[], width: Width): readonly Lines[] {
  const plain = names.map(({ text, room }): Lines => [fitMiddle(text, room, width)]);
  // A little more or less room does not make names look different: they are compared as cut to the least.
  const least = Math.min(...names.map(({ room }) => room));
  const apart = again(
    names,
    plain,
    ({ text }, [line]) => (line === text ? text : fitMiddle(text, least, width)),
    ({ text, room }, part) => {
      const line = keeping(Array.from(text), part, room, width);
      return line === null ? twoLines(Array.from(text), part, room, width) : [line];
    },
  );
  return again(
    names,
    apart,
    ({ beside }, lines) => [...lines, beside].join("\n"),
    ({ text, room }, part) => twoLines(Array.from(text), part, room, width),
  );
}

/** Which characters of a name are its own among others. */
interface Part {
  readonly start: number;
  readonly end: number;
}

/** The lines, made again for different names that look alike. */
function again(
  names: readonly Name[],
  lines: readonly Lines[],
  look: (name: Name, lines: Lines) => string,
  make: (name: Name, part: Part) => Lines,
): readonly Lines[] {
  const alike = new Map<string, number[]>();
  for (const [index, cut] of lines.entries()) {
    const key = look(names[index]!, cut);
    alike.set(key, [...(alike.get(key) ?? []), index]);
  }
  const made = [...lines];
  for (const group of alike.values()) {
    const compared = different(group.map((index) => names[index]!));
    if (compared.length < 2) continue;
    const { shared, sharedEnd } = common(compared.map((text) => Array.from(text)));
    for (const index of group) {
      const name = names[index]!;
      made[index] = make(name, { start: shared, end: Array.from(name.text).length - sharedEnd });
    }
  }
  return made;
}

/** The different names of a group; the account in a name counts only where it is not said beside it. */
function different(group: readonly Name[]): readonly string[] {
  const masked = [...new Set(group.map(({ text }) => text.replaceAll(/\d{12}/g, "############")))];
  const besides = new Set(group.map(({ beside }) => beside));
  const texts = [...new Set(group.map(({ text }) => text))];
  return masked.length > 1 || besides.size === texts.length ? masked : texts;
}

/** How many characters names begin and end with alike, up to a word's edge where one is near. */
function common(names: readonly (readonly string[])[]): {
  readonly shared: number;
  readonly sharedEnd: number;
} {
  const first = names[0]!;
  const shortest = Math.min(...names.map((name) => name.length));
  const same = (at: (name: readonly string[]) => string | undefined): boolean =>
    names.every((name) => at(name) === at(first));
  let shared = 0;
  while (shared < shortest && same((name) => name[shared])) shared++;
  let sharedEnd = 0;
  while (sharedEnd < shortest - shared && same((name) => name[name.length - 1 - sharedEnd])) sharedEnd++;
  const starts = near(shared, (at) => names.every((name) => isEdge(name, at)));
  const ends = near(sharedEnd, (at) => names.every((name) => isEdge(name, name.length - at)));
  return { shared: starts, sharedEnd: ends };
}

/** The largest number up to `from` that passes, if it is not much smaller. */
function near(from: number, passes: (at: number) => boolean): number {
  for (let at = from; at >= 0 && from - at <= 12; at--) if (passes(at)) return at;
  return from;
}

/** Whether a word begins or ends before the character at `at`. */
function isEdge(name: readonly string[], at: number): boolean {
  const [left, right] = [name[at - 1], name[at]];
  if (left === undefined || right === undefined) return true;
  return /[^\p{L}\p{N}]/u.test(left) || /[^\p{L}\p{N}]/u.test(right) || /\p{Ll}\p{Lu}/u.test(left + right);
}

/**
 * One line with the part in it, after the beginning of the name and before as much of what follows as has room.
 *
 * @returns null when not even the part has room
 */
function keeping(name: readonly string[], { start, end }: Part, room: number, width: Width): Shown | null {
  const own = name.slice(start, end).join("");
  const line = (head: number, tail: number): string =>
    [
      name.slice(0, head).join(""),
      head < start ? "…" : "",
      own,
      name.slice(end, end + tail).join(""),
      end + tail < name.length ? "…" : "",
    ].join("");
  const fits = (head: number, tail: number): boolean => width(line(head, tail)) <= room;
  let head = [firstWord(name, start), 0].find((count) => fits(count, 0));
  if (head === undefined) return null;
  let tail = 0;
  while (end + tail < name.length && fits(head, tail + 1)) tail++;
  while (head < start && fits(head + 1, tail)) head++;
  return line(head, tail) as Shown;
}

/** How long the first word of a name is, with what joins it to the next; none when it is long or not before `start`. */
function firstWord(name: readonly string[], start: number): number {
  const edge = name.slice(0, 6).findIndex((_, index) => index > 0 && isEdge(name, index + 1));
  return edge >= 0 && edge + 1 <= start ? edge + 1 : 0;
}

/** Two lines: the first broken after a word if one is near, the second keeping the part. */
function twoLines(name: readonly string[], part: Part, room: number, width: Width): Lines {
  let full = 0;
  while (full < name.length && width(name.slice(0, full + 1).join("")) <= room) full++;
  if (full === 0 || full === name.length) return [fitMiddle(name.join("") as Shown, room, width)];
  const cut = near(full, (at) => at > 0 && /[^\p{L}\p{N}]/u.test(name[at - 1]!));
  const rest = name.slice(cut);
  const whole = rest.join("") as Shown;
  const own = { start: Math.max(0, part.start - cut), end: part.end - cut };
  const below =
    width(whole) <= room || own.end <= 0 ? fitMiddle(whole, room, width) : keeping(rest, own, room, width);
  if (below !== null) return [name.slice(0, cut).join("") as Shown, below];
  // The part alone takes both lines, at need without its own middle.
  if (part.start > 0)
    return twoLines(
      ["…", ...name.slice(part.start)],
      { start: 0, end: part.end - part.start + 1 },
      room,
      width,
    );
  const after = own.end < rest.length ? "…" : "";
  const end = fitMiddle(rest.slice(0, own.end).join("") as Shown, room - width(after), width);
  return [name.slice(0, cut).join("") as Shown, `${end}${after}` as Shown];
}
