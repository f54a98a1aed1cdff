import type { Snapshot } from "@rolepath/snapshot";
import type { CheckAnswer, PrincipalInfo, SnapshotSummary } from "../answer.js";
import type { Graph } from "../graph/build.js";
import type { Tracking } from "../path/tracking.js";
import type { World } from "../world/world.js";

/** What rules look at. */
export interface CheckInput {
  readonly snapshot: Snapshot;
  readonly world: World;
  readonly graph: Graph;
  readonly tracking: Tracking;
  readonly principals: readonly PrincipalInfo[];
  readonly summary: SnapshotSummary;
}

/** Every finding of the catalogue. */
export function checkFindings(input: CheckInput): CheckAnswer {
  return {
    tool: { name: "rolepath", version: "0.1.0" },
    snapshot: input.summary,
    findings: [],
    summary: { total: 0, bySeverity: { critical: 0, high: 0, medium: 0, low: 0, info: 0 }, byRule: {} },
    problems: input.snapshot.problems,
    assumptions: [],
  };
}
