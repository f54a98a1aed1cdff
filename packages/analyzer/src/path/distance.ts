import type { Graph } from "../graph/build.js";
import { NewSources } from "./new-sources.js";
import type { Tracking } from "./tracking.js";

/** A lower bound of the hops from a node to the nearest of some others; null where there is no way. */
export type HopsLeft = (id: string) => number | null;

/**
 * How many hops are left at least to reach one of `ends`, over the edges of the graph.
 *
 * Where transitive tags may open hops that the graph does not hold, all that is said is 0 for an end and 1 for others.
 */
export function hopsLeftTo(graph: Graph, tracking: Tracking, ends: ReadonlySet<string>): HopsLeft {
  if (tracking.resourceTags) return (id) => (ends.has(id) ? 0 : 1);
  const distances = new Map([...ends].map((id) => [id, 0]));
  const sources = new NewSources();
  let frontier = [...ends].filter((id) => graph.trust.hasNode(id));
  for (let distance = 1; frontier.length > 0; distance += 1) {
    const next: string[] = [];
    for (const node of frontier) {
      for (const { cell } of graph.trust.hopsInto(node)) {
        for (const source of sources.of(cell)) {
          if (distances.has(source)) continue;
          distances.set(source, distance);
          next.push(source);
        }
      }
    }
    frontier = next;
  }
  return (id) => distances.get(id) ?? null;
}
