import type { Graph } from "../graph/build.js";
import { NewSources } from "./new-sources.js";
import type { Tracking } from "./tracking.js";

/**
 * The nodes from which the role may be reached within `hopCountMax` hops, over the edges of the graph.
 *
 * Never too few: where transitive tags may open hops that the graph does not hold, every node is taken.
 */
export function reachingNodes(
  graph: Graph,
  tracking: Tracking,
  roleArn: string,
  hopCountMax: number,
): ReadonlySet<string> {
  if (tracking.resourceTags) return new Set(graph.trust.nodes());
  const reached = new Set([roleArn]);
  const sources = new NewSources();
  let frontier = [roleArn];
  for (let distance = 1; distance <= hopCountMax && frontier.length > 0; distance += 1) {
    const next: string[] = [];
    for (const node of frontier) {
      for (const { cell } of graph.trust.hopsInto(node)) {
        for (const source of sources.of(cell)) {
          if (reached.has(source)) continue;
          reached.add(source);
          next.push(source);
        }
      }
    }
    frontier = next;
  }
  return reached;
}
