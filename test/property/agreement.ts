import type { CanAnswer, Requirement } from "@rolepath/analyzer";
import type { Snapshot } from "@rolepath/snapshot";
import { resolveCaller } from "../reference/caller.js";
import { conditionEntryHolds } from "../reference/condition.js";
import { evaluate } from "../reference/evaluate.js";
import { keysOf } from "../reference/keys.js";
import type { ConcreteRequest } from "../reference/request.js";
import { requestKeys, staticKeys } from "../reference/static-keys.js";
import { validateContext } from "../reference/validate.js";
import type { Choice } from "../reference/witness/choice.js";
import { actionOf, type Domain, requestDomain } from "../reference/witness/domain.js";
import { requestsOf } from "../reference/witness/search.js";
import type { Asked } from "./question.js";

/** One answer of the engine, beside what the reference evaluator can say about it. */
export interface Answered {
  readonly snapshot: Snapshot;
  readonly asked: Asked;
  readonly answer: CanAnswer;
}

/** How many requests the reference evaluator tries for one answer, and which sample of them. */
export interface Effort {
  readonly requests: number;
  readonly seed: number;
}

/** (a) An allowed or conditional answer has a witness that can exist and that the reference evaluator allows. */
export function witnessFault({ snapshot, asked, answer }: Answered): string | null {
  if (answer.verdict !== "allowed" && answer.verdict !== "conditional") return null;
  if (answer.witness === undefined) {
    return answer.verdict === "conditional" && answer.complete === false
      ? null
      : `${answer.verdict} without a witness`;
  }
  const action = actionOf(asked.caller);
  if (answer.action !== action) return `enters by ${answer.action}, not by ${action}`;
  const request: ConcreteRequest = { caller: asked.caller, to: asked.to, action, context: answer.witness };
  const problems = validateContext(snapshot, request);
  if (problems.length > 0) return `the witness cannot exist: ${problems.join("; ")} ${show(request)}`;
  const { decision, layer } = evaluate(snapshot, request);
  return decision === "allow" ? null : `the witness is denied by ${layer}: ${show(request)}`;
}

/** (b) No request of the domain gets through a denial. */
export function denialFault(
  { snapshot, asked, answer }: Answered,
  { requests, seed }: Effort,
): string | null {
  if (answer.verdict !== "denied") return null;
  for (const request of requestsOf(snapshot, asked, { limit: requests, seed, pins: asked.pins })) {
    if (evaluate(snapshot, request).decision === "allow")
      return `denied by ${answer.layer}, but allowed: ${show(request)}`;
  }
  return null;
}

/** (c) A plain request gets through an allowance, whatever the environment. */
export function allowanceFault(
  { snapshot, asked, answer }: Answered,
  { requests, seed }: Effort,
): string | null {
  if (answer.verdict !== "allowed") return null;
  const plain = requestsOf(snapshot, asked, { limit: requests, seed, pins: asked.pins, plainOnly: true });
  for (const request of plain) {
    const { decision, layer } = evaluate(snapshot, request);
    if (decision === "deny") return `allowed, but denied by ${layer}: ${show(request)}`;
  }
  return null;
}

/** (d) The alternatives of a conditional answer hold in exactly the requests that are allowed. */
export function residualFault(answered: Answered, effort: Effort): string | null {
  const { answer, snapshot, asked } = answered;
  if (answer.verdict !== "conditional") return null;
  const domain = requestDomain(snapshot, asked);
  return tooNarrow(answered, domain, effort) ?? tooWide(answered, domain, effort);
}

/** A request that is allowed satisfies some alternative. */
function tooNarrow(answered: Answered, domain: Domain, effort: Effort): string | null {
  const { snapshot, asked, answer } = answered;
  if (answer.complete === false) return null;
  const options = { limit: effort.requests, seed: effort.seed, pins: asked.pins, domain };
  for (const request of requestsOf(snapshot, asked, options)) {
    if (evaluate(snapshot, request).decision === "deny") continue;
    const holds = (answer.alternatives ?? []).some((alternative) =>
      satisfies(answered, request, alternative, true),
    );
    if (!holds) return `allowed, but in no alternative: ${show(request)} ${showAlternatives(answer)}`;
  }
  return null;
}

/** A request that satisfies an alternative, and passes no optional parameter besides, is allowed. */
function tooWide(answered: Answered, domain: Domain, effort: Effort): string | null {
  const { snapshot, asked, answer } = answered;
  for (const alternative of answer.alternatives ?? []) {
    const named = { ...domain, choices: domain.choices.map((choice) => withoutUnnamed(choice, alternative)) };
    const options = { limit: effort.requests, seed: effort.seed, pins: asked.pins, domain: named };
    for (const request of requestsOf(snapshot, asked, options)) {
      if (!satisfies(answered, request, alternative, false)) continue;
      const { decision, layer } = evaluate(snapshot, request);
      if (decision === "deny")
        return `satisfies ${JSON.stringify(alternative)}, but denied by ${layer}: ${show(request)}`;
    }
  }
  return null;
}

/** Leaves out optional parameters that the alternative does not speak of. */
function withoutUnnamed(choice: Choice, alternative: readonly Requirement[]): Choice {
  if (!choice.optional) return choice;
  const named = new Set(alternative.map((requirement) => requirement.key.toLowerCase()));
  const speaksOfTagKeys = named.has("aws:tagkeys") || named.has("sts:transitivetagkeys");
  const isNamed = (key: string) => {
    const name = key.toLowerCase();
    if (named.has(name)) return true;
    if (name === "aws:tagkeys") return true;
    return name.startsWith("aws:requesttag/") && speaksOfTagKeys;
  };
  return {
    ...choice,
    ways: choice.ways.filter((way, index) => index === 0 || Object.keys(way).every(isNamed)),
  };
}

/**
 * Whether the request meets every requirement of the alternative.
 *
 * A text like `${aws:username}` may stand for a variable, or for itself when it comes from a policy of the old version;
 * the requirement does not say which, so `ambiguous` decides what happens when that makes a difference.
 */
function satisfies(
  answered: Answered,
  request: ConcreteRequest,
  list: readonly Requirement[],
  ambiguous: boolean,
): boolean {
  const { snapshot } = answered;
  const fixed = staticKeys(snapshot, request, resolveCaller(snapshot, request));
  const keys = requestKeys(keysOf(request.context), fixed);
  return list.every(({ key, operator, values }) => {
    const holds = (version: string) => conditionEntryHolds({ key, operator, values }, keys, version);
    const [asVariable, asText] = [holds("2012-10-17"), holds("2008-10-17")];
    return asVariable === asText ? asVariable : ambiguous;
  });
}

function show(request: ConcreteRequest): string {
  return JSON.stringify({ caller: request.caller, to: request.to, context: request.context });
}

function showAlternatives(answer: CanAnswer): string {
  const lists = (answer.alternatives ?? []).map((list) =>
    list.map(({ key, operator, values }) => [key, operator, values]),
  );
  return JSON.stringify(lists);
}
