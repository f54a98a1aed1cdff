import { type CheckAnswer, type Finding, findingCatalog } from "@rolepath/analyzer";
import { severities } from "../severity.js";
import { blank, joined, type Line, line, type Span, styled } from "../text/line.js";
import { briefLines } from "./check-brief.js";
import { findingLines } from "./finding.js";
import type { Names } from "./names.js";
import { count } from "./words.js";

/** How much of each finding is shown: all of it, or a line. */
export type Detail = "full" | "brief";

/** From more findings than this on, a list in full is longer than anybody reads. */
const fullCountMax = 40;
const fixedShownMax = 20;

/**
 * The answer of `check`: findings grouped by severity, then how many there are.
 *
 * Findings that are in the baseline are counted; in full they are listed as well.
 *
 * @param detail absent: in full while they are few
 */
export function checkLines(answer: CheckAnswer, names: Names, detail?: Detail): Line[] {
  const shown =
    detail === "full"
      ? answer.findings
      : answer.findings.filter((one) => one.state !== "known" || one.expired !== undefined);
  const chosen = detail ?? (shown.length > fullCountMax ? "brief" : "full");
  return [
    ...severities.flatMap((severity) => {
      const findings = shown.filter((finding) => finding.severity === severity);
      return findings.length === 0
        ? []
        : [
            line(0, [styled(severity, `${severity.toUpperCase()} (${findings.length})`)]),
            ...severityLines(findings, names, chosen),
            blank,
          ];
    }),
    ...fixedLines(answer),
    ...summaryLines(answer),
    ...(detail === undefined && chosen === "brief"
      ? [line(2, [styled("muted", "a line each, since there are many: --full shows all of them")], 2)]
      : []),
  ];
}

function severityLines(findings: readonly Finding[], names: Names, detail: Detail): Line[] {
  return detail === "brief"
    ? briefLines(findings, names, ruleTitles)
    : findings.flatMap((finding) => [blank, ...findingLines(finding, names)]);
}

const ruleTitles: ReadonlyMap<string, string> = new Map(findingCatalog.map(({ id, title }) => [id, title]));

function fixedLines({ fixed = [] }: CheckAnswer): Line[] {
  if (fixed.length === 0) return [];
  const rest = fixed.length - fixedShownMax;
  return [
    line(0, [styled("good", `FIXED (${fixed.length})`), " since the baseline was written"]),
    ...fixed
      .slice(0, fixedShownMax)
      .map(({ title, rule }) => line(2, [styled("good", "✓ "), title, styled("muted", `  ${rule}`)], 2)),
    ...(rest > 0 ? [line(2, [styled("muted", `and ${rest} more (see --format json)`)])] : []),
    blank,
  ];
}

/** How many findings there are, by severity. */
export function summarySpans({ summary: { total, bySeverity } }: Pick<CheckAnswer, "summary">): Span[] {
  if (total === 0) return [styled("good", "No findings")];
  const parts = severities
    .filter((severity) => bySeverity[severity] > 0)
    .map((severity): Span[] => [styled(severity, `${bySeverity[severity]} ${severity}`)]);
  return [styled("strong", count(total, "finding")), ": ", ...joined(parts, ", ")];
}

function summaryLines(answer: CheckAnswer): Line[] {
  return [
    line(0, [...summarySpans(answer), styled("muted", coverage(answer))]),
    ...comparisonLines(answer),
    ...gateLines(answer),
    ...answer.assumptions.map((text) => line(2, [styled("muted", `assumed: ${text}`)], 2)),
  ];
}

function comparisonLines({ findings, fixed, suppressed = [] }: CheckAnswer): Line[] {
  const parts: Span[][] = [];
  if (fixed !== undefined) {
    const fresh = findings.filter(({ state }) => state === "new").length;
    parts.push([styled(fresh > 0 ? "strong" : "good", `${fresh} new`)]);
    parts.push([`${findings.length - fresh} in the baseline`]);
    parts.push([`${fixed.length} fixed`]);
  }
  if (suppressed.length > 0) parts.push([`${suppressed.length} suppressed`]);
  return parts.length === 0 ? [] : [line(0, joined(parts, ", "))];
}

function gateLines({ gate, fixed, findings }: CheckAnswer): Line[] {
  if (gate === undefined) return [];
  // Those of the baseline fail only where a suppression of theirs has run out.
  const back = findings.filter(({ failing, state }) => failing === true && state === "known").length;
  const which = fixed === undefined || back > 0 ? "" : " new";
  const number = gate.failing;
  const count = `${number === 0 ? "no" : number}${which} ${number > 1 ? "findings are" : "finding is"}`;
  const text = `${count} at or over ${gate.failOn}${back === 0 ? "" : `, ${back} of them in the baseline with a suppression that has expired`}`;
  return [
    line(0, [gate.failing === 0 ? styled("good", `Passes: ${text}`) : styled("denied", `Fails: ${text}`)]),
  ];
}

function coverage({ snapshot }: CheckAnswer): string {
  return ` in ${count(snapshot.accounts, "account")}, ${count(snapshot.roles, "role")}, ${count(snapshot.edges, "edge")}`;
}
