import type { Severity } from "../answer.js";

/** Who can use an entry, widest first. */
export type Width =
  | "anyone"
  | "guests"
  | "tenants"
  | "party"
  | "organization"
  | "tenant"
  | "contributors"
  | "certificates"
  | "account"
  | "cluster"
  | "federation"
  | "service"
  | "principal";

/** What the role behind it can do, strongest first. */
export type Power = "admin" | "escalation" | "data" | "read" | "none";

const WIDTHS: Readonly<Record<Width, { readonly rank: number; readonly text: string }>> = {
  anyone: { rank: 5, text: "anyone with an AWS account can use it" },
  guests: { rank: 5, text: "anyone who has the app can use it" },
  tenants: { rank: 4, text: "every customer of a shared identity provider can use it" },
  party: { rank: 3, text: "another party can use it" },
  organization: { rank: 2, text: "the whole organization can use it" },
  tenant: { rank: 2, text: "everybody in one organization of the identity provider can use it" },
  contributors: { rank: 2, text: "everybody who can open a pull request there can use it" },
  certificates: { rank: 2, text: "every certificate that the account's trust anchors accept can use it" },
  account: { rank: 1, text: "a whole account can use it" },
  cluster: { rank: 1, text: "more workloads of a cluster than one can use it" },
  federation: { rank: 0, text: "the identity provider alone decides who uses it" },
  service: { rank: 0, text: "an AWS service has to be brought to use it" },
  principal: { rank: 0, text: "only named principals can use it" },
};

const POWERS: Readonly<Record<Power, { readonly rank: number; readonly text: string }>> = {
  admin: { rank: 3, text: "the role is an administrator" },
  escalation: { rank: 3, text: "the role can go on to become an administrator" },
  data: { rank: 2, text: "the role reads or changes data" },
  read: { rank: 1, text: "the role only reads configuration" },
  none: { rank: 0, text: "the role has no permissions" },
};

/** Least severe first. */
const SCALE: readonly Severity[] = ["info", "low", "medium", "high", "critical"];

/** Most severe first, as findings are listed. */
export const SEVERITIES: readonly Severity[] = SCALE.toReversed();

/** The severity with the sentence that explains it. */
export interface Judgement {
  readonly severity: Severity;
  readonly text: string;
}

/**
 * Width of the entry × power of the role, kept within what the rule allows, then lowered by what holds an outsider up.
 *
 * @param range the least and the most severe that the rule gives
 * @param why.atLeast why the rule gives no less, where that is not plain
 * @param why.relief why it is one step lower
 */
export function judge(
  width: Width,
  power: Power,
  range: readonly [least: Severity, most: Severity],
  why: { readonly atLeast?: string | null; readonly relief?: string | null } = {},
): Judgement {
  const rank = WIDTHS[width].rank + POWERS[power].rank;
  const raw = rank >= 7 ? 4 : rank >= 5 ? 3 : rank >= 3 ? 2 : rank >= 1 ? 1 : 0;
  const kept = Math.min(Math.max(raw, SCALE.indexOf(range[0])), SCALE.indexOf(range[1]));
  const relief = why.relief ?? null;
  const severity = SCALE[Math.max(0, kept - (relief === null ? 0 : 1))] ?? "info";
  const raised = kept > raw && why.atLeast != null ? `; no less than ${range[0]}, since ${why.atLeast}` : "";
  const lowered = relief === null ? "" : `; one step lower, since ${relief}`;
  return {
    severity,
    text: `Severity ${severity}: ${WIDTHS[width].text}, and ${POWERS[power].text}${raised}${lowered}.`,
  };
}

/** The more severe first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SCALE.indexOf(b) - SCALE.indexOf(a);
}
