import type { Explorer, PathResult } from "@rolepath/analyzer";
import { noFilter } from "../filter.js";
import { type Part, partOf } from "../part.js";
import type { ReachRow, ReachSide, ReachView } from "../protocol.js";
import { type FocusRoute, pathRoute } from "../route.js";
import type { Dataset } from "./dataset.js";
import { keepsReached } from "./filtering.js";
import { oncePer } from "./once.js";
import { comparePrincipals, principalOf, principalView } from "./principal.js";
import { chipView } from "./requirement.js";

// Who can become a principal and what it can become. A role of the whole organization has hundreds of thousands of
// callers: the view carries the first of them, and the page asks for others when somebody wants to see them.

/** The farthest that chains are followed. */
export const hopsMax = 8;

type Found = Pick<PathResult, "verdict" | "requires">;

export interface Reached<Result extends Found> {
  readonly id: string;
  readonly hops: number;
  readonly result: Result;
}

interface Side<Result extends Found> {
  /** Nearest first, and of those the most important. */
  readonly reached: readonly Reached<Result>[];
  /** How many there are without the filter. */
  readonly total: number;
  readonly truncated: boolean;
}

/** What is reached on both sides. */
type Sides<Result extends Found = PathResult> = Readonly<Record<ReachSide, Side<Result>>>;

/** Whether the snapshot can say who becomes it: a role of an account that was collected. */
export function isEnterable(dataset: Dataset, id: string): boolean {
  const info = principalOf(dataset, id);
  return info.kind.endsWith("role") && !info.outside;
}

/** Asks the engine for both sides, and keeps what the lists need to go on. */
export function reachedSides(dataset: Dataset, route: FocusRoute): Sides {
  const options = { maxHops: hopsMax, indirect: route.filter.indirect };
  const { analysis } = dataset;
  const who = isEnterable(dataset, route.of) ? analysis.whoCan(route.of, options) : nobody;
  const sides: Sides = {
    who: sideOf(dataset, route, "who", who),
    what: sideOf(dataset, route, "what", analysis.whatCan(route.of, options)),
  };
  const last = lastAsked(dataset);
  last.key = keyOf(route);
  last.sides = { who: withoutChains(sides.who), what: withoutChains(sides.what) };
  return sides;
}

type Answer = Pick<ReturnType<Explorer["whoCan"]>, "results" | "truncated">;

const nobody: Answer = { results: [], truncated: false };

function sideOf(dataset: Dataset, route: FocusRoute, side: ReachSide, answer: Answer): Side<PathResult> {
  const others = answer.results.filter((one) => one.principal !== route.of);
  return {
    reached: others
      .filter((one) => keepsReached(dataset, route.filter, side, route.of, one.principal, one))
      .map((result) => ({ id: result.principal, result, hops: result.hops.length }))
      .sort((a, b) => a.hops - b.hops || comparePrincipals(dataset, a.id, b.id)),
    total: others.length,
    truncated: answer.truncated,
  };
}

/** Chains take most of the space of an answer, and rows show none of them. */
function withoutChains({ reached, ...side }: Side<PathResult>): Side<Found> {
  return {
    ...side,
    reached: reached.map(({ id, hops, result: { verdict, requires } }) => ({
      id,
      hops,
      result: { verdict, requires },
    })),
  };
}

// The question is all that an answer depends on: how far, with which services and what is opened only chooses from it.
function keyOf({ of, filter }: FocusRoute): string {
  return JSON.stringify([of, filter]);
}

const lastAsked = oncePer((): { key: string; sides: Sides<Found> | null } => ({ key: "", sides: null }));

/** What a list says of a side, with its first rows. */
export function reachView(dataset: Dataset, route: FocusRoute, side: ReachSide, sides: Sides): ReachView {
  const { reached, truncated } = sides[side];
  const listed = listedOf(dataset, route, reached);
  const farthest = route.reach === "all" ? hopsMax : route.reach;
  return {
    rows: partOf(listed, 0).map((one) => rowOf(dataset, route, side, one)),
    count: listed.length,
    farther: listed.filter(({ hops }) => hops > farthest).length,
    services: reached.filter(({ id }) => isService(dataset, id)).length,
    truncated,
  };
}

/** Rows of a list from some place on. */
export function reachRows(
  dataset: Dataset,
  route: FocusRoute & Part & { readonly side: ReachSide },
): readonly ReachRow[] {
  const last = lastAsked(dataset);
  const sides = last.key === keyOf(route) && last.sides !== null ? last.sides : reachedSides(dataset, route);
  const listed = listedOf<Found>(dataset, route, sides[route.side].reached);
  return partOf(listed, route.from).map((one) => rowOf(dataset, route, route.side, one));
}

function isService(dataset: Dataset, id: string): boolean {
  return principalOf(dataset, id).kind === "service";
}

/** Those that are listed: AWS services only where they are asked for. */
export function listedOf<Result extends Found>(
  dataset: Dataset,
  route: FocusRoute,
  reached: readonly Reached<Result>[],
): readonly Reached<Result>[] {
  return route.services ? reached : reached.filter(({ id }) => !isService(dataset, id));
}

function rowOf(
  dataset: Dataset,
  route: FocusRoute,
  side: ReachSide,
  { id, hops, result }: Reached<Found>,
): ReachRow {
  const [from, to] = side === "who" ? [id, route.of] : [route.of, id];
  return {
    principal: principalView(dataset, id),
    hops,
    verdict: result.verdict,
    chips: result.requires.map(chipView),
    go: pathRoute(from, to, { filter: { ...noFilter, indirect: route.filter.indirect } }),
  };
}
