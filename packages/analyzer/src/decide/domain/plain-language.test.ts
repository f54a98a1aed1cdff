import { expect, test } from "vitest";
import {
  arnPattern,
  foldedPattern,
  literalPattern,
  type Pattern,
  wildcardPattern,
} from "../../policy/pattern.js";
import { newBudget } from "./budget.js";
import { findString } from "./language.js";
import { findPlainly } from "./plain-language.js";
import { stringSpec } from "./spec.js";
import type { MatchTest } from "./test.js";

const like = (text: string): Pattern => wildcardPattern([{ text, wild: true }]);
const asked = (not: boolean, ...patterns: readonly Pattern[]): MatchTest => ({
  kind: "match",
  patterns,
  not,
});
const alphabet = { name: "ab", accepts: (char: string) => "ab:".includes(char), samples: "ba:" };

// Every value of the key up to some length, shortest first.
function valuesOf(prefix: string, lengthMin: number): readonly string[] {
  const all = [""];
  for (const text of all) if (text.length < 6) for (const char of "ab:") all.push(text + char);
  return all.filter((text) => text.length >= lengthMin).map((text) => prefix + text);
}

const patterns = [
  like("*"),
  like("a*"),
  like("ab*"),
  like("*a"),
  like("a*b"),
  like("b*a*"),
  like("a?*"),
  literalPattern("ab"),
  foldedPattern("a"),
  arnPattern([{ text: "a*:::::*", wild: true }])!,
];

test.each([
  ["", 0],
  ["", 2],
  ["a", 0],
  ["b", 1],
])("what is seen after the prefix %j, from length %i, is what there is", (prefix, lengthMin) => {
  const spec = stringSpec("k", { alphabet, prefix, lengthMin, lengthMax: 6 });
  const values = valuesOf(prefix, lengthMin);
  for (const one of patterns)
    for (const other of patterns)
      for (const not of [false, true]) {
        const tests = [asked(false, one, like("ba*")), asked(not, other, like("bb*"))];
        const passes = (value: string): boolean =>
          tests.every((each) => each.patterns.some((pattern) => pattern.matches(value)) !== each.not);
        const fits = (value: string): boolean => values.includes(value) && passes(value);
        const plain = findPlainly(spec, tests, fits);
        const shortest = values.find(passes);
        const what = [one.text, not, other.text];
        if (plain !== "unclear") expect([...what, plain?.length]).toEqual([...what, shortest?.length]);
        const found = findString(spec, tests, newBudget());
        expect([...what, found === null]).toEqual([...what, shortest === undefined]);
      }
});

test.each<[string, readonly MatchTest[], string | null]>([
  ["two beginnings that exclude each other", [asked(false, like("a*")), asked(false, like("b*"))], null],
  ["a test and its opposite", [asked(false, like("a*b")), asked(true, like("a*b"))], null],
  ["a beginning that is refused", [asked(false, like("ab*b")), asked(true, like("a*"))], null],
  ["the text without its stars", [asked(false, like("a*b*"))], "ab"],
  ["the first of two as short", [asked(false, like("b*"), like("a*"))], "a"],
])("%s needs no search", (_, tests, expected) => {
  const spec = stringSpec("k", { alphabet });
  const passes = (value: string): boolean =>
    tests.every((each) => each.patterns.some((pattern) => pattern.matches(value)) !== each.not);
  expect(findPlainly(spec, tests, passes)).toBe(expected);
});
