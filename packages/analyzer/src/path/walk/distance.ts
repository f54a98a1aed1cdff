import type { Graph } from "../../graph/build.js";
import type { Cell } from "../../graph/source/cell.js";
import type { Tracking } from "../session/tracking.js";
import { NewSources } from "./new-sources.js";

/** A lower bound of the hops from a node to the nearest of some others; null where there is no way. */
export type HopsLeft = (id: string) => number | null;

/** The nodes from which others may be reached. */
export interface Surroundings {
  readonly nodes: ReadonlySet<string>;
  readonly hopsLeft: HopsLeft;
  /** What the hops of a cell lead to; null where the hops of the graph are not all there are. */
  readonly cells: ReadonlyMap<Cell, Approach> | null;
}

/** How the hops of a cell lead nearer. */
interface Approach {
  /** A lower bound of the hops by one of them. */
  readonly least: number;
  /** Where those lead that are on a way of no more than that. */
  readonly into: readonly string[];
}

/**
 * The nodes from which one of `ends` may be reached within `hopCountMax` hops, over the edges of the graph, and how many
 * hops are left at least. The ends are among them.
 *
 * Never too few: where a session may bring along what opens hops that the graph does not hold, every node is taken, and all that is
 * said is 0 for an end and 1 for others.
 *
 * @param isPassed whether ways may pass through a node; they may begin at any
 */
export function surroundings(
  graph: Graph,
  tracking: Tracking,
  ends: ReadonlySet<string>,
  hopCountMax = Number.POSITIVE_INFINITY,
  isPassed: (id: string) => boolean = () => true,
): Surroundings {
  if (tracking.beyondEdges)
    return { nodes: new Set(graph.trust.nodes()), hopsLeft: (id) => (ends.has(id) ? 0 : 1), cells: null };
  const distances = new Map([...ends].map((id) => [id, 0]));
  const nodes = new Set(ends);
  const cells = new Map<Cell, { readonly least: number; readonly into: string[] }>();
  const sources = new NewSources();
  let frontier = [...ends];
  for (let distance = 1; distance <= hopCountMax && frontier.length > 0; distance += 1) {
    const next: string[] = [];
    for (const node of frontier) {
      for (const { cell } of graph.trust.hopsInto(node)) {
        const known = cells.get(cell);
        if (known === undefined) cells.set(cell, { least: distance, into: [node] });
        else if (known.least === distance) known.into.push(node);
        for (const source of sources.of(cell)) {
          if (nodes.has(source)) continue;
          nodes.add(source);
          distances.set(source, distance);
          if (isPassed(source)) next.push(source);
        }
      }
    }
    frontier = next;
  }
  return { nodes, hopsLeft: (id) => distances.get(id) ?? null, cells };
}

/** The surroundings for ways that avoid some nodes: bounds hold all the same. */
export function without(near: Surroundings, avoid: ReadonlySet<string>): Surroundings {
  if (avoid.size === 0) return near;
  return { ...near, nodes: new Set([...near.nodes].filter((id) => !avoid.has(id))), cells: null };
}
