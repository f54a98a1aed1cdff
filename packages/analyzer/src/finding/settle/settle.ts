import type { BaselineEntry, CheckAnswer, CheckNotice, Finding, Severity } from "../../answer.js";
import type { CheckOptions, SeverityOverride } from "../../config/check-options.js";
import { countsOf, inOrder } from "../order.js";
import { compareSeverity } from "../severity.js";
import { couldFit, describeMatcher, fitter } from "./fits.js";
import { sortOut } from "./suppress.js";

/**
 * The answer under the options of a check: rules left out, then severities, suppressions, the baseline, `failOn`.
 *
 * What the options do not speak of stays out of the answer. Suppressions expire by the clock of the snapshot.
 *
 * @param known the ids of the rules there are
 */
export function settle(answer: CheckAnswer, options: CheckOptions, known: readonly string[]): CheckAnswer {
  const { severities = [], suppressions, baseline, failOn } = options;
  const ran = (rule: string): boolean =>
    options.rules?.includes(rule) !== false && options.excludedRules?.includes(rule) !== true;
  const found = answer.findings.filter(({ rule }) => ran(rule));
  const weighed = weigh(found, severities, ran);
  const today = new Date(answer.snapshot.createdAt).toISOString().slice(0, 10);
  const sorted = sortOut(weighed.findings, suppressions ?? [], today, ran);
  const compared = baseline === undefined ? sorted.open : markNew(sorted.open, baseline);
  const findings = inOrder(failOn === undefined ? compared : markFailing(compared, failOn));
  const notices = [...unknownRules(options, known), ...sorted.notices, ...weighed.notices];
  return {
    ...answer,
    findings,
    summary: countsOf(findings),
    ...(suppressions === undefined ? {} : { suppressed: sorted.suppressed }),
    ...(baseline === undefined ? {} : { fixed: fixedOf(found, baseline, ran) }),
    ...(failOn === undefined
      ? {}
      : { gate: { failOn, failing: findings.filter(({ failing }) => failing === true).length } }),
    ...(notices.length === 0 ? {} : { notices }),
  };
}

function weigh(
  findings: readonly Finding[],
  severities: readonly SeverityOverride[],
  ran: (rule: string) => boolean,
): { readonly findings: readonly Finding[]; readonly notices: readonly CheckNotice[] } {
  const entries = severities.map((override) => ({ override, fits: fitter(override), used: false }));
  const weighed = findings.map((finding): Finding => {
    const entry = entries.find(({ fits }) => fits(finding));
    if (entry === undefined) return finding;
    entry.used = true;
    const { severity } = entry.override;
    return severity === finding.severity
      ? finding
      : { ...finding, severity, severityBefore: finding.severity };
  });
  const notices = entries
    .filter(({ override, used }) => !used && couldFit(override, ran))
    .map(
      ({ override }): CheckNotice => ({
        kind: "severity-unused",
        text: `severity ${override.severity} for ${describeMatcher(override)} is given to no finding: remove it`,
      }),
    );
  return { findings: weighed, notices };
}

function markNew(findings: readonly Finding[], baseline: readonly BaselineEntry[]): readonly Finding[] {
  const known = new Set(baseline.map(({ fingerprint }) => fingerprint));
  return findings.map((finding) => ({
    ...finding,
    state: known.has(finding.fingerprint) ? "known" : "new",
  }));
}

// A promise that ran out is no accepted state of affairs: the baseline does not cover it.
function markFailing(findings: readonly Finding[], failOn: Severity): readonly Finding[] {
  return findings.map((finding) => ({
    ...finding,
    failing:
      compareSeverity(finding.severity, failOn) <= 0 &&
      (finding.state !== "known" || finding.expired !== undefined),
  }));
}

// A finding that is suppressed, or has another severity now, is not fixed.
function fixedOf(
  found: readonly Finding[],
  baseline: readonly BaselineEntry[],
  ran: (rule: string) => boolean,
): readonly BaselineEntry[] {
  const still = new Set(found.map(({ fingerprint }) => fingerprint));
  return baseline
    .filter(({ fingerprint, rule }) => !still.has(fingerprint) && ran(rule))
    .map(({ fingerprint, rule, resource, title }) => ({ fingerprint, rule, resource, title }));
}

function unknownRules(options: CheckOptions, known: readonly string[]): readonly CheckNotice[] {
  const named = [...(options.suppressions ?? []), ...(options.severities ?? [])].flatMap(
    ({ rule }) => rule ?? [],
  );
  return [...new Set(named)]
    .filter((rule) => !known.includes(rule))
    .map((rule) => ({
      kind: "rule-unknown",
      text: `there is no rule ${rule}; \`rolepath explain\` lists those there are`,
    }));
}
