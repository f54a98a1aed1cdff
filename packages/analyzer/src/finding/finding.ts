import type { PolicyDocument } from "@rolepath/snapshot";
import type { Evidence, FindingCaller, Requirement, Severity } from "../answer.js";
import type { Repair } from "./repair/repair.js";
import type { Survey } from "./survey/survey.js";

export type { Repair };

/** A page that a rule rests on. */
export interface FindingReference {
  readonly title: string;
  readonly url: string;
}

/** One policy that the rule reports and one that it does not; a trust policy unless the setting says otherwise. */
export interface FindingExample {
  /** What else is so: whose role it is, who stands around it. */
  readonly setting: string;
  readonly bad: PolicyDocument;
  readonly good: PolicyDocument;
}

/** What a rule says about itself: the source of its page and of `rolepath explain`. */
export interface FindingInfo {
  /** Stable, upper case: `TRUST-PUBLIC`. */
  readonly id: string;
  readonly title: string;
  /** The severities that it can have, and what decides between them. */
  readonly severity: string;
  /** When it is reported, and when it is not. */
  readonly when: string;
  readonly why: string;
  readonly fix: string;
  readonly references: readonly FindingReference[];
  readonly example: FindingExample;
}

/** A finding as a rule gives it; the rest follows from the rule. */
export interface Draft {
  /** What the finding is about, the same for as long as it is the same mistake: the input of its fingerprint. */
  readonly identity: readonly string[];
  /** What carries the mistake: a role, a user, an SCP; with the account that it belongs to, empty for none. */
  readonly about: { readonly arn: string; readonly account: string };
  readonly severity: Severity;
  readonly title: string;
  /** Who gets in: ARNs, account ids, organization ids, providers, `*`. */
  readonly principals: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly path?: readonly string[];
  /** What an entry still asks of the caller: the residual. */
  readonly requires?: readonly Requirement[];
  /** Somebody who gets in, made concrete. */
  readonly example?: FindingCaller;
  readonly why: string;
  readonly fix: string;
  /** The smallest change that closes it, where the snapshot tells enough to write it down. */
  readonly repair?: Repair;
}

/** One rule of the catalogue; what it says about itself stands beside it, so that the page need not carry that text. */
export interface Rule {
  /** The id of its `FindingInfo`. */
  readonly id: string;
  readonly references: readonly FindingReference[];
  readonly check: (survey: Survey) => readonly Draft[];
  /** It looks for chains: repairs are not tried out by running it again, which would cost as much as the whole check. */
  readonly readsGraph?: boolean;
}
