import type { EdgeInfo } from "../answer.js";
import type { Graph } from "../graph/build.js";
import { chainPath, pathResult } from "../path/chain/chain-answer.js";
import type { Tracking } from "../path/session/tracking.js";
import { surroundings } from "../path/walk/distance.js";
import { chainOf, sharedWalks, type Walk } from "../path/walk/walk.js";
import { waysOf } from "../path/walk/ways.js";
import type { ChainChange } from "./answer.js";

/** One side of a comparison of chains. */
export interface ReachSide {
  readonly graph: Graph;
  readonly tracking: Tracking;
}

type Pair = Pick<EdgeInfo, "from" | "to">;

/**
 * The pairs of principal and role that a chain of two or more hops joins in only one of the two.
 *
 * Only principals from which a hop that changed is in reach are asked, on both sides.
 *
 * @param changed direct hops that are not as they were
 * @param touched who has hops that say the same and may leave another session behind
 */
export function compareChains(
  old: ReachSide,
  now: ReachSide,
  changed: readonly Pair[],
  touched: ReadonlySet<string>,
  limits: { readonly hopCountMax: number; readonly sourceCountMax: number },
): { readonly chains: readonly ChainChange[]; readonly skipped: number; readonly complete: boolean } {
  const isChanged = pairsOf(changed);
  // Where no policy looks at what a session carries, a hop that says the same leaves the same behind.
  const stateful = [old, now].some(({ tracking }) => tracking.tags || tracking.identity);
  const begun = new Set(stateful ? touched : []);
  for (const { from } of changed) begun.add(from);
  // What comes along may open hops that no list of edges holds: then anybody may be concerned.
  const anybody = begun.size > 0 && [old, now].some(({ tracking }) => tracking.beyondEdges);
  const sources = new Set(
    [old, now].flatMap((side) => (anybody ? sourcesIn(side) : reaching(side, begun, limits.hopCountMax))),
  );
  const asked = [...sources].toSorted().slice(0, limits.sourceCountMax);
  const [walkBefore, walkNow] = [old, now].map((side) => walker(side, limits.hopCountMax));
  // Principals who start from the same hops on both sides differ in the same roles.
  const alike = new Map<Walk | null, Map<Walk | null, string[]>>();
  for (const source of asked) {
    const [before, after] = [walkBefore?.(source) ?? null, walkNow?.(source) ?? null];
    const inner = alike.get(before) ?? new Map<Walk | null, string[]>();
    alike.set(before, inner);
    const list = inner.get(after);
    if (list === undefined) inner.set(after, [source]);
    else list.push(source);
  }
  const chains: ChainChange[] = [];
  let complete = true;
  for (const [before, inner] of alike)
    for (const [after, principals] of inner) {
      complete &&= before?.complete !== false && after?.complete !== false;
      chains.push(
        ...differing("added", now, after, before, principals, isChanged),
        ...differing("removed", old, before, after, principals, isChanged),
      );
    }
  return { chains: chains.toSorted(shortestFirst), skipped: sources.size - asked.length, complete };
}

function walker({ graph, tracking }: ReachSide, hopCountMax: number): (source: string) => Walk | null {
  const ways = waysOf(graph, tracking);
  const walks = sharedWalks({ hopCountMax });
  return (source) =>
    graph.trust.hasNode(source) ? walks.of(ways.start(graph.trust.getNodeAttribute(source, "caller"))) : null;
}

// The roles that are reached here and not there, by two hops or more; a single hop is told of as one.
function differing(
  change: ChainChange["change"],
  side: ReachSide,
  here: Walk | null,
  there: Walk | null,
  principals: readonly string[],
  isChanged: Pairs,
): readonly ChainChange[] {
  return [...(here?.reached ?? [])].flatMap(([to, trail]): ChainChange[] => {
    if (trail.before === null || there?.reached.has(to) === true) return [];
    const others = principals.filter((principal) => principal !== to);
    const [from] = others;
    if (from === undefined) return [];
    const chain = chainOf(trail, side.graph.trust.getNodeAttribute(from, "caller"));
    const path = chainPath(chain);
    const { verdict, requires } = pathResult(chain, to);
    const hops = path.slice(1).map((role, index) => ({ from: path[index] ?? "", to: role }));
    const because = hops.find((hop) => isChanged.get(hop.from)?.has(hop.to)) ?? null;
    return [{ change, from, principals: others, to, path, verdict, requires, because }];
  });
}

/** The nodes from which one of `begun` can be reached in time for one hop more, themselves among them. */
function reaching(
  { graph, tracking }: ReachSide,
  begun: ReadonlySet<string>,
  hopCountMax: number,
): readonly string[] {
  return begun.size === 0 ? [] : [...surroundings(graph, tracking, begun, hopCountMax - 1).nodes];
}

function sourcesIn({ graph }: ReachSide): readonly string[] {
  return graph.trust.nodes().filter((id) => graph.trust.groupsOf(id).length > 0);
}

/** Ends by starts. */
type Pairs = ReadonlyMap<string, ReadonlySet<string>>;

function pairsOf(pairs: readonly Pair[]): Pairs {
  const found = new Map<string, Set<string>>();
  for (const { from, to } of pairs) {
    const ends = found.get(from);
    if (ends === undefined) found.set(from, new Set([to]));
    else ends.add(to);
  }
  return found;
}

function shortestFirst(a: ChainChange, b: ChainChange): number {
  if (a.path.length !== b.path.length) return a.path.length - b.path.length;
  const [left, right] = [`${a.path.join(" ")} ${a.change}`, `${b.path.join(" ")} ${b.change}`];
  return left < right ? -1 : left > right ? 1 : 0;
}
