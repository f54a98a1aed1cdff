import type { Severity } from "@rolepath/analyzer";
import type { Picture } from "../layout/picture.js";
import type { Route } from "../route.js";
import type { Shown } from "../text.js";
import type { ChainView } from "./chain.js";
import type { FilterView } from "./filter-view.js";
import type { FindingRow } from "./finding.js";
import type { MatrixView } from "./matrix.js";

export interface AccountPairRow {
  readonly key: string;
  readonly from: Shown;
  readonly to: Shown;
  readonly roles: number;
  readonly edges: number;
  readonly conditional: number;
  readonly admins: number;
  readonly go: Route;
}

export interface AccountRow {
  readonly id: string;
  readonly title: Shown;
  /** The organizational unit, from the root down. */
  readonly unit: Shown;
  readonly outside: boolean;
  readonly users: number;
  readonly roles: number;
  /** Roles that somebody from elsewhere can enter: of the edges that are shown. */
  readonly entered: number;
  /** How many findings are about it, by severity. */
  readonly findings: Readonly<Partial<Record<Severity, number>>>;
  readonly go: Route;
}

export interface OverviewView {
  readonly filter: FilterView;
  readonly stats: readonly { readonly value: Shown; readonly label: Shown }[];
  /** Null where there are so many accounts that they are a matrix. */
  readonly picture: Picture | null;
  readonly matrix: MatrixView | null;
  /** The first of them: those with most to enter. */
  readonly pairs: readonly AccountPairRow[];
  /** How many pairs there are. */
  readonly pairCount: number;
  readonly accounts: readonly AccountRow[];
  readonly saved: readonly { readonly title: Shown; readonly detail: Shown; readonly go: Route }[];
  readonly baseline: {
    /** How many edges are expected. */
    readonly count: number;
    /** The first reasons why, and how many there are. */
    readonly groups: readonly Shown[];
    readonly groupCount: number;
  };
  readonly severities: readonly { readonly severity: Severity; readonly count: number }[];
  readonly findings: readonly FindingRow[];
  readonly chains: readonly ChainView[];
}
