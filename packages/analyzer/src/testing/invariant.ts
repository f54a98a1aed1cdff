import type { Json, Snapshot } from "@rolepath/snapshot";
import type { Finding } from "../answer.js";
import { invariantsOptions, invariantsSchema } from "../config/section/invariants.js";
import { buildTrustGraph } from "../graph/build.js";
import { principalInfos } from "../graph/info/principal-info.js";
import { invariantFindings } from "../invariant/check.js";
import { trackingOf } from "../path/session/tracking.js";
import { buildWorld } from "../world/world.js";

/** What breaks one invariant, written as in `rolepath.yaml`. */
export function broken(snapshot: Snapshot, invariant: { readonly [key: string]: Json }): readonly Finding[] {
  const world = buildWorld(snapshot);
  const graph = buildTrustGraph(world);
  const input = { snapshot, graph, tracking: trackingOf(world), principals: principalInfos(graph) };
  const { invariants } = invariantsOptions(invariantsSchema.parse([{ id: "mine", ...invariant }]));
  return invariantFindings(input, invariants);
}
