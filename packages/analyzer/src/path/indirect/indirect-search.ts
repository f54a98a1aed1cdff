import { hopEnd } from "../../indirect/hop.js";
import { inOrder } from "../walk/walk.js";
import type { MixedHop } from "./mixed-hop.js";
import type { MixedPlace, MixedWays } from "./mixed-ways.js";

/** States that one search may visit; beyond, the answer says that it is not complete. */
const STATE_COUNT_MAX = 50_000;

export interface MixedSearch {
  /** Shortest chain to each principal that is reached, by node id. */
  readonly chains: ReadonlyMap<string, () => readonly MixedHop[]>;
  readonly complete: boolean;
}

/** The last hop of a way from the start. */
interface Trail {
  readonly hop: () => MixedHop;
  readonly before: Trail | null;
}

interface Step {
  readonly end: string;
  readonly hop: () => MixedHop;
  readonly after: () => { readonly places: readonly MixedPlace[]; readonly complete: boolean };
}

/**
 * The principals that a caller can become by direct and indirect hops, breadth first, each with a shortest chain.
 *
 * As `searchFrom`, with more kinds of nodes: users, providers, and accounts that are controlled as a whole. A direct hop
 * is preferred to an indirect one of the same length.
 *
 * @param options.target stop as soon as this node is reached
 * @param options.through nodes that the search may pass; all when absent
 */
export function searchMixed(
  ways: MixedWays,
  start: MixedPlace,
  options: {
    readonly hopCountMax: number;
    readonly target?: string;
    readonly through?: ReadonlySet<string>;
  },
): MixedSearch {
  const chains = new Map<string, () => readonly MixedHop[]>();
  const visited = new Set<string>([start.state]);
  let complete = true;
  let frontier: readonly { readonly place: MixedPlace; readonly before: Trail | null }[] = [
    { place: start, before: null },
  ];
  for (let hopCount = 1; hopCount <= options.hopCountMax && frontier.length > 0; hopCount += 1) {
    const next: { place: MixedPlace; before: Trail | null }[] = [];
    for (const { place, before } of frontier) {
      for (const step of stepsFrom(ways, place, options.through)) {
        const trail: Trail = { hop: step.hop, before };
        if (!chains.has(step.end)) chains.set(step.end, () => hopsOf(trail));
        if (step.end === options.target) return { chains, complete };
        if (hopCount === options.hopCountMax) continue;
        const after = step.after();
        complete &&= after.complete;
        for (const to of after.places) {
          if (visited.has(to.state)) continue;
          if (visited.size >= STATE_COUNT_MAX) {
            complete = false;
            continue;
          }
          visited.add(to.state);
          next.push({ place: to, before: trail });
        }
      }
    }
    frontier = next;
  }
  return { chains, complete };
}

function* stepsFrom(
  ways: MixedWays,
  { caller, fans, indirect }: MixedPlace,
  through: ReadonlySet<string> | undefined,
): Iterable<Step> {
  for (const step of inOrder(fans(through), through)) {
    const decision = step.decision();
    if (decision === null) continue;
    yield {
      end: step.role.arn,
      hop: () => ({ kind: "direct", decision: step.fan.own(decision, caller) }),
      after: () => {
        const { places, complete } = step.after();
        return { places: places.map((place) => ways.along(place)), complete };
      },
    };
  }
  for (const hop of indirect()) {
    const end = hopEnd(hop);
    if (through !== undefined && !through.has(end)) continue;
    yield {
      end,
      hop: () => ({ kind: "indirect", hop }),
      after: () => ({ places: [ways.afterIndirect(hop)], complete: true }),
    };
  }
}

function hopsOf(trail: Trail): readonly MixedHop[] {
  const hops: MixedHop[] = [];
  for (let at: Trail | null = trail; at !== null; at = at.before) hops.push(at.hop());
  return hops.toReversed();
}
