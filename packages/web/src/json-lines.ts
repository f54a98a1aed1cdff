import type { Json } from "@rolepath/snapshot";
import { type Shown, shown } from "./text.js";

// A JSON printer that knows where everything went: it gives lines of tokens, which a view sets as text, and the
// lines that each JSON pointer covers, so that a statement can be marked inside its whole document.

interface Token {
  readonly kind: "key" | "string" | "number" | "word" | "mark";
  readonly text: Shown;
}

export interface JsonLine {
  readonly indent: number;
  readonly tokens: readonly Token[];
}

/** The first and the last line, counted from 0, both included. */
export type LineRange = readonly [first: number, last: number];

export interface PrintedJson {
  readonly lines: readonly JsonLine[];
  /** By RFC 6901 pointer relative to the printed value; the whole document is `""`. */
  readonly ranges: ReadonlyMap<string, LineRange>;
}

const shortListWidth = 72;

interface OpenLine {
  indent: number;
  tokens: Token[];
}

function mark(text: string): Token {
  return { kind: "mark", text: shown(text) };
}

function scalar(value: null | boolean | number | string): Token {
  if (typeof value === "string") return { kind: "string", text: shown(JSON.stringify(value)) };
  if (typeof value === "number") return { kind: "number", text: shown(JSON.stringify(value)) };
  return { kind: "word", text: shown(String(value)) };
}

function isScalar(value: Json): value is null | boolean | number | string {
  return value === null || typeof value !== "object";
}

function isShortList(value: readonly Json[]): value is readonly (null | boolean | number | string)[] {
  return value.every(isScalar) && JSON.stringify(value).length <= shortListWidth && value.length <= 4;
}

function escapePointer(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}

/**
 * The value as indented lines, keys in their own order, short lists of scalars on one line.
 *
 * Every text is made safe to look at; nothing is left out.
 */
export function printJson(value: Json): PrintedJson {
  const lines: OpenLine[] = [{ indent: 0, tokens: [] }];
  const ranges = new Map<string, LineRange>();
  const put = (token: Token): void => {
    lines[lines.length - 1]!.tokens.push(token);
  };
  const open = (indent: number): void => {
    lines.push({ indent, tokens: [] });
  };

  const members = (
    entries: readonly (readonly [string, Json])[],
    depth: number,
    pointer: string,
    brackets: readonly [string, string],
    withKeys: boolean,
  ): void => {
    put(mark(brackets[0]));
    entries.forEach(([key, member], index) => {
      open(depth + 1);
      const first = lines.length - 1;
      if (withKeys) {
        put({ kind: "key", text: shown(JSON.stringify(key)) });
        put(mark(": "));
      }
      const path = `${pointer}/${escapePointer(key)}`;
      print(member, depth + 1, path);
      // The range starts at the member's own line, which carries its key.
      ranges.set(path, [first, lines.length - 1]);
      if (index < entries.length - 1) put(mark(","));
    });
    open(depth);
    put(mark(brackets[1]));
  };

  const print = (item: Json, depth: number, pointer: string): void => {
    const first = lines.length - 1;
    if (isScalar(item)) {
      put(scalar(item));
    } else if (Array.isArray(item)) {
      const list = item as readonly Json[];
      if (isShortList(list)) {
        put(mark("["));
        list.forEach((member, index) => {
          if (index > 0) put(mark(", "));
          put(scalar(member));
          ranges.set(`${pointer}/${index}`, [first, first]);
        });
        put(mark("]"));
      } else {
        members(
          list.map((member, index) => [String(index), member] as const),
          depth,
          pointer,
          ["[", "]"],
          false,
        );
      }
    } else {
      const entries = Object.entries(item as Readonly<Record<string, Json>>);
      if (entries.length === 0) put(mark("{}"));
      else members(entries, depth, pointer, ["{", "}"], true);
    }
    ranges.set(pointer, [first, lines.length - 1]);
  };

  print(value, 0, "");
  return { lines, ranges };
}
