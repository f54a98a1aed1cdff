import { compareText } from "../../policy/compare-text.js";
import { conditionKeyId } from "../../policy/condition.js";
import { literalPattern, matches, type Pattern, type Piece } from "../../policy/pattern.js";
import type { Budget } from "../domain/budget.js";
import { comparePattern } from "../domain/comparison.js";
import { both, type Constraint, findValue, UNCONSTRAINED } from "../domain/constraint.js";
import type { KeySpec } from "../domain/key-spec.js";
import { inSpace } from "../domain/language.js";
import type { ElementTest } from "../domain/test.js";
import type { Specs } from "./clause.js";
import type { LinkLeaf } from "./formula.js";

/** How many values of a variable are tried before a link is given up (and said to be). */
const TRY_COUNT_MAX = 12;

type Constraints = Map<string, Constraint>;

/**
 * Makes keys that are compared with each other agree: each linked key gets a value that satisfies its own constraint
 * and every link.
 *
 * @returns the constraints with linked keys pinned; `null` when none agree; "limit" when not all values were tried
 */
export function joinVariables(
  all: readonly LinkLeaf[],
  constraints: ReadonlyMap<string, Constraint>,
  specs: Specs,
  budget: Budget,
): ReadonlyMap<string, Constraint> | null | "limit" {
  const links = all.filter((link) => !link.not || mustBePresent(link, constraints, specs));
  if (links.length === 0) return constraints;
  if (links.some((link) => link.not && isEquality(link) && sameClass(link, links))) return null;
  const joined: Constraints = new Map(constraints);
  const keys = new Set(links.flatMap((link) => [link.keyId, ...variablesOf(link)]));
  // Keys that must be equal share one constraint from the start.
  for (const link of links) {
    if (link.not || !isEquality(link)) continue;
    const [other = ""] = variablesOf(link);
    const shared = both(joined.get(link.keyId) ?? UNCONSTRAINED, joined.get(other) ?? UNCONSTRAINED);
    for (const member of classOf(link.keyId, links))
      joined.set(member, both(joined.get(member) ?? UNCONSTRAINED, shared));
  }
  return pinAll([...keys].toSorted(variablesFirst(links)), links, joined, specs, budget);
}

// A negated link also holds when one of its keys is missing; so it binds only where none may be.
function mustBePresent(link: LinkLeaf, constraints: ReadonlyMap<string, Constraint>, specs: Specs): boolean {
  return [link.keyId, ...variablesOf(link)].every((keyId) => {
    const constraint = constraints.get(keyId) ?? UNCONSTRAINED;
    return !(constraint.absent && specs(keyId).mayBeAbsent);
  });
}

function isEquality(link: LinkLeaf): boolean {
  return (
    (link.comparison === "StringEquals" || link.comparison === "StringLike") &&
    link.template.length === 1 &&
    link.template[0]?.kind === "variable"
  );
}

function variablesOf(link: LinkLeaf): readonly string[] {
  return link.template.flatMap((part) => (part.kind === "variable" ? [conditionKeyId(part.key)] : []));
}

function classOf(keyId: string, links: readonly LinkLeaf[]): ReadonlySet<string> {
  const members = new Set([keyId]);
  for (let size = 0; size !== members.size; ) {
    size = members.size;
    for (const link of links) {
      if (link.not || !isEquality(link)) continue;
      const pair = [link.keyId, ...variablesOf(link)];
      if (pair.some((key) => members.has(key))) for (const key of pair) members.add(key);
    }
  }
  return members;
}

function sameClass(link: LinkLeaf, links: readonly LinkLeaf[]): boolean {
  const members = classOf(link.keyId, links);
  return variablesOf(link).every((key) => members.has(key));
}

// A template is known once its variables are; so keys that only appear as variables are pinned first.
function variablesFirst(links: readonly LinkLeaf[]): (a: string, b: string) => number {
  const left = new Set(links.map((link) => link.keyId));
  return (a, b) => Number(left.has(a)) - Number(left.has(b)) || compareText(a, b);
}

function pinAll(
  keys: readonly string[],
  links: readonly LinkLeaf[],
  constraints: Constraints,
  specs: Specs,
  budget: Budget,
): Constraints | null | "limit" {
  const [keyId, ...rest] = keys;
  // Whatever way the values were chosen, they must keep to every link.
  if (keyId === undefined) return links.every((link) => keepsTo(link, constraints)) ? constraints : null;
  const spec = specs(keyId);
  const constraint = constraints.get(keyId) ?? UNCONSTRAINED;
  if (constraint.tests === null) return null;
  const tried: Pattern[] = [];
  const own = constraint.tests.map((test) => test.element);
  const known = testsFromLinks(keyId, links, constraints);
  if (known === null) return null;
  for (;;) {
    const fresh: ElementTest[] = tried.length === 0 ? [] : [{ kind: "match", patterns: tried, not: true }];
    const value = valueInAllSpaces(spec, [...own, ...known, ...fresh], keyId, links, specs, budget);
    if (value === null) return null;
    if (value === "limit" || tried.length >= TRY_COUNT_MAX) return "limit";
    const pinned: Constraint = {
      absent: false,
      tests: [{ over: "value", element: { kind: "match", patterns: [literalPattern(value)], not: false } }],
    };
    const outcome = pinAll(rest, links, new Map(constraints).set(keyId, pinned), specs, budget);
    if (outcome !== null) return outcome;
    tried.push(literalPattern(value));
  }
}

function keepsTo(link: LinkLeaf, constraints: Constraints): boolean {
  const value = pinnedValue(constraints.get(link.keyId));
  const pattern = patternOf(link, constraints);
  if (value === null || pattern === "open") return false;
  return (pattern !== null && matches(pattern, value)) !== link.not;
}

// Keys that must be equal must have a value that is possible for each of them.
function valueInAllSpaces(
  spec: KeySpec,
  tests: readonly ElementTest[],
  keyId: string,
  links: readonly LinkLeaf[],
  specs: Specs,
  budget: Budget,
): string | null | "limit" {
  const others = [...classOf(keyId, links)].filter((key) => key !== keyId).map(specs);
  const narrow: KeySpec = {
    ...spec,
    alphabet: {
      name: "shared",
      accepts: (char) =>
        spec.alphabet.accepts(char) &&
        others.every((other) => other.prefix !== "" || other.alphabet.accepts(char)),
      samples: spec.alphabet.samples,
    },
    lengthMin: Math.max(spec.lengthMin, ...others.map((other) => other.lengthMin)),
    lengthMax: Math.min(spec.lengthMax, ...others.map((other) => other.lengthMax)),
    base: [...spec.base, ...others.flatMap((other) => other.base)],
  };
  const value = findValue(others.length === 0 ? spec : narrow, [...narrow.base, ...tests], budget);
  if (value === null || value === "limit") return value;
  return others.every((other) => inSpace(other, value)) ? value : "limit";
}

// What links with pinned variables demand of the key; null when a link can no longer hold.
function testsFromLinks(
  keyId: string,
  links: readonly LinkLeaf[],
  constraints: Constraints,
): readonly ElementTest[] | null {
  const tests: ElementTest[] = [];
  for (const link of links) {
    if (link.keyId !== keyId) {
      if (!variablesOf(link).includes(keyId)) continue;
      const left = pinnedValue(constraints.get(link.keyId));
      // The left side is pinned before a variable only in an equality; then they must be the same.
      if (left !== null && isEquality(link))
        tests.push({ kind: "match", patterns: [literalPattern(left)], not: link.not });
      continue;
    }
    const pattern = patternOf(link, constraints);
    if (pattern === "open") continue;
    if (pattern === null) {
      if (!link.not) return null;
      continue;
    }
    tests.push({ kind: "match", patterns: [pattern], not: link.not });
  }
  return tests;
}

function patternOf(link: LinkLeaf, constraints: Constraints): Pattern | null | "open" {
  const pieces: Piece[] = [];
  for (const part of link.template) {
    if (part.kind === "text") {
      pieces.push({ text: part.text, wild: part.wild });
      continue;
    }
    const value = pinnedValue(constraints.get(conditionKeyId(part.key)));
    if (value === null) return "open";
    pieces.push({ text: value, wild: false });
  }
  return comparePattern(link.comparison, pieces);
}

function pinnedValue(constraint: Constraint | undefined): string | null {
  const [test] = constraint?.tests ?? [];
  if (constraint === undefined || constraint.absent || test?.element.kind !== "match" || test.element.not)
    return null;
  const [pattern] = test.element.patterns;
  return constraint.tests?.length === 1 && test.element.patterns.length === 1 && pattern !== undefined
    ? pattern.literal
    : null;
}
