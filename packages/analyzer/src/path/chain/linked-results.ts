import type { PathResult } from "../../answer.js";
import { unionOf } from "../../decide/answer/union.js";
import { placedHop } from "./chain-answer.js";
import type { LinkedChain } from "./step.js";

/** Chains as results, of those that end alike the end made once. */
export class LinkedResults {
  /** What all of them take for granted. */
  readonly assumptions = new Set<string>();
  private readonly rests = new Map<LinkedChain, PathResult>();

  /** As `pathResult` of the whole chain. */
  of(chain: LinkedChain, principal: string): PathResult {
    // Chains can be longer than the stack is deep.
    const unknown: LinkedChain[] = [];
    for (let rest = chain.rest; rest !== null && !this.rests.has(rest); rest = rest.rest) unknown.push(rest);
    for (const rest of unknown.toReversed()) this.rests.set(rest, this.joined(rest, principal));
    return this.joined(chain, principal);
  }

  private joined({ hop, rest }: LinkedChain, principal: string): PathResult {
    for (const assumption of hop.assumptions) this.assumptions.add(assumption);
    const first = placedHop(hop);
    const onward = rest === null ? undefined : this.rests.get(rest);
    const { from, to, verdict, requires, maxSessionSeconds } = first;
    if (onward === undefined)
      return { principal, path: [from, to], hops: [first], verdict, requires, maxSessionSeconds };
    return {
      principal,
      path: [from, ...onward.path],
      hops: [first, ...onward.hops],
      verdict: verdict === "allowed" ? onward.verdict : "conditional",
      requires: both(requires, onward.requires),
      maxSessionSeconds: onward.maxSessionSeconds,
    };
  }
}

function both(first: PathResult["requires"], other: PathResult["requires"]): PathResult["requires"] {
  if (first.length === 0) return other;
  return other.length === 0 ? first : unionOf([...first, ...other]);
}
