import type { Snapshot } from "@rolepath/snapshot";
import type {
  CanAnswer,
  CanQuestion,
  CheckAnswer,
  EdgeInfo,
  PathsAnswer,
  PrincipalInfo,
  SnapshotSummary,
} from "./answer.js";

/** A snapshot, understood: ask it. All methods are pure and give the same bytes on every run. */
export interface Analysis {
  readonly snapshot: Snapshot;
  summary(): SnapshotSummary;
  /** Every principal that is a node of the graph, sorted by id. */
  principals(): readonly PrincipalInfo[];
  /** Every direct edge, allowed or conditional, sorted by from, to, action. */
  edges(): readonly EdgeInfo[];
  can(question: CanQuestion): CanAnswer;
  /** Everyone who can become `role`; shortest path each. `maxHops` default 8. */
  whoCan(role: string, options?: { readonly maxHops?: number }): PathsAnswer;
  /** Every role that `principal` can become; shortest path each. `maxHops` default 8. */
  whatCan(principal: string, options?: { readonly maxHops?: number }): PathsAnswer;
  /** Chains between two selectors, shortest first. `limit` default 20, `maxHops` default 8. Selectors: anything `can` takes, an ARN pattern with `*`, an account id, `admin`, `outside`. */
  paths(question: { readonly from: string; readonly to: string; readonly maxHops?: number; readonly limit?: number }): PathsAnswer;
  check(): CheckAnswer;
}

/** Reads a snapshot into a trust graph that answers questions. Never throws on sound snapshots, however odd. */
export declare function analyze(snapshot: Snapshot): Analysis;
