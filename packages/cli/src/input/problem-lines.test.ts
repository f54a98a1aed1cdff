import type { Problem } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { layOut, plainPaint } from "../text/layout.js";
import { problemLines } from "./problem-lines.js";

const problem = (code: string, level: Problem["level"] = "warning", number = 1): Problem => ({
  level,
  code,
  file: "a.json",
  pointer: `/${number}`,
  message: "expected a list",
  remedy: "make it a list",
});

const print = (problems: Problem[]) => layOut(problemLines(problems), 200, plainPaint);

test("a problem says file, pointer, message and remedy", () => {
  expect(print([problem("x")])).toBe("warning: a.json /1: expected a list — make it a list\n");
  expect(print([{ ...problem("x"), pointer: "" }])).toBe(
    "warning: a.json: expected a list — make it a list\n",
  );
  expect(print([{ ...problem("x"), file: "", pointer: "" }])).toBe(
    "warning: expected a list — make it a list\n",
  );
});

test("errors come before warnings", () => {
  expect(print([problem("w"), problem("e", "error")]).split("\n")[0]).toMatch(/^error: /);
});

test("of each kind ten are shown, and the rest is counted", () => {
  const many = Array.from({ length: 33 }, (_, index) => problem("many", "warning", index));
  const lines = print([...many, problem("few")])
    .trimEnd()
    .split("\n");
  expect(lines).toHaveLength(12);
  expect(lines[10]).toBe("  and 23 more like this");
});
