import type { HopAnswer, RequestContext } from "../answer.js";
import { newBudget } from "../decide/domain/budget.js";
import { findState, UNCONSTRAINED } from "../decide/domain/constraint.js";
import type { KeyKnowledge } from "../decide/facts.js";
import { absent, and, type Formula, has, not, TRUE } from "../decide/formula.js";
import { solve } from "../decide/solve.js";
import { witnessOf } from "../decide/witness.js";
import { foldedPattern, literalPattern } from "../policy/pattern.js";
import { chainHop } from "./chain-answer.js";
import type { Chain, HopDecision } from "./step.js";

const TAG = "aws:principaltag/";
const HELD: ReadonlySet<string> = new Set(["aws:userid", "aws:sourceidentity", "sts:sourceidentity"]);

/**
 * One concrete request for each hop of a chain, consistent with each other; null where none could be found.
 *
 * From the last hop to the first: what a hop takes its calling session to be (its name, tags, source identity, claims) is
 * demanded of the hop that opens the session. Semantics 1.7.
 */
function jointWitness(chain: Chain): readonly RequestContext[] | null {
  const found: RequestContext[] = [];
  let demand: Formula = TRUE;
  for (const [index, hop] of [...chain.hops.entries()].toReversed()) {
    const solution = solve(and([hop.open.formula, hop.open.background, demand]), hop.open.specs);
    if (solution.kind !== "clause") return null;
    const witness = witnessOf(hop.call, solution.clause);
    const session = sessionValues(hop, chain.hops[index - 1], witness);
    found.push(session === null ? witness : { ...witness, ...session.context });
    demand = session === null ? TRUE : session.demand;
  }
  return carryOn(chain, found.toReversed());
}

/** The hops of a chain as answers show them, each with its request of {@link jointWitness} where there is one. */
export function witnessedHops(chain: Chain): readonly HopAnswer[] {
  const witnesses = jointWitness(chain);
  return chain.hops.map((hop, index) => ({
    ...chainHop(hop),
    ...(witnesses !== null && { witness: witnesses[index]! }),
  }));
}

interface SessionValues {
  /** What the session is taken to have, for the keys that are open. */
  readonly context: RequestContext;
  /** What the hop that opens the session must then do. */
  readonly demand: Formula;
}

function sessionValues(
  hop: HopDecision,
  before: HopDecision | undefined,
  witness: RequestContext,
): SessionValues | null {
  const { caller } = hop.call;
  if (caller.kind !== "role" || !caller.session.complete) return null;
  const { fixed } = caller.session;
  const context: Record<string, string> = {};
  const demands: Formula[] = [];
  const chosenFor = (knowledge: KeyKnowledge & { readonly kind: "open" }): string | null => {
    const chosen = witness[knowledge.spec.name];
    if (typeof chosen === "string") return chosen;
    const state = findState(knowledge.spec, UNCONSTRAINED, "present", newBudget());
    return state !== null && state !== "limit" && state.kind === "value" ? (state.values[0] ?? null) : null;
  };
  for (const [keyId, knowledge] of fixed) {
    if (keyId.startsWith(TAG)) {
      const name = keyId.slice(TAG.length);
      const transitive = fixed.has(`aws:resourcetag/${name}`);
      // A transitive tag is also that of the next role, whose policies may be the ones that look at it.
      const shadow =
        valueOfKey(witness, `aws:resourcetag/${name}`) ?? valueOfKey(witness, `iam:resourcetag/${name}`);
      const value = knowledge.kind === "open" ? (shadow ?? chosenFor(knowledge)) : null;
      if (knowledge.kind === "open" && value !== null) context[knowledge.spec.name] = value;
      if (inherits(before, name)) demands.push(value === null ? TRUE : is(keyId, value));
      else demands.push(tagDemand(name, knowledge, value, transitive));
    } else if (keyId === "aws:userid") {
      const value = knowledge.kind === "open" ? chosenFor(knowledge) : null;
      if (value === null) continue;
      context["aws:userid"] = value;
      demands.push(is("sts:rolesessionname", value.slice(value.indexOf(":") + 1)));
    } else if (keyId === "aws:sourceidentity") {
      if (knowledge.kind === "absent") demands.push(absent("sts:sourceidentity"));
      const passed = witness["sts:SourceIdentity"];
      const value =
        knowledge.kind === "open" ? (typeof passed === "string" ? passed : chosenFor(knowledge)) : null;
      if (value === null) continue;
      context["aws:SourceIdentity"] = value;
      context["sts:SourceIdentity"] = value;
      demands.push(is("sts:sourceidentity", value));
    } else if (!HELD.has(keyId) && !isShadow(keyId) && knowledge.kind === "open") {
      // A claim of the token that opened the first session.
      const value = witness[knowledge.spec.name];
      if (typeof value === "string") demands.push(is(keyId, value));
    }
  }
  return { context, demand: and(demands) };
}

function valueOfKey(witness: RequestContext, keyId: string): string | null {
  const found = Object.entries(witness).find(([key]) => key.toLowerCase() === keyId)?.[1];
  return typeof found === "string" ? found : null;
}

// A tag that the session before had as transitive cannot be passed again: it is the same one.
function inherits(hop: HopDecision | undefined, name: string): boolean {
  return hop?.call.caller.kind === "role" && hop.call.caller.session.fixed.has(`aws:resourcetag/${name}`);
}

// Keys of the next call that follow from the tags of the session.
function isShadow(keyId: string): boolean {
  return /^(aws:resourcetag|iam:resourcetag|aws:requesttag)\//.test(keyId);
}

/** What the hop before must do so that the session has the tag, or has it not. */
function tagDemand(
  name: string,
  knowledge: KeyKnowledge,
  value: string | null,
  transitive: boolean,
): Formula {
  const passesOn = has(
    "sts:transitivetagkeys",
    { kind: "match", patterns: [foldedPattern(name)], not: false },
    "some",
  );
  if (knowledge.kind === "open")
    return value === null
      ? TRUE
      : and([is(`aws:requesttag/${name}`, value), transitive ? passesOn : not(passesOn)]);
  // A known value is the tag of the role itself, or comes with a service; neither is passed by the caller.
  return transitive ? TRUE : absent(`aws:requesttag/${name}`);
}

function is(keyId: string, value: string): Formula {
  return has(keyId, { kind: "match", patterns: [literalPattern(value)], not: false });
}

// What no policy looks at follows from the hop before.
function carryOn(chain: Chain, contexts: readonly RequestContext[]): readonly RequestContext[] {
  const done: RequestContext[] = [];
  for (const [index, context] of contexts.entries()) {
    const before = done[index - 1];
    const hop = chain.hops[index];
    if (before === undefined || hop === undefined || hop.call.caller.kind !== "role") {
      done.push(context);
      continue;
    }
    const name = before["sts:RoleSessionName"];
    const identity = before["sts:SourceIdentity"];
    const { "aws:SourceIdentity": _, ...rest } = context;
    done.push({
      ...rest,
      ...(typeof name === "string" && { "aws:userid": `${hop.call.caller.role.uniqueId}:${name}` }),
      ...(typeof identity === "string" && {
        "aws:SourceIdentity": identity,
        "sts:SourceIdentity": identity,
      }),
    });
  }
  return done.map((context) =>
    Object.fromEntries(Object.entries(context).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  );
}
