import type { PathResult } from "../answer.js";
import { pathResult, unionOf } from "./chain-answer.js";
import type { LinkedChain } from "./step.js";

/** Chains as results, of those that end alike the end made once. */
export class LinkedResults {
  /** What all of them take for granted. */
  readonly assumptions = new Set<string>();
  private readonly rests = new Map<LinkedChain, PathResult>();

  /** As {@link pathResult} of the whole chain. */
  of(chain: LinkedChain, principal: string): PathResult {
    // Chains can be longer than the stack is deep.
    const unknown: LinkedChain[] = [];
    for (let rest = chain.rest; rest !== null && !this.rests.has(rest); rest = rest.rest) unknown.push(rest);
    for (const rest of unknown.toReversed()) this.rests.set(rest, this.joined(rest, principal));
    return this.joined(chain, principal);
  }

  private joined({ hop, rest }: LinkedChain, principal: string): PathResult {
    for (const assumption of hop.assumptions) this.assumptions.add(assumption);
    const first = pathResult({ hops: [hop] }, principal);
    const onward = rest === null ? undefined : this.rests.get(rest);
    if (onward === undefined) return first;
    return {
      principal,
      path: [first.path[0]!, ...onward.path],
      hops: [...first.hops, ...onward.hops],
      verdict: first.verdict === "allowed" ? onward.verdict : "conditional",
      requires: both(first.requires, onward.requires),
      maxSessionSeconds: onward.maxSessionSeconds,
    };
  }
}

function both(first: PathResult["requires"], other: PathResult["requires"]): PathResult["requires"] {
  if (first.length === 0) return other;
  return other.length === 0 ? first : unionOf([...first, ...other]);
}
