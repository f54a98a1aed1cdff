import type { Snapshot } from "@rolepath/snapshot";
import type { SnapshotSummary } from "./answer.js";
import type { Graph } from "./graph/build.js";
import type { World } from "./world/world.js";

/** The size of a snapshot and of its graph, and what was not collected. */
export function summarize(snapshot: Snapshot, world: World, graph: Graph): SnapshotSummary {
  return {
    createdAt: snapshot.manifest.createdAt,
    ...(snapshot.manifest.source === undefined ? {} : { source: snapshot.manifest.source }),
    ...(world.organizationId === null ? {} : { organization: world.organizationId }),
    accounts: world.accounts.size,
    users: world.users.size,
    roles: world.roles.size,
    principals: graph.trust.order,
    edges: graph.trust.size,
    coverageGaps: world.coverageGaps,
  };
}
