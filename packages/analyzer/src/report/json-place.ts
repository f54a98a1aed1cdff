import { parsePointer } from "@rolepath/snapshot";

/** A stretch of a text: lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export interface TextRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A step of a pointer that is looked for, with what is looked for behind it. */
interface Wanted {
  readonly next: Map<string, Wanted>;
  start: number;
  end: number;
}

/**
 * Where values stand in a JSON text, by their pointers; of a pointer that leads nowhere, or into a document that is a
 * string in this text, the last value on its way.
 *
 * @param text JSON that JSON.parse accepts; of anything else the places are arbitrary
 */
export function placesInJson(
  text: string,
  pointers: readonly string[],
): (pointer: string) => TextRange | null {
  const root = wanted();
  for (const pointer of pointers) {
    let node = root;
    for (const step of parsePointer(pointer) ?? []) {
      const next = node.next.get(step) ?? wanted();
      node.next.set(step, next);
      node = next;
    }
  }
  readValue(text, skipSpace(text, 0), root);
  const starts = lineStarts(text);
  return (pointer) => {
    let found = root;
    for (const step of parsePointer(pointer) ?? []) {
      const next = found.next.get(step);
      if (next === undefined || next.start === -1) break;
      found = next;
    }
    return found.start === -1 || found.start >= found.end ? null : rangeOf(starts, found.start, found.end);
  };
}

function wanted(): Wanted {
  return { next: new Map(), start: -1, end: -1 };
}

/** Reads the value at `start`, and of what is inside it only what is wanted. Returns where it ends. */
function readValue(text: string, start: number, node: Wanted): number {
  node.start = start;
  node.end =
    isOpening(text, start) && node.next.size > 0 ? readInside(text, start, node) : endOfValue(text, start);
  return node.end;
}

function readInside(text: string, start: number, node: Wanted): number {
  const isObject = text[start] === "{";
  let at = skipSpace(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== "}" && text[at] !== "]"; index++) {
    let step = String(index);
    if (isObject) {
      const end = endOfString(text, at);
      step = unescaped(text.slice(at, end));
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    const inner = node.next.get(step);
    at = skipSpace(text, inner === undefined ? endOfValue(text, at) : readValue(text, at, inner));
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return at + 1;
}

/** Where the value that starts at `start` ends; without recursion, since its depth is not known. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at) - 1;
    else if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") {
      // The end of what holds a number or a word.
      if (depth === 0) return at;
      depth -= 1;
    } else if (depth > 0 || (char !== "," && !isSpace(text, at))) continue;
    else return at;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function unescaped(quoted: string): string {
  return quoted.includes("\\") ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
}

function isOpening(text: string, at: number): boolean {
  return text[at] === "{" || text[at] === "[";
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && isSpace(text, at)) at += 1;
  return at;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function rangeOf(starts: readonly number[], start: number, end: number): TextRange {
  const from = lineAt(starts, start);
  const to = lineAt(starts, end - 1);
  return {
    startLine: from + 1,
    startColumn: start - (starts[from] ?? 0) + 1,
    endLine: to + 1,
    endColumn: end - (starts[to] ?? 0) + 1,
  };
}

/** The last line that starts at or before `offset`. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
