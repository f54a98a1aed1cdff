import type { BaselineEntry, Severity, SuppressionNote } from "../answer.js";
import type { Invariant } from "./invariant.js";

/** Whom the reader of the findings trusts: what lets them in on purpose is no finding. */
export interface Trusted {
  /** 12-digit ids of accounts. */
  readonly accounts: ReadonlySet<string>;
  /** Ids of organizations (`o-…`). */
  readonly organizations: ReadonlySet<string>;
  /** Names of vendors as the list of known accounts spells them, in lower case. */
  readonly vendors: ReadonlySet<string>;
}

/** Nobody. */
export const nobodyTrusted: Trusted = {
  accounts: new Set(),
  organizations: new Set(),
  vendors: new Set(),
};

/** Which findings a suppression, or an override of a severity, is about: every part that is given must fit. */
export interface FindingMatcher {
  /** The id of a rule. */
  readonly rule?: string | undefined;
  /** A pattern for the ARN of the resource; `*` is any text, `?` any character. */
  readonly resource?: string | undefined;
  /** A fingerprint, or the id of a finding. */
  readonly fingerprint?: string | undefined;
}

/** Findings that somebody answers for, until a day. */
export interface Suppression extends FindingMatcher, SuppressionNote {}

/** Another severity for some findings; the first that fits counts. */
export interface SeverityOverride extends FindingMatcher {
  readonly severity: Severity;
}

/** What a check takes into account besides the snapshot. */
export interface CheckOptions {
  readonly trusted?: Trusted;
  readonly severities?: readonly SeverityOverride[];
  readonly suppressions?: readonly Suppression[];
  /** Rules of the user's own; what breaks one is a finding of the rule `INVARIANT/<id>`. */
  readonly invariants?: readonly Invariant[];
  /** The findings of before; each finding then says whether it is new. */
  readonly baseline?: readonly BaselineEntry[];
  /** Findings at least this severe fail; of those in the baseline none does. */
  readonly failOn?: Severity;
  /** Only these rules; absent means all. */
  readonly rules?: readonly string[];
  readonly excludedRules?: readonly string[];
}
