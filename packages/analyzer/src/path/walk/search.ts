import type { Caller } from "../../decide/caller/caller.js";
import type { Pins } from "../../decide/keys/facts.js";
import type { Graph } from "../../graph/build.js";
import type { Chain, HopDecision } from "../chain/step.js";
import type { Tracking } from "../session/tracking.js";
import { once } from "./once.js";
import { chainOf, type WalkOptions, walk } from "./walk.js";
import { Ways, waysOf } from "./ways.js";

export type { Chain, HopDecision } from "../chain/step.js";

export interface SearchOptions extends WalkOptions {
  /** Holds on every hop, as in a question. */
  readonly pins?: Pins;
}

export interface SearchResult {
  /** Shortest chain to each role that is reached, by ARN. */
  readonly chains: ReadonlyMap<string, Chain>;
  readonly complete: boolean;
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
  { pins, ...options }: SearchOptions,
): SearchResult {
  const ways = pins === undefined ? waysOf(graph, tracking) : new Ways(graph, tracking, pins);
  const { reached, complete } = walk(ways.start(start), options);
  const chains = new Map([...reached].map(([arn, trail]) => [arn, lazyChain(() => chainOf(trail))]));
  return { chains, complete };
}

// Of the chains to everywhere most questions look at a few.
function lazyChain(make: () => Chain): Chain {
  const chain = once(make);
  return {
    get hops(): readonly HopDecision[] {
      return chain().hops;
    },
  };
}
