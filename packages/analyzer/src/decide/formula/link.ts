import { foldAscii, foldedPattern, literalPattern } from "../../policy/pattern.js";
import type { Budget } from "../domain/budget.js";
import { type Constraint, findState, findValue, type KeyState, UNCONSTRAINED } from "../domain/constraint.js";
import type { KeySpec } from "../domain/key-spec.js";
import type { ElementTest } from "../domain/test.js";
import type { Literal, Specs } from "./clause.js";
import type { LinkLeaf } from "./formula.js";
import { joinVariables } from "./link-variable.js";
import { scopeOf, unscoped } from "./scope.js";

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
    if ([TAG_KEYS, TRANSITIVE_KEYS].includes(unscoped(keyId))) continue;
    const state = findState(specs(keyId), constraint, "absent", budget);
    if (state === null || state === "limit") return state;
    states.set(keyId, state);
  }
  for (const scope of new Set([...joined.keys()].map(scopeOf))) {
    const request: Request = { scope, states, constraints: joined, specs, budget };
    if (!timesAgree(request)) return null;
    const outcome = chooseTags(request);
    if (outcome === null || outcome === "limit") return outcome;
  }
  return states;
}

/** One of the requests that are solved together, with what is chosen so far of all of them. */
interface Request {
  readonly scope: string;
  readonly states: Map<string, KeyState>;
  readonly constraints: ReadonlyMap<string, Constraint>;
  readonly specs: Specs;
  readonly budget: Budget;
}

// The latest possible now is never before the earliest possible issue time, unless both are bounded.
function timesAgree({ scope, states, constraints, specs, budget }: Request): boolean {
  const current = `${scope}aws:currenttime`;
  const issued = states.get(`${scope}aws:tokenissuetime`);
  if (issued?.kind !== "value") return true;
  const earliest = BigInt(issued.values[0] ?? "0");
  const now = constraints.get(current) ?? UNCONSTRAINED;
  const notBefore: ElementTest = {
    kind: "within",
    ranges: [[earliest, specs(current).universe.at(-1)?.[1] ?? earliest]],
    not: false,
  };
  const value = findValue(
    specs(current),
    [...(now.tests ?? []).map((test) => test.element), notBefore],
    budget,
  );
  if (value === null || value === "limit") return false;
  states.set(current, { kind: "value", values: [value] });
  return true;
}

function chooseTags(request: Request): LinkOutcome {
  const { scope, states, constraints, specs, budget } = request;
  const [tagKeysId, transitiveId] = [scope + TAG_KEYS, scope + TRANSITIVE_KEYS];
  // Tags that come with the token or the service are settled elsewhere.
  const tagIds = [...constraints.keys()].filter(
    (keyId) => keyId.startsWith(scope + REQUEST_TAG) && specs(keyId).optional,
  );
  const keys = constraints.get(tagKeysId);
  const transitive = constraints.get(transitiveId);
  if (tagIds.length === 0 && keys === undefined && transitive === undefined) return states;
  const spec = specs(tagKeysId);
  const given = keys ?? UNCONSTRAINED;
  const tests = given.tests ?? [];
  const forbidden = tagIds
    .filter(
      (keyId) =>
        findState(specs(keyId), { ...constraints.get(keyId)!, absent: false }, "present", budget) === null,
    )
    .map((keyId) => unscoped(keyId).slice(REQUEST_TAG.length));
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
  const passed =
    transitive === undefined
      ? null
      : transitiveKeys(transitive, specs(transitiveId), every, [...chosen.values()], budget);
  if (passed === "limit") return "limit";
  if (passed === null && transitive !== undefined) return null;
  for (const value of passed ?? []) chosen.set(value.toLowerCase(), value);
  if (transitive !== undefined) {
    states.set(
      transitiveId,
      passed === null || passed.length === 0 ? { kind: "absent" } : { kind: "value", values: passed },
    );
  }
  if (chosen.size === 0 && !given.absent) {
    const value = findValue(spec, every, budget);
    if (value === null || value === "limit") return value;
    chosen.set(value.toLowerCase(), value);
  }
  if (chosen.size > 0 && given.tests === null) return null;
  return withTags(request, chosen);
}

// Every chosen key is a tag of the request, with a value that the constraint on it allows.
function withTags(
  { scope, states, constraints, specs, budget }: Request,
  chosen: ReadonlyMap<string, string>,
): LinkOutcome {
  for (const [folded] of chosen) {
    const keyId = scope + REQUEST_TAG + folded;
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
    scope + TAG_KEYS,
    chosen.size === 0 ? { kind: "absent" } : { kind: "value", values: [...chosen.values()].toSorted() },
  );
  return states;
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
  spec: KeySpec,
  every: readonly ElementTest[],
  chosen: readonly string[],
  budget: Budget,
): readonly string[] | null | "limit" {
  if (constraint.absent) return [];
  if (constraint.tests === null) return null;
  const all = [
    ...every,
    ...constraint.tests.filter((test) => test.over === "all").map((test) => test.element),
  ];
  const some = constraint.tests.filter((test) => test.over !== "all").map((test) => test.element);
  const values = new Map<string, readonly ElementTest[]>();
  for (const element of some.length === 0 ? [null] : some) {
    const tests = element === null ? all : [...all, element];
    // A key that is passed anyway, as it is spelled there, before one that would have to be passed for this.
    const passed: ElementTest = { kind: "match", patterns: chosen.map(literalPattern), not: false };
    const value = findValue(spec, [...tests, passed], budget) ?? findValue(spec, tests, budget);
    if (value === null || value === "limit") return value;
    values.set(value, [...tests, ...(values.get(value) ?? [])]);
  }
  // A key is passed once, in one case: a spelling that meets what another one was chosen for stands for both.
  for (const [value, tests] of values) {
    const other = [...values.keys()].find((one) => one !== value && foldAscii(one) === foldAscii(value));
    const spelled = (one: string): ElementTest => ({
      kind: "match",
      patterns: [literalPattern(one)],
      not: false,
    });
    if (other !== undefined && findValue(spec, [...tests, spelled(other)], budget) === other)
      values.delete(value);
  }
  return [...values.keys()].toSorted();
}
