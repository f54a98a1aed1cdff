import { expect, test } from "vitest";
import { choosePaint, colorPaint } from "./color.js";
import { plainPaint } from "./layout.js";

const choose = (environment: Record<string, string>, isTerminal = true, noColor = false) =>
  choosePaint({ environment, isTerminal, noColor });

test("a terminal gets colours, a file or a pipe does not", () => {
  expect(choose({})).toBe(colorPaint);
  expect(choose({}, false)).toBe(plainPaint);
  expect(choose({ TERM: "dumb" })).toBe(plainPaint);
});

test("NO_COLOR and --no-color win over everything", () => {
  expect(choose({ NO_COLOR: "1", FORCE_COLOR: "1" })).toBe(plainPaint);
  expect(choose({ FORCE_COLOR: "1" }, true, true)).toBe(plainPaint);
});

test("an empty NO_COLOR says nothing", () => {
  expect(choose({ NO_COLOR: "" })).toBe(colorPaint);
});

test("FORCE_COLOR colours a pipe, and 0 takes colours from a terminal", () => {
  expect(choose({ FORCE_COLOR: "1" }, false)).toBe(colorPaint);
  expect(choose({ FORCE_COLOR: "0" })).toBe(plainPaint);
});
