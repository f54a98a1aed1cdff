import { foldedPattern, literalPattern } from "../policy/pattern.js";
import type { Literal, Specs } from "./clause.js";
import type { Budget } from "./domain/budget.js";
import { type Constraint, findState, findValue, type KeyState, UNCONSTRAINED } from "./domain/constraint.js";
import type { KeySpec } from "./domain/key-spec.js";
import type { ElementTest } from "./domain/test.js";
import type { LinkLeaf } from "./formula.js";
import { joinVariables } from "./link-variable.js";

/** One state for each key, `null` when the literals cannot hold together, "limit" when that is not known. */
export type LinkOutcome = ReadonlyMap<string, KeyState> | null | "limit";

const TAG_KEYS = "aws:tagkeys";
const TRANSITIVE_KEYS = "sts:transitivetagkeys";
const REQUEST_TAG = "aws:requesttag/";

/**
 * Checks what one key's constraint alone cannot show, and picks a state for every key.
 *
 * IAM User Guide, "Pass session tags in AWS STS": `aws:TagKeys` is the set of the keys of `aws:RequestTag/…`, and
 * transitive keys are among them. `aws:TokenIssueTime` is not after `aws:CurrentTime`.
 */
export function checkLinks(
  literals: readonly Literal[],
  constraints: ReadonlyMap<string, Constraint>,
  specs: Specs,
  budget: Budget,
): LinkOutcome {
  const joined = joinVariables(
    literals.filter((literal): literal is LinkLeaf => literal.kind === "link"),
    constraints,
    specs,
    budget,
  );
  if (joined === null || joined === "limit") return joined;
  const states = new Map<string, KeyState>();
  for (const [keyId, constraint] of joined) {
    if (keyId === TAG_KEYS || keyId === TRANSITIVE_KEYS) continue;
    const state = findState(specs(keyId), constraint, "absent", budget);
    if (state === null || state === "limit") return state;
    states.set(keyId, state);
  }
  if (!timesAgree(states, joined, specs, budget)) return null;
  return chooseTags(states, joined, specs, budget);
}

// The latest possible now is never before the earliest possible issue time, unless both are bounded.
function timesAgree(
  states: Map<string, KeyState>,
  constraints: ReadonlyMap<string, Constraint>,
  specs: Specs,
  budget: Budget,
): boolean {
  const issued = states.get("aws:tokenissuetime");
  if (issued?.kind !== "value") return true;
  const earliest = BigInt(issued.values[0] ?? "0");
  const now = constraints.get("aws:currenttime") ?? UNCONSTRAINED;
  const notBefore: ElementTest = {
    kind: "within",
    ranges: [[earliest, specs("aws:currenttime").universe.at(-1)?.[1] ?? earliest]],
    not: false,
  };
  const value = findValue(
    specs("aws:currenttime"),
    [...(now.tests ?? []).map((test) => test.element), notBefore],
    budget,
  );
  if (value === null || value === "limit") return false;
  states.set("aws:currenttime", { kind: "value", values: [value] });
  return true;
}

function chooseTags(
  states: Map<string, KeyState>,
  constraints: ReadonlyMap<string, Constraint>,
  specs: Specs,
  budget: Budget,
): LinkOutcome {
  // Tags that come with the token or the service are settled elsewhere.
  const tagIds = [...constraints.keys()].filter(
    (keyId) => keyId.startsWith(REQUEST_TAG) && specs(keyId).optional,
  );
  const keys = constraints.get(TAG_KEYS);
  const transitive = constraints.get(TRANSITIVE_KEYS);
  if (tagIds.length === 0 && keys === undefined && transitive === undefined) return states;
  const spec = specs(TAG_KEYS);
  const given = keys ?? UNCONSTRAINED;
  const tests = given.tests ?? [];
  const forbidden = tagIds
    .filter(
      (keyId) =>
        findState(specs(keyId), { ...constraints.get(keyId)!, absent: false }, "present", budget) === null,
    )
    .map(tagName);
  const every: ElementTest[] = [
    ...tests.filter((test) => test.over === "all").map((test) => test.element),
    { kind: "match", patterns: forbidden.map(foldedPattern), not: true },
  ];
  const chosen = new Map<string, string>();
  for (const keyId of tagIds) {
    if (states.get(keyId)?.kind !== "value") continue;
    const name = specs(keyId).name.slice(REQUEST_TAG.length);
    const value = findTagKey(spec, name, every, budget);
    if (value === null || value === "limit") return value;
    chosen.set(value.toLowerCase(), value);
  }
  for (const test of tests.filter((test) => test.over === "some")) {
    const value = findValue(spec, [...every, test.element], budget);
    if (value === null || value === "limit") return value;
    chosen.set(value.toLowerCase(), value);
  }
  const passed = transitive === undefined ? null : transitiveKeys(transitive, specs, every, budget);
  if (passed === "limit") return "limit";
  if (passed === null && transitive !== undefined) return null;
  for (const value of passed ?? []) chosen.set(value.toLowerCase(), value);
  if (transitive !== undefined) {
    states.set(
      TRANSITIVE_KEYS,
      passed === null || passed.length === 0 ? { kind: "absent" } : { kind: "value", values: passed },
    );
  }
  if (chosen.size === 0 && !given.absent) {
    const value = findValue(spec, every, budget);
    if (value === null || value === "limit") return value;
    chosen.set(value.toLowerCase(), value);
  }
  if (chosen.size > 0 && given.tests === null) return null;
  return withTags(states, chosen, constraints, specs, budget);
}

// Every chosen key is a tag of the request, with a value that the constraint on it allows.
function withTags(
  states: Map<string, KeyState>,
  chosen: ReadonlyMap<string, string>,
  constraints: ReadonlyMap<string, Constraint>,
  specs: Specs,
  budget: Budget,
): LinkOutcome {
  for (const [folded] of chosen) {
    const keyId = REQUEST_TAG + folded;
    if (states.get(keyId)?.kind === "value") continue;
    const constraint = constraints.get(keyId);
    const state = findState(
      specs(keyId),
      { absent: false, tests: constraint?.tests ?? [] },
      "present",
      budget,
    );
    if (state === null || state === "limit") return state;
    states.set(keyId, state);
  }
  states.set(
    TAG_KEYS,
    chosen.size === 0 ? { kind: "absent" } : { kind: "value", values: [...chosen.values()].toSorted() },
  );
  return states;
}

function tagName(keyId: string): string {
  return keyId.slice(REQUEST_TAG.length);
}

function findTagKey(
  spec: KeySpec,
  name: string,
  every: readonly ElementTest[],
  budget: Budget,
): string | null | "limit" {
  const exact = findValue(
    spec,
    [...every, { kind: "match", patterns: [literalPattern(name)], not: false }],
    budget,
  );
  if (exact !== null) return exact;
  return findValue(spec, [...every, { kind: "match", patterns: [foldedPattern(name)], not: false }], budget);
}

function transitiveKeys(
  constraint: Constraint,
  specs: Specs,
  every: readonly ElementTest[],
  budget: Budget,
): readonly string[] | null | "limit" {
  if (constraint.absent) return [];
  if (constraint.tests === null) return null;
  const spec = specs(TRANSITIVE_KEYS);
  const all = [
    ...every,
    ...constraint.tests.filter((test) => test.over === "all").map((test) => test.element),
  ];
  const some = constraint.tests.filter((test) => test.over !== "all").map((test) => test.element);
  const values = new Set<string>();
  for (const element of some.length === 0 ? [null] : some) {
    const value = findValue(spec, element === null ? all : [...all, element], budget);
    if (value === null || value === "limit") return value;
    values.add(value);
  }
  return [...values].toSorted();
}
