// The JSON shapes of a comparison. Extended freely, never renamed or dropped.

import type { Json } from "@rolepath/snapshot";
import type { Finding, HopAction, Requirement, Severity, SnapshotSummary, VerdictKind } from "../answer.js";

/** What a hop asks for. */
export interface HopState {
  readonly verdict: "allowed" | "conditional";
  readonly requires: readonly Requirement[];
  readonly alternatives?: readonly (readonly Requirement[])[];
}

/** One statement of a document that is not as it was. */
export interface StatementChange {
  readonly change: "added" | "removed" | "changed";
  readonly sid?: string;
  readonly before?: Json;
  readonly after?: Json;
  /** Where it stands in the old and in the new snapshot. */
  readonly pointerBefore?: string;
  readonly pointerAfter?: string;
  /** Of several in one document: whether the hop is as before when only this one is changed back. */
  readonly decisive?: boolean;
}

/** What was changed in the organization. */
export type CauseKind =
  | "document" // a policy document, or its default version
  | "attachment" // which managed policies hang on a principal or a group, or an SCP or RCP on a node
  | "group" // which groups a user is in
  | "boundary" // which permissions boundary a principal has
  | "tags"
  | "identity" // a principal was made again under the same name
  | "principal" // a user or a role is new or gone
  | "place" // where an account or a unit stands in the organization, or whether it does
  | "organization" // the organization itself: its id, its management account, delegated administrators
  | "providers" // the identity providers of an account
  | "identity-center" // who is assigned what
  | "collected" // an account that was not collected before, or is not any more
  | "clock"; // nothing but the date of the snapshot

/** A change that made a hop what it is. */
export interface Cause {
  readonly kind: CauseKind;
  readonly change: "added" | "removed" | "changed";
  /** ARN, policy id, account id: what was changed. */
  readonly subject: string;
  /** What that is, for people: `trust policy of Deploy`. */
  readonly source: string;
  /** Where it stands: in the new snapshot, or in the old one where it is gone. */
  readonly file?: string;
  readonly pointer?: string;
  /** Documents only: the statements that speak of entering roles and are not as they were. */
  readonly statements?: readonly StatementChange[];
  /** Other causes: the value before and after. */
  readonly before?: Json;
  readonly after?: Json;
  /**
   * What the engine says to the new snapshot with this changed back: `alone`, the hop is as before; `together`, it is once
   * all causes of the hop are changed back; `no`, it is not even then; `untried`, a limit was hit.
   */
  readonly confirmed: "alone" | "together" | "no" | "untried";
}

/** How the requests that a hop lets through differ. */
export type Effect = "wider" | "narrower" | "different" | "undecided";

/** A direct hop that is new, gone, or asks for something else. */
export interface EdgeChange {
  readonly change: "added" | "removed" | "changed";
  readonly from: string;
  readonly to: string;
  readonly action: HopAction;
  readonly crossAccount: boolean;
  /** Null where there was none, and where there is none any more. */
  readonly before: HopState | null;
  readonly after: HopState | null;
  /** Changed hops: whether requests pass that did not (`wider`), the other way round, both, or that could not be told. */
  readonly effect?: Effect;
  readonly causes: readonly Cause[];
}

/** A role that a principal can, or can no longer, become by a chain of two or more hops. */
export interface ChainChange {
  readonly change: "added" | "removed";
  readonly from: string;
  /** All for whom it is so, `from` among them: principals who start from the same hops. */
  readonly principals: readonly string[];
  readonly to: string;
  /** The shortest chain: of the new snapshot, or of the old one where it is gone. */
  readonly path: readonly string[];
  readonly verdict: VerdictKind;
  readonly requires: readonly Requirement[];
  /** The hop of the chain that is not as it was; its causes stand with it among the edges. Null where only the state of sessions differs. */
  readonly because: { readonly from: string; readonly to: string } | null;
}

/** A finding that is there before and after, with another severity. */
export interface FindingChange {
  readonly before: Severity;
  readonly finding: Finding;
}

/** What differs between two snapshots of an organization, as far as becoming roles goes. */
export interface DiffAnswer {
  readonly old: SnapshotSummary;
  readonly new: SnapshotSummary;
  /** Users and roles that are new or gone. */
  readonly principals: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Direct hops, sorted by from, to, action. */
  readonly edges: readonly EdgeChange[];
  /** Pairs of two or more hops, shortest first. */
  readonly chains: readonly ChainChange[];
  readonly findings: {
    readonly new: readonly Finding[];
    readonly fixed: readonly Finding[];
    readonly changed: readonly FindingChange[];
  };
  readonly summary: {
    readonly edges: Readonly<Record<EdgeChange["change"], number>>;
    readonly chains: Readonly<Record<ChainChange["change"], number>>;
    readonly findings: Readonly<Record<"new" | "fixed" | "changed", number>>;
    /** Nothing that this answer tells of is different. */
    readonly same: boolean;
  };
  readonly maxHops: number;
  /** False when a limit cut the comparison; `limits` says which, in sentences. */
  readonly complete: boolean;
  readonly limits: readonly string[];
}
