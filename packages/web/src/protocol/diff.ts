import type { Route } from "../route.js";
import type { Shown } from "../text.js";
import type { FindingRow } from "./finding.js";
import type { PrincipalView } from "./principal-view.js";

export interface SnapshotWords {
  readonly name: Shown;
  readonly createdAt: Shown;
}

export interface EdgeChange {
  readonly key: string;
  readonly change: "added" | "removed" | "changed";
  readonly from: PrincipalView;
  readonly to: PrincipalView;
  readonly before: Shown;
  readonly after: Shown;
  /** Of a changed hop: what that means for who gets through. */
  readonly effect: Shown;
  /** What did it, as sentences. */
  readonly because: readonly Shown[];
  /** Null where the snapshot that is shown has no such edge. */
  readonly go: Route | null;
}

export interface ChainChange {
  readonly key: string;
  readonly change: "added" | "removed";
  readonly from: PrincipalView;
  /** For how many more principals it is so. */
  readonly others: number;
  readonly to: PrincipalView;
  readonly hops: Shown;
  readonly go: Route | null;
}

export interface FindingChange {
  readonly change: "added" | "removed" | "changed";
  /** The severity before, of one that changed it. */
  readonly was: Shown;
  readonly row: FindingRow;
}

/** Two snapshots compared; null until there is a second one. */
export interface DiffView {
  readonly pair: {
    readonly before: SnapshotWords;
    readonly after: SnapshotWords;
    /** Which of the two is the one that all other views show; null for neither. */
    readonly shown: "before" | "after" | null;
    /** The command compared them, and this is what it wrote. */
    readonly written: boolean;
    readonly edges: readonly EdgeChange[];
    readonly counts: { readonly added: number; readonly removed: number; readonly changed: number };
    readonly chains: readonly ChainChange[];
    readonly chainCounts: { readonly added: number; readonly removed: number };
    readonly findings: readonly FindingChange[];
    /** Where a limit cut the comparison, in sentences. */
    readonly limits: readonly Shown[];
    readonly principals: {
      readonly added: readonly PrincipalView[];
      readonly removed: readonly PrincipalView[];
    };
  } | null;
}
