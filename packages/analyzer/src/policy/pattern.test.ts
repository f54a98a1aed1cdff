import { describe, expect, test } from "vitest";
import { arnPattern, foldedPattern, literalPattern, matches, wildcardPattern } from "./pattern.js";

const like = (text: string) => wildcardPattern([{ text, wild: true }]);
const arn = (text: string) => arnPattern([{ text, wild: true }])!;

describe("a pattern", () => {
  test.each([
    ["*", "", true],
    ["*", "anything:/at all", true],
    ["ab*", "ab", true],
    ["ab*", "a", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["*-prod", "ci-prod", true],
    ["*-prod", "ci-prod-2", false],
    ["a**b", "a-b", true],
    ["a*b*c", "abbc", true],
    ["?", "é", true],
    ["?", "😀", true],
  ])("%s against %s is %s", (pattern, value, expected) => {
    expect(matches(like(pattern), value)).toBe(expected);
  });

  test("without wildcards is one value, whatever characters it holds", () => {
    expect(matches(literalPattern("a*b"), "a*b")).toBe(true);
    expect(matches(literalPattern("a*b"), "axb")).toBe(false);
  });

  test("that ignores case folds ASCII letters only", () => {
    expect(matches(foldedPattern("Blue-É"), "bLUE-É")).toBe(true);
    expect(matches(foldedPattern("Blue-É"), "blue-é")).toBe(false);
  });

  test("of literal pieces keeps their wildcard characters literal", () => {
    const pattern = wildcardPattern([
      { text: "x", wild: true },
      { text: "*", wild: false },
      { text: "*", wild: true },
    ]);
    expect(matches(pattern, "x*y")).toBe(true);
    expect(matches(pattern, "xy")).toBe(false);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the policy variable for a star
    expect(pattern.display).toBe("x${*}*");
  });

  test("made to blow up a backtracking matcher is answered at once", () => {
    const pattern = like(`${"*a".repeat(200)}*b`);
    expect(matches(pattern, "a".repeat(2000))).toBe(false);
    expect(matches(pattern, `${"a".repeat(2000)}b`)).toBe(true);
  });
});

describe("an ARN pattern", () => {
  test.each([
    ["arn:aws:iam::*:role/x", "arn:aws:iam::111122223333:role/x", true],
    ["arn:aws:*:role/x", "arn:aws:iam::111122223333:role/x", null],
    ["arn:aws:iam::*:*", "arn:aws:iam::111122223333:role/a/b:c", true],
    ["arn:*:iam::1*:role/x", "arn:aws:iam::1:2:role/x", false],
    ["arn:aws:iam::?:role/x", "arn:aws:iam:::role/x", false],
  ])("%s against %s is %s", (pattern, value, expected) => {
    if (expected === null) expect(arnPattern([{ text: pattern, wild: true }])).toBeNull();
    else expect(matches(arn(pattern), value)).toBe(expected);
  });

  test("of a lone star takes anything", () => {
    expect(matches(arn("*"), "no arn")).toBe(true);
  });
});

test.each([
  ["any case", literalPattern("(any case)a"), foldedPattern("a")],
  ["a star that stops at colons", like("a:*:::::b"), arn("a:*::::b")],
  ["a literal star", literalPattern("a*"), like("a*")],
])("%s is no other pattern by its text", (_, one, other) => {
  expect(one.text).not.toBe(other.text);
});
