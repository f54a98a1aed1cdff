import type { Caller } from "../decide/caller.js";
import type { Pins } from "../decide/keys/facts.js";
import type { Graph } from "../graph/build.js";
import { sessionsAfter } from "./session-after.js";
import { type Chain, decideStep, type HopDecision, stepTargets } from "./step.js";
import type { Tracking } from "./tracking.js";

export type { Chain, HopDecision } from "./step.js";

/** States that one search may visit; beyond, the answer says that it is not complete. */
const STATE_COUNT_MAX = 50_000;

export interface SearchOptions {
  readonly hopCountMax: number;
  readonly pins?: Pins;
  /** Roles that the search may pass through; all when absent. */
  readonly through?: ReadonlySet<string>;
  /** Roles that the search enters and does not go on from. */
  readonly ends?: ReadonlySet<string>;
  /** Stop as soon as this role is reached. */
  readonly target?: string;
  /** Called with every hop that is tried and not refused. */
  readonly onHop?: (hop: HopDecision) => void;
}

export interface SearchResult {
  /** Shortest chain to each role that is reached, by ARN. */
  readonly chains: ReadonlyMap<string, Chain>;
  readonly complete: boolean;
}

interface Node {
  readonly caller: Caller;
  readonly hop: HopDecision;
  readonly parent: Node | null;
}

/**
 * The roles that a caller can become, breadth first, each with a shortest chain.
 *
 * A node is a role with the state of the session there (semantics 1.7), so the conditions of all hops hold together:
 * what one hop settles the next one meets. Equal states are visited once; that bounds the search, cycles included.
 */
export function searchFrom(
  graph: Graph,
  tracking: Tracking,
  start: Caller,
  options: SearchOptions,
): SearchResult {
  const chains = new Map<string, Chain>();
  const visited = new Set<string>();
  let complete = true;
  let frontier: { readonly caller: Caller; readonly node: Node | null }[] = [{ caller: start, node: null }];
  for (let hopCount = 1; hopCount <= options.hopCountMax && frontier.length > 0; hopCount += 1) {
    const next: { caller: Caller; node: Node }[] = [];
    for (const { caller, node } of frontier) {
      for (const role of stepTargets(graph, tracking, caller)) {
        if (options.through !== undefined && !options.through.has(role.arn)) continue;
        const hop = decideStep(graph, tracking, caller, role, options.pins);
        if (hop === null) continue;
        options.onHop?.(hop);
        const reached: Node = { caller, hop, parent: node };
        if (!chains.has(role.arn)) chains.set(role.arn, chainOf(reached));
        if (role.arn === options.target) return { chains, complete };
        if (hopCount === options.hopCountMax || options.ends?.has(role.arn) === true) continue;
        const after = sessionsAfter(hop, tracking);
        complete &&= after.complete;
        for (const session of after.states) {
          const key = `${role.arn} ${session.signature}`;
          if (visited.has(key)) continue;
          if (visited.size >= STATE_COUNT_MAX) {
            complete = false;
            continue;
          }
          visited.add(key);
          next.push({ caller: { kind: "role", role, session }, node: reached });
        }
      }
    }
    frontier = next;
  }
  return { chains, complete };
}

function chainOf(node: Node): Chain {
  const hops: HopDecision[] = [];
  for (let at: Node | null = node; at !== null; at = at.parent) hops.push(at.hop);
  return { hops: hops.toReversed() };
}
