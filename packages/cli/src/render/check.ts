import type { CheckAnswer, Evidence, Finding, Severity } from "@rolepath/analyzer";
import { blank, joined, type Line, line, type Span, styled, together } from "../text/line.js";
import type { Names } from "./names.js";
import { count } from "./words.js";

/** Most severe first. */
export const severities: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

const principalsShownMax = 5;
const statementsShownMax = 4;

/** The answer of `check`: findings grouped by severity, then how many there are. */
export function checkLines(answer: CheckAnswer, names: Names): Line[] {
  return [
    ...severities.flatMap((severity) => {
      const findings = answer.findings.filter((finding) => finding.severity === severity);
      return findings.length === 0
        ? []
        : [
            line(0, [styled(severity, `${severity.toUpperCase()} (${findings.length})`)]),
            ...findings.flatMap((finding) => [blank, ...findingLines(finding, names)]),
            blank,
          ];
    }),
    ...summaryLines(answer),
  ];
}

/** One finding: title, where, who, why, the statement, the fix. */
function findingLines(finding: Finding, names: Names): Line[] {
  const { severity, rule, title, resource, account, principals, path, why, fix, evidence } = finding;
  return [
    line(2, [styled(severity, "■ "), styled("strong", title), styled("muted", `  ${rule}`)], 2),
    field("in", [resource, "  ", together("muted", names.account(account))]),
    ...(principals.length === 0 ? [] : [field("who", whoSpans(principals, names))]),
    ...(path === undefined || path.length === 0
      ? []
      : [field("path", [path.map((id) => names.short(id)).join(" → ")])]),
    field("why", [why]),
    ...statementLines(evidence),
    field("fix", [fix]),
  ];
}

/** How many findings there are, by severity. */
export function summarySpans({ summary: { total, bySeverity } }: CheckAnswer): Span[] {
  if (total === 0) return [styled("good", "No findings")];
  const parts = severities
    .filter((severity) => bySeverity[severity] > 0)
    .map((severity): Span[] => [styled(severity, `${bySeverity[severity]} ${severity}`)]);
  return [styled("strong", count(total, "finding")), ": ", ...joined(parts, ", ")];
}

function summaryLines(answer: CheckAnswer): Line[] {
  return [
    line(0, [...summarySpans(answer), styled("muted", coverage(answer))]),
    ...answer.assumptions.map((text) => line(2, [styled("muted", `assumed: ${text}`)], 2)),
  ];
}

function coverage({ snapshot }: CheckAnswer): string {
  return ` in ${count(snapshot.accounts, "account")}, ${count(snapshot.roles, "role")}, ${count(snapshot.edges, "edge")}`;
}

function field(name: string, spans: readonly Span[]): Line {
  return line(4, [styled("muted", name.padEnd(5)), ...spans], 5);
}

function whoSpans(principals: readonly string[], names: Names): Span[] {
  const shown = principals
    .slice(0, principalsShownMax)
    .map((id) => (id === "*" ? "anyone (*)" : (names.info(id)?.name ?? id)));
  const rest = principals.length - shown.length;
  return [shown.join(", "), rest > 0 ? styled("muted", ` and ${rest} more`) : ""];
}

function statementLines(evidence: readonly Evidence[]): Line[] {
  const matching = evidence.filter(({ match }) => match !== "no");
  const rest = matching.length - statementsShownMax;
  return [
    ...matching.slice(0, statementsShownMax).map((entry) => field("at", [statementText(entry)])),
    ...(rest > 0
      ? [field("", [styled("muted", `and ${count(rest, "statement")} more (see --format json)`)])]
      : []),
  ];
}

function statementText({ source, statement, sid, file, pointer }: Evidence): string {
  const place = [file, pointer].filter((part) => part !== undefined && part !== "").join(" ");
  const which = statement === null ? "" : `, statement ${statement}${sid === undefined ? "" : ` (${sid})`}`;
  return `${source}${which}${place === "" ? "" : ` — ${place}`}`;
}
