import type { Budget } from "./budget.js";
import { intersect, normalize, type Ranges, subtract } from "./interval.js";
import type { KeySpec } from "./key-spec.js";
import { findString } from "./language.js";
import { type ElementTest, elementKey, type Test, testKey } from "./test.js";

/** What one clause demands of one key: it may be absent, or present with all of `tests`; `tests: null` forbids presence. */
export interface Constraint {
  readonly absent: boolean;
  readonly tests: readonly Test[] | null;
}

export const UNCONSTRAINED: Constraint = { absent: true, tests: [] };

/** Both constraints at once. */
export function both(a: Constraint, b: Constraint): Constraint {
  const absent = a.absent && b.absent;
  if (a.tests === null || b.tests === null) return { absent, tests: null };
  if (a.tests.length === 0) return { absent, tests: b.tests };
  if (b.tests.length === 0) return { absent, tests: a.tests };
  const known = new Set(a.tests.map(testKey));
  const added = b.tests.filter((test) => !known.has(testKey(test)));
  return { absent, tests: added.length === 0 ? a.tests : [...a.tests, ...added] };
}

/** A state of a key: absent, one value, or a set of values. */
export type KeyState =
  | { readonly kind: "absent" }
  | { readonly kind: "value"; readonly values: readonly string[] };

const ABSENT: KeyState = { kind: "absent" };

/**
 * A state of the key that the constraint allows, `null` when there is none, "limit" when the search was cut.
 *
 * Absence comes first where both would do: the plainest request.
 */
export function findState(
  spec: KeySpec,
  constraint: Constraint,
  prefer: "absent" | "present",
  budget: Budget,
): KeyState | null | "limit" {
  const mayBeAbsent = constraint.absent && spec.mayBeAbsent;
  if (mayBeAbsent && prefer === "absent") return ABSENT;
  const present = constraint.tests === null ? null : findPresent(spec, constraint.tests, budget);
  if (present === "limit") return mayBeAbsent ? ABSENT : "limit";
  if (present !== null) return { kind: "value", values: present };
  return mayBeAbsent ? ABSENT : null;
}

function findPresent(
  spec: KeySpec,
  tests: readonly Test[],
  budget: Budget,
): readonly string[] | null | "limit" {
  if (!spec.multivalued) {
    // Set operators on a single-valued key see a set of one.
    const elements = [...spec.base];
    for (const { element } of tests) elements.push(element);
    const value = findValue(spec, elements, budget);
    return value === null || value === "limit" ? value : [value];
  }
  const every = [...spec.base, ...tests.filter((test) => test.over === "all").map((test) => test.element)];
  const some = tests.filter((test) => test.over !== "all").map((test) => test.element);
  const values = new Set<string>();
  for (const element of some.length === 0 ? [null] : some) {
    const value = findValue(spec, element === null ? every : [...every, element], budget);
    if (value === null || value === "limit") return value;
    values.add(value);
  }
  return [...values].toSorted();
}

/** Some keys are the same in every snapshot, and their values are not to be collected for ever. */
const MEMO_COUNT_MAX = 20_000;

/** What was found, and what it took. */
interface Found {
  readonly value: string | null;
  readonly cost: number;
}

const memo = new WeakMap<KeySpec, Map<string, Found>>();

/** One value that passes all tests. */
export function findValue(
  spec: KeySpec,
  tests: readonly ElementTest[],
  budget: Budget,
): string | null | "limit" {
  let cache = memo.get(spec);
  if (cache === undefined) {
    cache = new Map();
    memo.set(spec, cache);
  }
  const key = keyOf(tests);
  const known = cache.get(key);
  if (known !== undefined) return pay(known, budget) ? known.value : "limit";
  const before = budget.left;
  const value = findValueUncached(spec, tests, budget);
  // What was given up is tried again when another question has the means.
  if (value === "limit") return value;
  if (cache.size >= MEMO_COUNT_MAX) cache.clear();
  const found: Found = { value, cost: before - budget.left };
  cache.set(key, found);
  if (found.cost > 0) paidBy(budget).add(found);
  return value;
}

// The same text for the same tests in any order.
function keyOf(tests: readonly ElementTest[]): string {
  const [first, second] = tests;
  if (first === undefined) return "";
  if (second === undefined) return elementKey(first);
  return tests.map(elementKey).toSorted().join("&");
}

const paid = new WeakMap<Budget, Set<Found>>();

// A question pays once for what it looks at, also for what those before it have found: else what it can afford, and so
// its answer, would rest on them.
function pay(found: Found, budget: Budget): boolean {
  if (found.cost === 0) return true;
  const known = paidBy(budget);
  if (known.has(found)) return true;
  known.add(found);
  budget.left -= found.cost;
  return budget.left >= 0;
}

function paidBy(budget: Budget): Set<Found> {
  const known = paid.get(budget) ?? new Set();
  paid.set(budget, known);
  return known;
}

function findValueUncached(
  spec: KeySpec,
  tests: readonly ElementTest[],
  budget: Budget,
): string | null | "limit" {
  if (spec.type === "string") {
    const matching = tests.filter((test) => test.kind === "match");
    // Ranges never reach a string key: comparisons of another type stay open as opaque literals.
    return findString(spec, matching, budget);
  }
  const ranges = rangesOf(spec, tests);
  const first = ranges[0];
  if (first === undefined) return null;
  const example = spec.example === null ? null : BigInt(spec.example);
  const chosen =
    example !== null && ranges.some(([low, high]) => low <= example && example <= high) ? example : first[0];
  return String(chosen);
}

/** The values of a number, date or address key that pass all tests. */
export function rangesOf(spec: KeySpec, tests: readonly ElementTest[]): Ranges {
  let ranges = spec.universe;
  for (const test of tests) {
    if (test.kind !== "within") continue;
    const within = normalize(test.ranges);
    ranges = test.not ? subtract(ranges, within) : intersect(ranges, within);
  }
  return ranges;
}
