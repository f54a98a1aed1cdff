/** Where and how a text stops being JSON. */
export interface JsonError {
  /** `truncated`: the text ends too early; `token`: something that may not stand there; `extra`: more after the value. */
  readonly kind: "truncated" | "token" | "extra";
  readonly line: number;
  readonly column: number;
  /** The character that may not stand there; empty at the end of the text. */
  readonly found: string;
}

type Expected = "value" | "value or ]" | "key" | "key or }" | ":" | ", or end" | "nothing";

const literalPattern = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const spacePattern = /[ \t\r\n]*/y;
const stringPattern = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*/y;

/**
 * The first place where `text` is not JSON, or null where all of it is.
 *
 * JSON.parse says where only on some engines and in words of its own; this runs after it has refused a text. It
 * keeps its own stack, so depth cannot overflow it.
 */
export function findJsonError(text: string): JsonError | null {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  let at = 0;
  const match = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const afterValue = (): Expected => (open.length === 0 ? "nothing" : ", or end");
  for (;;) {
    match(spacePattern);
    if (at >= text.length) return expected === "nothing" ? null : errorAt(text, at, "truncated");
    const character = text[at];
    if (expected === "nothing") return errorAt(text, at, "extra");
    const closer: string = open.at(-1) === "{" ? "}" : "]";
    const mayClose = expected === ", or end" || expected === "value or ]" || expected === "key or }";
    if (mayClose && character === closer) {
      open.pop();
      at += 1;
      expected = afterValue();
    } else if (expected === ", or end" && character === ",") {
      at += 1;
      expected = open.at(-1) === "{" ? "key" : "value";
    } else if (expected === ":" && character === ":") {
      at += 1;
      expected = "value";
    } else if ((expected === "key" || expected === "key or }") && character === '"') {
      match(stringPattern);
      if (text[at] !== '"') return errorAt(text, at, at >= text.length ? "truncated" : "token");
      at += 1;
      expected = ":";
    } else if (expected !== "value" && expected !== "value or ]") {
      return errorAt(text, at, "token");
    } else if (character === "{" || character === "[") {
      open.push(character);
      at += 1;
      expected = character === "{" ? "key or }" : "value or ]";
    } else if (character === '"') {
      match(stringPattern);
      if (text[at] !== '"') return errorAt(text, at, at >= text.length ? "truncated" : "token");
      at += 1;
      expected = afterValue();
    } else if (match(literalPattern)) {
      expected = afterValue();
    } else {
      // A literal cut short by the end of the text (`tru`, `-`) is a truncation as well.
      const cut = /^(?:t|tr|tru|f|fa|fal|fals|n|nu|nul|-)$/.test(text.slice(at, at + 6));
      return errorAt(text, at, cut ? "truncated" : "token");
    }
  }
}

function errorAt(text: string, offset: number, kind: JsonError["kind"]): JsonError {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf("\n"); next >= 0 && next < offset; next = text.indexOf("\n", next + 1)) {
    line += 1;
    lineStart = next + 1;
  }
  const found = String.fromCodePoint(...(offset < text.length ? [text.codePointAt(offset) ?? 0] : []));
  return { kind, line, column: offset - lineStart + 1, found };
}
