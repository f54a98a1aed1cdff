import type { Caller } from "../../decide/caller/caller.js";
import { surroundings } from "../../path/walk/distance.js";
import { type Chain, type SearchOptions, searchFrom } from "../../path/walk/search.js";
import { chainOf, type Trail } from "../../path/walk/walk.js";
import { waysOf } from "../../path/walk/ways.js";
import { WaysToEnds } from "../../path/walk/ways-to-ends.js";
import { perGraph, type Survey } from "../survey/survey.js";

/** Hops that a chain of a finding may have, as in the questions about paths. */
const HOP_COUNT_MAX = 8;

const limits = perGraph((_survey: Survey) => ({ met: false }));

/** The chains from a caller, a shortest one to each role; a search that is cut is remembered for the assumptions of the check. */
export function chainsFrom(
  survey: Survey,
  caller: Caller,
  options: Omit<SearchOptions, "hopCountMax">,
): ReadonlyMap<string, Chain> {
  const { graph, tracking } = survey;
  const found = searchFrom(graph, tracking, caller, { ...options, hopCountMax: HOP_COUNT_MAX });
  if (!found.complete) limits(survey).met = true;
  return found.chains;
}

/** The chains from callers to some of the roles, a shortest one to each, where many callers ask for the same. */
export class ChainsToEnds {
  private readonly ways: WaysToEnds;

  /** @param options with the roles at which chains end */
  constructor(
    private readonly survey: Survey,
    options: { readonly through: ReadonlySet<string>; readonly ends: ReadonlySet<string> },
  ) {
    this.ways = new WaysToEnds({ ...options, hopCountMax: HOP_COUNT_MAX });
  }

  /** The chains as trails, which callers have in common where they go on the same way: each is one for all of them. */
  trailsFrom(caller: Caller): readonly Trail[] {
    const { graph, tracking } = this.survey;
    const { trails, complete } = this.ways.from(waysOf(graph, tracking).start(caller));
    if (!complete) limits(this.survey).met = true;
    return trails;
  }

  from(caller: Caller): readonly (readonly [arn: string, chain: Chain])[] {
    return this.trailsFrom(caller).map((trail) => [trail.role.arn, chainOf(trail, caller)]);
  }
}

/** Whether a search for chains was cut: then some may be missing among the findings. */
export function wasCut(survey: Survey): boolean {
  return limits(survey).met;
}

/** The nodes from which the trust graph leads to some of the roles within the hops of a chain; see {@link surroundings}. */
export function nodesNear(
  { graph, tracking }: Survey,
  targets: Iterable<string>,
  isPassed?: (node: string) => boolean,
): ReadonlySet<string> {
  return surroundings(graph, tracking, new Set(targets), HOP_COUNT_MAX, isPassed).nodes;
}
