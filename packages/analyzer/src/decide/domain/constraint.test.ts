import { expect, test } from "vitest";
import { wildcardPattern } from "../../policy/pattern.js";
import { newBudget } from "./budget.js";
import { findValue } from "./constraint.js";
import { stringSpec } from "./spec.js";
import type { ElementTest } from "./test.js";

const like = (text: string, not = false): ElementTest => ({
  kind: "match",
  patterns: [wildcardPattern([{ text, wild: true }])],
  not,
});
const tests = [like("*ab*cd*"), like("*ba*dc*"), like("*abc*", true)];

test("what a question can afford does not rest on what those before it have found", () => {
  const spec = stringSpec("key");
  const first = newBudget();
  const value = findValue(spec, tests, first);
  const cost = newBudget().left - first.left;
  expect(cost).toBeGreaterThan(0);
  const second = newBudget();
  expect(findValue(spec, tests, second)).toBe(value);
  expect(second.left).toBe(first.left);
  // Once paid for it costs nothing more.
  expect(findValue(spec, tests, second)).toBe(value);
  expect(second.left).toBe(first.left);
  expect(findValue(spec, tests, { left: cost - 1 })).toBe("limit");
});
