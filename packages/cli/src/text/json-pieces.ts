import { safeJson } from "./safe.js";

/** A list with more elements is written in pieces, of so many elements each. */
const elementCountMax = 100;
/** Lists further down stand in something that is itself in one of the pieces. */
const depthMax = 4;
const indent = 2;

/**
 * Indented JSON as {@link safeJson} writes it, in pieces: an answer about a large organization is longer than a text can
 * be (half a gigabyte), and need not be in memory as a whole.
 */
export function* safeJsonPieces(value: unknown): Iterable<string> {
  yield* piecesOf(value, 0);
}

function* piecesOf(value: unknown, depth: number): Iterable<string> {
  if (!isLong(value, depth)) {
    yield indented(safeJson(value, indent), depth);
    return;
  }
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const line = `\n${" ".repeat(indent * (depth + 1))}`;
  let before = `${open}${line}`;
  for (const pieces of Array.isArray(value) ? elementsOf(value, depth + 1) : fieldsOf(value, depth + 1)) {
    yield before;
    yield* pieces;
    before = `,${line}`;
  }
  yield `\n${" ".repeat(indent * depth)}${close}`;
}

function* elementsOf(list: readonly unknown[], depth: number): Iterable<Iterable<string>> {
  if (list.length <= elementCountMax) {
    for (const element of list) yield piecesOf(element ?? null, depth);
    return;
  }
  for (let at = 0; at < list.length; at += elementCountMax) {
    const text = safeJson(list.slice(at, at + elementCountMax), indent);
    // Without the brackets and their lines.
    yield [indented(text.slice(indent + 2, -2), depth - 1)];
  }
}

function* fieldsOf(value: object, depth: number): Iterable<Iterable<string>> {
  for (const [key, field] of Object.entries(value))
    if (field !== undefined) yield named(safeJson(key), piecesOf(field, depth));
}

function* named(key: string, pieces: Iterable<string>): Iterable<string> {
  yield `${key}: `;
  yield* pieces;
}

// Line feeds are the layout: inside strings they are escaped.
function indented(text: string, depth: number): string {
  return depth === 0 ? text : text.replaceAll("\n", `\n${" ".repeat(indent * depth)}`);
}

function isLong(value: unknown, depth: number): value is object {
  if (typeof value !== "object" || value === null || depth > depthMax) return false;
  if (Array.isArray(value) && value.length > elementCountMax) return true;
  return Object.values(value).some((part) => isLong(part, depth + 1));
}
