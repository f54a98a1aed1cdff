import type { Pattern } from "../../policy/pattern.js";
import { patternsAfter, prefixedPattern } from "../../policy/pattern-prefix.js";
import type { Ranges } from "./interval.js";

/** What is asked of one value. */
export type ElementTest =
  | { readonly kind: "match"; readonly patterns: readonly Pattern[]; readonly not: boolean }
  | { readonly kind: "within"; readonly ranges: Ranges; readonly not: boolean };

export type MatchTest = ElementTest & { readonly kind: "match" };

/** What is asked of a key that is present: of its one value, or of its set of values. */
export interface Test {
  readonly over: "value" | "all" | "some";
  readonly element: ElementTest;
}

/** The test that holds exactly where `test` does not. */
function complementElement(test: ElementTest): ElementTest {
  return { ...test, not: !test.not };
}

/** As {@link complementElement}; "all" and "some" trade places. */
export function complement(test: Test): Test {
  const over = test.over === "value" ? "value" : test.over === "all" ? "some" : "all";
  return { over, element: complementElement(test.element) };
}

const elementKeys = new WeakMap<ElementTest, string>();

/** The same text for the same test, for caches and for removing doubles. */
export function elementKey(test: ElementTest): string {
  let key = elementKeys.get(test);
  if (key === undefined) {
    key = keyOf(test);
    elementKeys.set(test, key);
  }
  return key;
}

function keyOf(test: ElementTest): string {
  const body =
    test.kind === "match"
      ? JSON.stringify(test.patterns.map((pattern) => pattern.text))
      : test.ranges.map(([low, high]) => `${low}-${high}`).join(",");
  return `${test.kind}${test.not ? "!" : "="}${body}`;
}

/** Both lists, each test once: what was demanded before says nothing new, and sessions that differ in it do not differ. */
export function withTests(
  known: readonly ElementTest[],
  more: readonly ElementTest[],
): readonly ElementTest[] {
  if (more.length === 0) return known;
  const all = new Map([...known, ...more].map((test) => [elementKey(test), test]));
  return all.size === known.length ? known : [...all.values()];
}

export function testKey(test: Test): string {
  return `${test.over}:${elementKey(test.element)}`;
}

/** The test of a value that `prefix` stands before. */
export function prefixedTest(test: ElementTest, prefix: string): ElementTest {
  if (test.kind !== "match") return test;
  return { ...test, patterns: test.patterns.map((pattern) => prefixedPattern(pattern, prefix)) };
}

/** The test of what follows `prefix` in a value that starts with it. */
export function testAfter(test: ElementTest, prefix: string): ElementTest {
  if (test.kind !== "match") return test;
  return { ...test, patterns: test.patterns.flatMap((pattern) => patternsAfter(pattern, prefix)) };
}
