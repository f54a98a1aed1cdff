import type { Finding, Severity } from "../answer.js";
import { findingCatalog } from "../finding/explain.js";
import type { FindingInfo } from "../finding/finding.js";
import { compareSeverity } from "../finding/severity.js";
import { ruleHelp } from "./finding-page.js";
import { shortened, visible } from "./visible.js";

/** Characters that code scanning shows of the name and of a description. */
const nameLengthMax = 255;
const descriptionLengthMax = 1024;

/** The levels of SARIF. */
export const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** Scores that code scanning shows as the severity of the same name; it has none below low. */
export const scores: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
  info: "0.1",
};

/** A `reportingDescriptor`. */
export interface SarifRule {
  readonly id: string;
  readonly [key: string]: unknown;
}

/**
 * Every rule of the catalogue, and those of the user's own that found something.
 *
 * Code scanning knows a severity for a rule, not for a result: a rule has that of its worst finding. The level of a
 * result is its own.
 */
export function rulesOf(findings: readonly Finding[]): readonly SarifRule[] {
  const worst = new Map<string, Severity>();
  for (const { rule, severity } of findings) {
    const before = worst.get(rule);
    if (before === undefined || compareSeverity(severity, before) < 0) worst.set(rule, severity);
  }
  const known = new Set(findingCatalog.map(({ id }) => id));
  const own = [...new Map(findings.map((finding) => [finding.rule, finding])).values()].filter(
    ({ rule }) => !known.has(rule),
  );
  return [
    ...findingCatalog.map((info) => descriptor(info, worst.get(info.id) ?? "medium")),
    ...own.map((finding) =>
      descriptor(
        {
          id: finding.rule,
          title: "A rule of your own, in rolepath.yaml",
          when: "When what the rule says of the organization does not hold.",
          help: { text: finding.fix, markdown: visible(finding.fix) },
          references: finding.references,
        },
        worst.get(finding.rule) ?? "medium",
      ),
    ),
  ];
}

interface Described extends Pick<FindingInfo, "id" | "title" | "when" | "references"> {
  readonly help?: { readonly text: string; readonly markdown: string };
}

function descriptor(info: FindingInfo | Described, severity: Severity): SarifRule {
  const help = "severity" in info ? ruleHelp(info) : info.help;
  const page = info.references[0]?.url;
  return {
    id: info.id,
    name: shortened(nameOf(info.id), nameLengthMax),
    shortDescription: { text: shortened(visible(info.title), descriptionLengthMax) },
    fullDescription: { text: shortened(visible(info.when), descriptionLengthMax) },
    help,
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: { level: levels[severity] },
    properties: {
      "security-severity": scores[severity],
      precision: "high",
      tags: ["security", "aws", "iam", ...new Set([info.id.split("-")[0]?.toLowerCase() ?? "rule"])],
    },
  };
}

/** `TrustPublic` for TRUST-PUBLIC, as names of rules are spelled in SARIF. */
function nameOf(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join("");
}
