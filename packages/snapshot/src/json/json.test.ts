import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seed } from "../testing/seed.js";
import { findUnsafeJson, parseJson } from "./json.js";
import { findJsonError } from "./json-error.js";

function refusal(text: string): { code: string; message: string } {
  const parsed = parseJson(text);
  if (parsed.ok) throw new Error("expected a refusal");
  return parsed.problem;
}

describe("a text that is not JSON is refused with its own reason", () => {
  test.each([
    ["", "file-empty", "the file is empty, expected JSON"],
    ["\uFEFF \n", "file-empty", "the file is empty, expected JSON"],
    ['{"a": [1,\n  {"b": "c', "json-truncated", "the JSON ends too early, at line 2, column 11"],
    ['{"a": tr', "json-truncated", "the JSON ends too early, at line 1, column 7"],
    ['{"a": 1', "json-truncated", "the JSON ends too early, at line 1, column 8"],
    ["<!DOCTYPE html><html></html>", "html-not-json", "the file is HTML or XML, expected JSON"],
    [
      '{"a": 1}\n{"b": 2}',
      "json-extra-text",
      "more text after the end of the JSON value, at line 2, column 1",
    ],
    ['{"a": 1,}', "json-invalid", "not JSON: `}` may not stand at line 1, column 9"],
    ["{'a': 1}", "json-invalid", "not JSON: `'` may not stand at line 1, column 2"],
    ['{"a": "x\ny"}', "json-invalid", "not JSON: `\\u{a}` may not stand at line 1, column 9"],
    ['{"a": 01}', "json-invalid", "not JSON: `1` may not stand at line 1, column 8"],
    ["Unable to locate credentials", "json-invalid", "not JSON: `U` may not stand at line 1, column 1"],
    ['[1] "x"', "json-extra-text", "more text after the end of the JSON value, at line 1, column 5"],
    ["[1}", "json-invalid", "not JSON: `}` may not stand at line 1, column 3"],
    ['"\\x"', "json-invalid", "not JSON: `\\` may not stand at line 1, column 2"],
    ['{\u0000"\u0000a\u0000', "text-not-utf8", "the file is UTF-16 or binary, expected UTF-8 text"],
  ])("%j", (text, code, message) => {
    expect(refusal(text)).toMatchObject({ code, message });
  });
});

test("a byte order mark is skipped with a warning", () => {
  const parsed = parseJson('\uFEFF{"a": 1}');
  expect(parsed).toMatchObject({
    ok: true,
    value: { a: 1 },
    warnings: [{ text: { code: "text-byte-order-mark" } }],
  });
});

test("replacement characters are warned about, since they stand for bytes that could not be decoded", () => {
  expect(parseJson('["M\uFFFDnchen"]')).toMatchObject({
    ok: true,
    warnings: [{ text: { code: "text-not-utf8" } }],
  });
});

test("a key that stands twice is warned about where it stands", () => {
  const parsed = parseJson('{"a": [0, {"Effect": "Allow", "x": {"Effect": 1}, "Effect": "Deny"}]}');
  expect(parsed).toMatchObject({
    ok: true,
    warnings: [{ steps: ["a", 1, "Effect"], text: { code: "key-repeated" } }],
  });
});

test("nesting of a million levels is no crash", () => {
  const deep = "[".repeat(1_000_000);
  expect(refusal(deep).code).toBe("json-truncated");
  expect(parseJson(deep + "]".repeat(1_000_000)).ok).toBe(true);
});

test("the error finder finds nothing wrong with JSON, and something wrong with all that JSON.parse refuses", () => {
  const nearJson = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", '"', "\\", "x", "0", "\u0001"))
    .map(
      ([text, at, piece]) =>
        text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + 1),
    );
  fc.assert(
    fc.property(fc.oneof(fc.json(), nearJson), (text) => {
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      expect(findJsonError(text) === null).toBe(valid);
    }),
    { numRuns: 2000, seed },
  );
});

test("JSON is unsafe to keep where it is very deep or has a key `__proto__`", () => {
  const deep: unknown = JSON.parse("[".repeat(200) + "]".repeat(200));
  expect(findUnsafeJson(deep)).toBe("too-deep");
  expect(findUnsafeJson(JSON.parse('{"a": [{"__proto__": 1}]}'))).toBe("proto-key");
  expect(findUnsafeJson({ a: [{ constructor: 1 }] })).toBeNull();
});
