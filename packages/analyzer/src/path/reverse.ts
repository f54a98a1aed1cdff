import type { Graph } from "../graph/build.js";

/** Every node from which the role may be reached within `hopCountMax` hops, with the distance, over the edges of the graph. */
export function reachingNodes(
  graph: Graph,
  roleArn: string,
  hopCountMax: number,
): ReadonlyMap<string, number> {
  const distances = new Map<string, number>([[roleArn, 0]]);
  let frontier = [roleArn];
  for (let distance = 1; distance <= hopCountMax && frontier.length > 0; distance += 1) {
    const next: string[] = [];
    for (const node of frontier) {
      for (const source of graph.trust.inNeighbors(node)) {
        if (distances.has(source)) continue;
        distances.set(source, distance);
        next.push(source);
      }
    }
    frontier = next;
  }
  return distances;
}
