import type { Severity } from "@rolepath/analyzer";
import type { Route } from "../route.js";
import type { Shown } from "../text.js";
import type { EvidenceItem } from "./hop.js";
import type { PrincipalView } from "./principal-view.js";

export interface FindingRow {
  readonly id: string;
  readonly severity: Severity;
  readonly title: Shown;
  readonly rule: Shown;
  readonly resource: PrincipalView;
  /** The first of those who get in. */
  readonly principals: readonly Shown[];
  readonly principalCount: number;
  readonly why: Shown;
  readonly go: Route;
}

export interface FindingView {
  readonly row: FindingRow;
  readonly fix: Shown;
  readonly references: readonly { readonly title: Shown; readonly url: string }[];
  readonly evidence: readonly EvidenceItem[];
  readonly path: Route | null;
  /** The principals of its chain, where there is no snapshot to show it in. */
  readonly chain: readonly Shown[];
}

export interface FindingsView {
  /** The first of those that are left. */
  readonly rows: readonly FindingRow[];
  /** How many are left after narrowing. */
  readonly count: number;
  readonly total: number;
  readonly severities: readonly { readonly severity: Severity; readonly count: number }[];
  readonly rules: readonly { readonly rule: Shown; readonly count: number }[];
}
