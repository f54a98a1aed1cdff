import { describe, expect, test } from "vitest";
import { foldedPattern, literalPattern, type Pattern, wildcardPattern } from "../../policy/pattern.js";
import { newBudget } from "./budget.js";
import type { KeySpec } from "./key-spec.js";
import { findString as findWithin } from "./language.js";
import { EXTERNAL_ID_ALPHABET, nameSpec, stringSpec } from "./spec.js";

const like = (text: string): Pattern => wildcardPattern([{ text, wild: true }]);
const is = (...patterns: readonly Pattern[]) => ({ kind: "match" as const, patterns, not: false });
const isNot = (...patterns: readonly Pattern[]) => ({ kind: "match" as const, patterns, not: true });
const findString = (spec: KeySpec, tests: Parameters<typeof findWithin>[1]) =>
  findWithin(spec, tests, newBudget());
const name = nameSpec("sts:RoleSessionName");

describe("a value that passes all tests", () => {
  test("is found between prefix and suffix", () => {
    expect(findString(name, [is(like("a-*")), is(like("*-z"))])).toBe("a-z");
  });

  test("does not exist when one pattern holds the other's complement", () => {
    expect(findString(name, [is(like("ops-admin*")), isNot(like("ops-*"))])).toBeNull();
  });

  test("exists beside a narrower forbidden pattern", () => {
    const value = findString(name, [is(like("ops-*")), isNot(like("ops-admin*"))]);
    expect(value).toMatch(/^ops-(?!admin)/);
  });

  test("keeps to the alphabet and the lengths of the key", () => {
    expect(findString(name, [is(like("*/*"))])).toBeNull();
    expect(findString(name, [is(like("?"))])).toBeNull();
    expect(
      findString(stringSpec("k", { alphabet: EXTERNAL_ID_ALPHABET, lengthMin: 2 }), [
        is(literalPattern("*")),
      ]),
    ).toBeNull();
    expect(findString(name, [is(like(`${"?".repeat(65)}`))])).toBeNull();
    expect(findString(name, [is(like(`${"?".repeat(64)}`))])).toHaveLength(64);
  });

  test("starts with the fixed prefix of the key", () => {
    const userId = nameSpec("aws:userid", { prefix: "AROAX:" });
    expect(findString(userId, [is(like("AROAX:*")), is(like("*:build"))])).toBe("AROAX:build");
    expect(findString(userId, [is(like("AROAY:*"))])).toBeNull();
  });

  test("may be in any case where the test ignores it", () => {
    expect(
      findString(name, [is(foldedPattern("Blue")), isNot(literalPattern("blue"), literalPattern("BLUE"))]),
    ).toMatch(/^blue$/i);
  });

  test("is told apart from many forbidden ones", () => {
    const forbidden = Array.from({ length: 1000 }, (_, index) => literalPattern(`job-${index}`));
    const value = findString(name, [is(like("job-*")), isNot(...forbidden)]);
    expect(value).toMatch(/^job-/);
    expect(forbidden.map((pattern) => pattern.literal)).not.toContain(value);
  });
});

test("a question made to be hard is given up, not guessed", () => {
  const hard = Array.from({ length: 12 }, (_, index) => is(like(`*${"ab?".repeat(index + 3)}*`)));
  expect(findWithin(name, hard, { left: 500 })).toBe("limit");
});
