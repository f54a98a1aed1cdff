import { describe, expect, test } from "vitest";
import { foldedPattern, literalPattern, matches, wildcardPattern } from "./pattern.js";
import { patternsAfter, prefixedPattern } from "./pattern-prefix.js";

const like = (text: string) => wildcardPattern([{ text, wild: true }]);

describe("what may follow a prefix", () => {
  test.each([
    [like("*:build-*"), "AROA:", "build-7", true],
    [like("*:build-*"), "AROA:", "x:build-7", true],
    [like("*:build-*"), "AROA:", "test-7", false],
    [like("AR?A:*"), "AROA:", "anything", true],
    [like("AIDA*"), "AROA:", "anything", false],
    [literalPattern("AROA:alice"), "AROA:", "alice", true],
    [literalPattern("AROA:alice"), "AROA:", "bob", false],
    [foldedPattern("aroa:Alice"), "AROA:", "aLICE", true],
    [like("*"), "AROA:", "", true],
    [like("AROA"), "AROA:", "", false],
  ])("of %o after %s: %s is %s", (pattern, prefix, rest, expected) => {
    expect(patternsAfter(pattern, prefix).some((after) => matches(after, rest))).toBe(expected);
    expect(matches(pattern, prefix + rest)).toBe(expected);
  });

  test("is the pattern again after a prefix that was put before it", () => {
    for (const value of ["build-1", "build-", "test"])
      expect(
        patternsAfter(prefixedPattern(like("build-*"), "A:"), "A:").some((after) => matches(after, value)),
      ).toBe(matches(like("build-*"), value));
  });
});
