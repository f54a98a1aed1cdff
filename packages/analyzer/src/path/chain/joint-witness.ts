import type { HopAnswer, RequestContext } from "../../answer.js";
import { witnessOf } from "../../decide/answer/witness.js";
import { type Budget, newBudget } from "../../decide/domain/budget.js";
import type { KeyState } from "../../decide/domain/constraint.js";
import type { Clause } from "../../decide/formula/clause.js";
import { type Formula, keysOf } from "../../decide/formula/formula.js";
import { scoped, scopeOf, unscoped } from "../../decide/formula/scope.js";
import { solve } from "../../decide/formula/solve.js";
import { chainHop } from "./chain-answer.js";
import { jointFormula } from "./joint-formula.js";
import { JointKeys } from "./joint-keys.js";
import type { Chain } from "./step.js";

/**
 * One concrete request for each hop of a chain, each made in the session that the one before opens.
 *
 * @returns the requests; "none" when no such requests exist; "limit" when the search was cut
 */
export function jointWitness(chain: Chain): readonly RequestContext[] | "none" | "limit" {
  const keys = new JointKeys(chain);
  const solution = solve(jointFormula(chain, keys), keys.specs, budgetFor(chain));
  if (solution.kind !== "clause") return solution.kind;
  return carryOn(
    chain,
    chain.hops.map((hop, index) => witnessOf(hop.call, clauseOf(chain, index, keys, solution.clause))),
  );
}

/** The hops of a chain as answers show them, each with its request of {@link jointWitness} where there is one. */
export function witnessedHops(chain: Chain): readonly HopAnswer[] {
  const witnesses = jointWitness(chain);
  return chain.hops.map((hop, index) => ({
    ...chainHop(hop),
    ...(typeof witnesses !== "string" && { witness: witnesses[index]! }),
  }));
}

/**
 * Whether a chain cannot be walked although each of its hops can in the state that the hops before leave.
 *
 * States hold what is known of each key, not that two keys of a hop must be the same; so only chains with such a
 * comparison are solved as a whole.
 */
export function isContradictory(chain: Chain): boolean {
  const [, ...later] = chain.hops;
  if (later.length === 0 || !chain.hops.some((hop) => comparesKeys(hop.open.formula))) return false;
  return jointWitness(chain) === "none";
}

/** Whether the formula holds a comparison of two open keys. */
export function comparesKeys(formula: Formula): boolean {
  if (formula.kind === "and" || formula.kind === "or") return formula.parts.some(comparesKeys);
  return formula.kind === "link";
}

// As much for each hop as one question has.
function budgetFor(chain: Chain): Budget {
  return { left: newBudget().left * chain.hops.length };
}

/** What the joint solution says of the keys of one hop. */
function clauseOf(chain: Chain, index: number, keys: JointKeys, joint: Clause): Clause {
  const hop = chain.hops[index]!;
  const states = new Map<string, KeyState>();
  const own = scoped(index, "");
  for (const [keyId, state] of joint.states) if (scopeOf(keyId) === own) states.set(unscoped(keyId), state);
  const mentioned = keysOf(hop.open.formula);
  for (const [keyId, knowledge] of keys.session(index)?.fixed ?? []) {
    if (knowledge.kind !== "open") continue;
    // What a tag stands in for is told where some policy asks.
    if (/^(aws|iam):resourcetag\//.test(keyId) && !mentioned.has(keyId)) continue;
    const state = keyId === "aws:userid" ? undefined : joint.states.get(keys.of(index, keyId));
    if (state !== undefined) states.set(keyId, state);
  }
  return { literals: [], constraints: new Map(), states };
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
