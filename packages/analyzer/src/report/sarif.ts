import type { CheckAnswer } from "../answer.js";
import { type Locate, locateByName } from "./locate.js";
import { resultOf } from "./sarif-result.js";
import { rulesOf } from "./sarif-rule.js";
import { visible } from "./visible.js";

/**
 * Results that GitHub code scanning takes of one run; a file with more is refused.
 * GitHub Docs, "SARIF results exceed one or more limits".
 */
const resultCountMax = 25_000;

/**
 * The findings as SARIF 2.1.0, for GitHub code scanning and whatever else reads it.
 *
 * Suppressed findings are left out: code scanning would show them as open.
 *
 * @see GitHub Docs, "SARIF support for code scanning", for what is read of it
 */
export function sarif(answer: CheckAnswer, locate: Locate = locateByName): Readonly<Record<string, unknown>> {
  const rules = rulesOf(answer.findings);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const shown = answer.findings.slice(0, resultCountMax);
  const cut = answer.findings.length - shown.length;
  const notifications = [
    ...(cut === 0
      ? []
      : [note("warning", `${cut} findings are left out: a run holds ${resultCountMax} at most`)]),
    ...(answer.notices ?? []).map(({ text }) => note("warning", text)),
    ...answer.problems.map(({ level, file, pointer, message, remedy }) =>
      note(level, `${[file, pointer].filter((part) => part !== "").join(" ")}: ${message}; ${remedy}`),
    ),
    ...answer.assumptions.map((text) => note("note", `assumed: ${text}`)),
  ];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Rolepath",
            version: answer.tool.version,
            semanticVersion: answer.tool.version,
            rules,
          },
        },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
        columnKind: "utf16CodeUnits",
        results: shown.map((finding) => resultOf(finding, indexes.get(finding.rule) ?? 0, locate)),
        properties: { snapshotCreatedAt: answer.snapshot.createdAt },
      },
    ],
  };
}

function note(level: "error" | "warning" | "note", text: string) {
  return { level, message: { text: visible(text) } };
}
