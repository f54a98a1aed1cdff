import type { PolicyDocument } from "@rolepath/snapshot";
import type { Evidence, Severity } from "../answer.js";
import type { RolePrincipal } from "../world/entity.js";
import type { Survey } from "./survey.js";

/** A page that a rule rests on. */
export interface FindingReference {
  readonly title: string;
  readonly url: string;
}

/** One trust policy that the rule reports and one that it does not. */
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
  readonly role: RolePrincipal;
  readonly severity: Severity;
  readonly title: string;
  /** Who gets in: ARNs, account ids, organization ids, providers, `*`. */
  readonly principals: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly path?: readonly string[];
  readonly why: string;
  readonly fix: string;
}

/** One rule of the catalogue. */
export interface Rule {
  readonly info: FindingInfo;
  readonly check: (survey: Survey) => readonly Draft[];
}
