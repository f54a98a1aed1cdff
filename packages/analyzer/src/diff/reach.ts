import type { Graph } from "../graph/build.js";
import { pathResult } from "../path/chain/chain-answer.js";
import type { Tracking } from "../path/session/tracking.js";
import { ByFans } from "../path/walk/by-fans.js";
import { surroundings } from "../path/walk/distance.js";
import type { Place } from "../path/walk/fan.js";
import { chainOf, type Trail, type Walk, walk } from "../path/walk/walk.js";
import { waysOf } from "../path/walk/ways.js";
import type { ChainChange } from "./answer.js";
import type { RawChange } from "./edges.js";
import { shortest } from "./shortest.js";

/** One side of a comparison of chains. */
export interface ReachSide {
  readonly graph: Graph;
  readonly tracking: Tracking;
}

interface Limits {
  readonly hopCountMax: number;
  readonly sourceCountMax: number;
  /** Chains that are listed at most. */
  readonly listedCountMax: number;
}

export interface ReachComparison {
  /** The shortest of them. */
  readonly chains: readonly ChainChange[];
  /** How many there are, of which each may stand for many principals. */
  readonly chainCount: number;
  /** How many pairs of a principal and a role they stand for. */
  readonly pairCounts: Readonly<Record<ChainChange["change"], number>>;
  /** Principals that were not asked. */
  readonly skipped: number;
  readonly complete: boolean;
}

/**
 * The pairs of principal and role that a chain of two or more hops joins in only one of the two.
 *
 * Only principals from which a hop that changed is in reach are asked, on both sides.
 *
 * @param changes direct hops that are not as they were
 * @param touched who has hops that say the same and may leave another session behind
 */
export function compareChains(
  old: ReachSide,
  now: ReachSide,
  changes: readonly RawChange[],
  touched: ReadonlySet<string>,
  { hopCountMax, sourceCountMax, listedCountMax }: Limits,
): ReachComparison {
  // Where no policy looks at what a session carries, a hop that says the same leaves the same behind.
  const stateful = [old, now].some(({ tracking }) => tracking.tags || tracking.identity);
  const begun = new Set(stateful ? touched : []);
  for (const { edge } of changes) begun.add(edge.from);
  // What comes along may open hops that no list of edges holds: then anybody may be concerned.
  const sides = begun.size === 0 ? [] : [old, now];
  const anybody = sides.some(({ tracking }) => tracking.beyondEdges);
  const sources = new Set(
    sides.flatMap(({ graph, tracking }) =>
      anybody
        ? graph.trust.nodes().filter((id) => graph.trust.groupsOf(id).length > 0)
        : // One hop less: what changed is a hop of the chain.
          [...surroundings(graph, tracking, begun, hopCountMax - 1).nodes],
    ),
  );
  const asked = [...sources].toSorted().slice(0, sourceCountMax);
  const nearest = (some: readonly Differing[]): Differing[] => shortest(some, hopCountOf, listedCountMax);
  let found: Differing[] = [];
  let room = 2 * listedCountMax;
  const pairCounts = { added: 0, removed: 0 };
  let chainCount = 0;
  let complete = true;
  for (const [before, inner] of startingAlike(old, now, asked)) {
    const was = before && walk(before, { hopCountMax });
    for (const [after, principals] of inner) {
      const is = after && walk(after, { hopCountMax });
      complete &&= was?.complete !== false && is?.complete !== false;
      for (const one of [
        ...differing("added", is, was, principals),
        ...differing("removed", was, is, principals),
      ]) {
        pairCounts[one.change] += one.pairCount;
        chainCount += 1;
        found.push(one);
      }
      if (found.length < room) continue;
      found = nearest(found);
      room = 2 * Math.max(found.length, listedCountMax);
    }
  }
  const isChanged = pairsOf(changes);
  const chains = nearest(found)
    .map((one) => ({ one, text: `${pathOf(one).join(" ")} ${one.change}` }))
    .sort((a, b) => hopCountOf(a.one) - hopCountOf(b.one) || (a.text < b.text ? -1 : 1))
    .slice(0, listedCountMax)
    .map(({ one }) => told(one, one.change === "added" ? now : old, isChanged));
  return { chains, chainCount, pairCounts, skipped: sources.size - asked.length, complete };
}

/** Where principals start from on both sides: those who start from the same hops differ in the same roles. */
function startingAlike(
  old: ReachSide,
  now: ReachSide,
  sources: readonly string[],
): ReadonlyMap<Place | null, ReadonlyMap<Place | null, readonly string[]>> {
  const [startBefore, startNow] = [firstStart(old), firstStart(now)];
  const alike = new Map<Place | null, Map<Place | null, string[]>>();
  for (const source of sources) {
    const [before, after] = [startBefore(source), startNow(source)];
    const inner = alike.get(before) ?? new Map<Place | null, string[]>();
    alike.set(before, inner);
    const list = inner.get(after);
    if (list === undefined) inner.set(after, [source]);
    else list.push(source);
  }
  return alike;
}

// The place of whoever came first of those who start from the same hops.
function firstStart({ graph, tracking }: ReachSide): (source: string) => Place | null {
  const ways = waysOf(graph, tracking);
  const first = new ByFans((place) => place);
  return (source) =>
    graph.trust.hasNode(source) ? first.of(ways.start(graph.trust.getNodeAttribute(source, "caller"))) : null;
}

/** A role that some principals reach on one side alone, by two hops or more. */
interface Differing {
  readonly change: ChainChange["change"];
  readonly trail: Trail;
  /** With the role itself, where it starts like others; that is no pair. */
  readonly principals: readonly string[];
  readonly pairCount: number;
}

function hopCountOf({ trail }: Differing): number {
  return trail.hopCount;
}

// A single hop is told of as one.
function* differing(
  change: ChainChange["change"],
  here: Walk | null,
  there: Walk | null,
  principals: readonly string[],
): Generator<Differing> {
  const all = new Set(principals);
  for (const [to, trail] of here?.reached ?? []) {
    if (trail.before === null || there?.reached.has(to) === true) continue;
    const pairCount = all.has(to) ? all.size - 1 : all.size;
    if (pairCount > 0) yield { change, trail, principals, pairCount };
  }
}

function pathOf({ trail, principals }: Differing): readonly string[] {
  const path: string[] = [];
  for (let at: Trail | null = trail; at !== null; at = at.before) path.unshift(at.role.arn);
  return [principals.find((principal) => principal !== trail.role.arn) ?? "", ...path];
}

function told(one: Differing, side: ReachSide, isChanged: Pairs): ChainChange {
  const path = pathOf(one);
  const [from = "", ...roles] = path;
  const to = one.trail.role.arn;
  const chain = chainOf(one.trail, side.graph.trust.getNodeAttribute(from, "caller"));
  const { verdict, requires } = pathResult(chain, to);
  const hops = roles.map((role, index) => ({ from: path[index] ?? "", to: role }));
  const because = hops.find((hop) => isChanged.get(hop.from)?.has(hop.to)) ?? null;
  const principals = one.principals.filter((principal) => principal !== to);
  return { change: one.change, from, principals, to, path, verdict, requires, because };
}

/** Ends by starts. */
type Pairs = ReadonlyMap<string, ReadonlySet<string>>;

function pairsOf(changes: readonly RawChange[]): Pairs {
  const found = new Map<string, Set<string>>();
  for (const { from, to } of changes.map(({ edge }) => edge)) {
    const ends = found.get(from);
    if (ends === undefined) found.set(from, new Set([to]));
    else ends.add(to);
  }
  return found;
}
