import { newBudget } from "../../decide/domain/budget.js";
import { findValue, UNCONSTRAINED } from "../../decide/domain/constraint.js";
import { tagKeysSpec } from "../../decide/domain/spec.js";
import type { ElementTest } from "../../decide/domain/test.js";
import { foldedPattern } from "../../policy/pattern.js";
import type { Constraints } from "./constraints.js";

const TAG_KEYS = tagKeysSpec("aws:TagKeys");

/** What a hop demands of the keys that are passed as transitive ones: some key for each. */
export interface TransitiveDemands {
  /** Whether transitive tags with these keys meet the demands. */
  readonly metBy: (passed: readonly string[]) => boolean;
  /** Keys, lower case, that meet the demands where none of the given ones need be passed. */
  readonly otherThan: (names: readonly string[]) => readonly string[];
}

/** Reads the demands of one alternative of a hop. */
export function transitiveDemands(constraints: Constraints): TransitiveDemands {
  const { absent, tests } = constraints.get("sts:transitivetagkeys") ?? UNCONSTRAINED;
  if (absent || tests === null) return { metBy: () => true, otherThan: () => [] };
  const every = [...tests, ...(constraints.get("aws:tagkeys")?.tests ?? [])]
    .filter((test) => test.over === "all")
    .map((test) => test.element);
  const some = tests.filter((test) => test.over !== "all").map((test) => [...every, test.element]);
  const demands = some.length === 0 ? [every] : some;
  return {
    metBy: (passed) => demands.every((asked) => passed.some((name) => admitsKey(asked, name))),
    otherThan: (names) => {
      const others: ElementTest = { kind: "match", patterns: names.map(foldedPattern), not: true };
      const found = demands.map((asked) => findValue(TAG_KEYS, [...asked, others], newBudget()));
      return found.flatMap((key) => (key === null || key === "limit" ? [] : [key.toLowerCase()]));
    },
  };
}

/** Whether a tag of this name passes the tests under a key in some case: keys are compared in the case in which they are passed. */
export function admitsKey(tests: readonly ElementTest[], name: string): boolean {
  if (tests.length === 0) return true;
  const inAnyCase: ElementTest = { kind: "match", patterns: [foldedPattern(name)], not: false };
  return findValue(TAG_KEYS, [...tests, inAnyCase], newBudget()) !== null;
}
