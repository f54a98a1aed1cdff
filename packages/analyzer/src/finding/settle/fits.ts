import type { Finding } from "../../answer.js";
import type { FindingMatcher } from "../../config/check-options.js";
import { matches, wildcardPattern } from "../../policy/pattern.js";

/** Whether a finding is one that the matcher picks out. */
export function fitter({ rule, resource, fingerprint }: FindingMatcher): (finding: Finding) => boolean {
  const pattern = resource === undefined ? null : wildcardPattern([{ text: resource, wild: true }]);
  return (finding) =>
    (rule === undefined || finding.rule === rule) &&
    (pattern === null || matches(pattern, finding.resource)) &&
    (fingerprint === undefined || fingerprint === finding.fingerprint || fingerprint === finding.id);
}

/** Whether a finding of a rule that was run could be one of those. */
export function couldFit({ rule }: FindingMatcher, ran: (rule: string) => boolean): boolean {
  return rule === undefined || ran(rule);
}

/** The matcher in words: `TRUST-PUBLIC on arn:…`. */
export function describeMatcher({ rule, resource, fingerprint }: FindingMatcher): string {
  return [rule, resource, fingerprint].filter((part) => part !== undefined).join(" on ");
}
