import { expect, test } from "vitest";
import { safe, safeJson } from "./safe.js";

test("a terminal escape is written out", () => {
  expect(safe("a\u001b[31mred\u001b]0;title\u0007")).toBe("a\\u{1b}[31mred\\u{1b}]0;title\\u{7}");
  expect(safe("c1 \u009b31m")).toBe("c1 \\u{9b}31m");
});

test("line breaks and tabs are written out, so that a name cannot forge a line", () => {
  expect(safe("a\nALLOWED\r\tb")).toBe("a\\nALLOWED\\r\\tb");
  expect(safe("a\u2028b\u2029c\u0085d")).toBe("a\\u{2028}b\\u{2029}c\\u{85}d");
});

test("bidirectional overrides, isolates and marks are written out", () => {
  for (const mark of ["\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c"])
    expect(safe(`x${mark}y`)).toBe(`x\\u{${mark.codePointAt(0)?.toString(16)}}y`);
});

test("what is invisible is written out: zero width, fillers, tags, variation selectors, soft hyphen", () => {
  for (const mark of [
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u2060",
    "\u115f",
    "\u3164",
    "\u{e0041}",
    "\ufe0f",
    "\u00ad",
  ])
    expect(safe(`x${mark}y`)).toMatch(/^x\\u\{[0-9a-f]+\}y$/);
});

test("a lone surrogate is written out", () => {
  expect(safe("x\ud800y")).toBe("x\\u{d800}y");
});

test("letters of every script, accents and emoji stay", () => {
  const text = "Ünïcode 日本語 עברית العربية 🎉 naïve";
  expect(safe(text)).toBe(text);
});

test("a very long text is cut, and says how much is missing", () => {
  expect(safe("x".repeat(2500))).toBe(`${"x".repeat(2000)}… (500 more characters)`);
});

test("JSON keeps every value while no raw control, bidi or invisible character is left", () => {
  const value = { "a\u202e": ["\u001b[2J", "\u009b", "\u200b\u{e0041}", "é日", "</script>", "line\nbreak"] };
  const text = safeJson(value, 2);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).not.toMatch(/[\u001b\u009b\u200b\u202e\u{e0041}]/u);
});

test("JSON stays laid out in lines", () => {
  expect(safeJson({ a: 1 }, 2)).toBe('{\n  "a": 1\n}');
});
