import { findJsonError } from "./json-error.js";
import type { ProblemText } from "./problem-list.js";
import { quote } from "./quote.js";
import { findRepeatedKeys } from "./repeated-keys.js";
import { keyCountMax, surveyJson } from "./survey.js";

/** A JSON object as parsed, nothing yet known of it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether `value` is an object and not a list or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a value is, for messages: `a list`, `text`, `null`, … */
export function nameOfType(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "text";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** A warning about a place in a file; no steps for the file as a whole. */
interface JsonWarning {
  readonly steps: readonly (string | number)[];
  readonly text: ProblemText;
}

/** The value of a JSON text with what is odd about it, or why the text has none. */
export type ParsedJson =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** It nests at most a hundred levels deep and has no key `__proto__`. */
      readonly safe: boolean;
      readonly warnings: readonly JsonWarning[];
    }
  | { readonly ok: false; readonly problem: ProblemText };

const utf8Remedy = "save the file as UTF-8 (in PowerShell: `| Out-File -Encoding utf8`) and run again";

/** Parses the text of a file; every way in which it is not JSON gets a message of its own, with line and column. */
export function parseJson(text: string): ParsedJson {
  const marked = text.startsWith("\uFEFF");
  const body = marked ? text.slice(1) : text;
  const refused = refuseText(body);
  if (refused !== null) return { ok: false, problem: refused };
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { ok: false, problem: explainJsonError(body) };
  }
  const { keyCount, safe } = surveyJson(value);
  // The text has as many keys as the value where none is repeated.
  const repeated = safe && keyCountMax(body) === keyCount ? [] : findRepeatedKeys(body);
  const warnings: JsonWarning[] = repeated.map(({ key, steps }) => {
    const message = `the key ${quote(key)} stands twice in one object; the last one was read`;
    return { steps: [...steps, key], text: { code: "key-repeated", message, remedy: "keep one of them" } };
  });
  if (marked) {
    const message = "the file starts with a byte order mark, which was skipped";
    const remedy = "nothing to do; other JSON tools may want the file saved without it";
    warnings.push({ steps: [], text: { code: "text-byte-order-mark", message, remedy } });
  }
  if (body.includes("\uFFFD")) {
    const message = "the file holds replacement characters (U+FFFD): some bytes were not UTF-8 text";
    warnings.push({ steps: [], text: { code: "text-not-utf8", message, remedy: utf8Remedy } });
  }
  return { ok: true, value, safe, warnings };
}

/** What can be told of a text that is no JSON before it is parsed. */
function refuseText(text: string): ProblemText | null {
  if (text.trim() === "") {
    const message = "the file is empty, expected JSON";
    const remedy = "make the file again; the command that wrote it may have failed";
    return { code: "file-empty", message, remedy };
  }
  // UTF-16 read as UTF-8: every second character of ASCII text is a NUL.
  if (text.slice(0, 64).includes("\u0000")) {
    const message = "the file is UTF-16 or binary, expected UTF-8 text";
    return { code: "text-not-utf8", message, remedy: utf8Remedy };
  }
  return null;
}

function explainJsonError(text: string): ProblemText {
  if (/^\s*</.test(text)) {
    const message = "the file is HTML or XML, expected JSON";
    const remedy = "make the file again; an error or login page was saved in its place";
    return { code: "html-not-json", message, remedy };
  }
  const error = findJsonError(text);
  // JSON.parse has refused the text although each token stands right: it is too large or too deep for the engine.
  if (error === null) {
    const message = "the file is JSON, but too large or too deeply nested to be read";
    return { code: "json-too-large", message, remedy: "split the file: one file an account" };
  }
  const where = `line ${error.line}, column ${error.column}`;
  if (error.kind === "truncated") {
    const message = `the JSON ends too early, at ${where}`;
    return {
      code: "json-truncated",
      message,
      remedy: "make the file again; it was cut off while it was written",
    };
  }
  if (error.kind === "extra") {
    const message = `more text after the end of the JSON value, at ${where}`;
    const remedy = "keep one JSON value a file, or join pages into one list (`jq -s .`)";
    return { code: "json-extra-text", message, remedy };
  }
  const message = `not JSON: ${quote(error.found)} may not stand at ${where}`;
  return { code: "json-invalid", message, remedy: "correct the file there, or make it again" };
}

const depthMax = 100;

/** Why `value` cannot be kept as it is, or null: it nests deeper than a hundred levels or has a key `__proto__`. */
export function findUnsafeJson(value: unknown, depthLeft = depthMax): "too-deep" | "proto-key" | null {
  if (typeof value !== "object" || value === null) return null;
  if (depthLeft === 0) return "too-deep";
  if (Array.isArray(value)) {
    for (const element of value) {
      const found = findUnsafeJson(element, depthLeft - 1);
      if (found !== null) return found;
    }
    return null;
  }
  for (const key of Object.keys(value)) {
    if (key === "__proto__") return "proto-key";
    const found = findUnsafeJson((value as JsonObject)[key], depthLeft - 1);
    if (found !== null) return found;
  }
  return null;
}
