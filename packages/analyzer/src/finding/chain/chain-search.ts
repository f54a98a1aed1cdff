import type { Caller } from "../../decide/caller.js";
import { ByFans } from "../../path/by-fans.js";
import { surroundings } from "../../path/distance.js";
import { type Chain, type SearchOptions, searchFrom } from "../../path/search.js";
import { chainOf, type Trail, walk } from "../../path/walk.js";
import { waysOf } from "../../path/ways.js";
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

/**
 * The chains from callers to some of the roles, a shortest one to each, where many callers ask for the same: one walk is
 * made for all who start from the same fans, and of it only the ways to the ends are kept.
 */
export class ChainsToEnds {
  private readonly trails: ByFans<readonly (readonly [arn: string, trail: Trail])[]>;

  /** @param options with the roles at which chains end */
  constructor(
    private readonly survey: Survey,
    options: { readonly through: ReadonlySet<string>; readonly ends: ReadonlySet<string> },
  ) {
    this.trails = new ByFans((place) => {
      const { reached, complete } = walk(place, { ...options, hopCountMax: HOP_COUNT_MAX });
      if (!complete) limits(survey).met = true;
      return [...reached].filter(([arn]) => options.ends.has(arn));
    });
  }

  from(caller: Caller): readonly (readonly [arn: string, chain: Chain])[] {
    const place = waysOf(this.survey.graph, this.survey.tracking).start(caller);
    return this.trails.of(place).map(([arn, trail]) => [arn, chainOf(trail, caller)]);
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
