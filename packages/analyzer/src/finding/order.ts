import type { CheckAnswer, Finding, Severity } from "../answer.js";
import { compareText } from "../policy/compare-text.js";
import { compareSeverity, SEVERITIES } from "./severity.js";

/** Most severe first, then by rule and resource. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) =>
      compareSeverity(a.severity, b.severity) ||
      compareText(a.rule, b.rule) ||
      compareText(a.resource, b.resource) ||
      compareText(a.fingerprint, b.fingerprint),
  );
}

/** How many findings there are, by severity and by rule. */
export function countsOf(findings: readonly Finding[]): CheckAnswer["summary"] {
  const bySeverity: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const severity of SEVERITIES)
    bySeverity[severity] = findings.filter((finding) => finding.severity === severity).length;
  const rules = [...new Set(findings.map(({ rule }) => rule))].toSorted();
  return {
    total: findings.length,
    bySeverity,
    byRule: Object.fromEntries(
      rules.map((rule) => [rule, findings.filter((finding) => finding.rule === rule).length]),
    ),
  };
}
