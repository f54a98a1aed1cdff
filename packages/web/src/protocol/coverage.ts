import type { Route } from "../route.js";
import type { Shown } from "../text.js";
import type { ProblemView } from "./load.js";

/** How far the data goes for one account. */
export interface CoverageRow {
  readonly id: Shown;
  readonly name: Shown;
  readonly state: "collected" | "partly" | "missing";
  readonly users: number;
  readonly roles: number;
  readonly gaps: readonly Shown[];
  readonly go: Route;
}

export interface CoverageView {
  readonly createdAt: Shown;
  readonly source: Shown;
  readonly accounts: readonly CoverageRow[];
  readonly organization: readonly Shown[];
  readonly gaps: readonly Shown[];
  readonly assumptions: readonly Shown[];
  /** The first of them. */
  readonly problems: readonly ProblemView[];
  readonly problemsTotal: number;
}
