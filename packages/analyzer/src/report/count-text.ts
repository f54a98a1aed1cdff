import type { CheckAnswer } from "../answer.js";
import { SEVERITIES } from "../finding/severity.js";

/** How many findings there are, in a sentence: `14 findings (6 critical, 8 high); 2 new, 12 in the baseline, 1 fixed`. */
export function countText({ findings, summary, fixed, suppressed = [], gate }: CheckAnswer): string {
  const severities = SEVERITIES.filter((severity) => summary.bySeverity[severity] > 0).map(
    (severity) => `${summary.bySeverity[severity]} ${severity}`,
  );
  const count =
    summary.total === 0
      ? "No findings"
      : `${summary.total} ${summary.total === 1 ? "finding" : "findings"} (${severities.join(", ")})`;
  const fresh = findings.filter(({ state }) => state === "new").length;
  const compared =
    fixed === undefined
      ? []
      : [`${fresh} new`, `${findings.length - fresh} in the baseline`, `${fixed.length} fixed`];
  const rest = [...compared, ...(suppressed.length === 0 ? [] : [`${suppressed.length} suppressed`])];
  const judged =
    gate === undefined
      ? []
      : [
          gate.failing === 0
            ? `passes --fail-on ${gate.failOn}`
            : `${gate.failing} fail --fail-on ${gate.failOn}`,
        ];
  return [count, ...(rest.length === 0 ? [] : [rest.join(", ")]), ...judged].join("; ");
}
