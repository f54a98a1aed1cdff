import { compareText, type Finding, type Severity } from "@rolepath/analyzer";
import { type Part, partOf } from "../part.js";
import type { FindingRow, FindingsView, FindingView } from "../protocol.js";
import { type FindingsRoute, findingsRoute, focusRoute, pathRoute } from "../route.js";
import { capital, sentence, shown } from "../text.js";
import type { Dataset } from "./dataset.js";
import { evidenceItems } from "./evidence.js";
import { oncePer } from "./once.js";
import { principalView } from "./principal.js";

const severityOrder: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

const principalsShown = 3;

/** A finding as a table row. */
export function findingRow(dataset: Dataset, finding: Finding): FindingRow {
  return {
    id: finding.id,
    severity: finding.severity,
    title: capital(finding.title),
    rule: shown(finding.rule),
    resource: principalView(dataset, finding.resource),
    principals: finding.principals.slice(0, principalsShown).map((id) => principalView(dataset, id).name),
    principalCount: finding.principals.length,
    why: sentence(finding.why),
    go: dataset.alone
      ? findingsRoute({ finding: finding.id })
      : focusRoute(finding.resource, { finding: finding.id }),
  };
}

/** Counts by severity, most severe first, only those that there are. */
export function severityCounts(findings: readonly Finding[]): FindingsView["severities"] {
  return severityOrder
    .map((severity) => ({
      severity,
      count: findings.filter((finding) => finding.severity === severity).length,
    }))
    .filter((entry) => entry.count > 0);
}

/** What a finding is found by, in the order of the findings. */
const findingTexts = oncePer((dataset): readonly string[] =>
  dataset.check.findings.map((finding) => {
    const resource = principalView(dataset, finding.resource);
    return [
      capital(finding.title),
      shown(finding.rule),
      resource.name,
      resource.place,
      resource.id,
      ...finding.principals.map((id) => principalView(dataset, id).name),
    ]
      .join(" ")
      .toLowerCase();
  }),
);

/** The findings that the route leaves. */
function narrowed(dataset: Dataset, route: FindingsRoute): readonly Finding[] {
  const words = route.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return dataset.check.findings.filter(
    (finding, at) =>
      (route.severity === "" || finding.severity === route.severity) &&
      (route.rule === "" || finding.rule === route.rule) &&
      words.every((word) => findingTexts(dataset)[at]!.includes(word)),
  );
}

/** Rows of the table from some place on. */
export function findingRows(dataset: Dataset, route: FindingsRoute & Part): readonly FindingRow[] {
  return rowsFrom(dataset, narrowed(dataset, route), route.from);
}

function rowsFrom(dataset: Dataset, findings: readonly Finding[], from: number): readonly FindingRow[] {
  return partOf(findings, from).map((finding) => findingRow(dataset, finding));
}

/** The table of findings, narrowed as the route says; counts are of all of them. */
export function findingsView(dataset: Dataset, route: FindingsRoute): FindingsView {
  const all = dataset.check.findings;
  const left = narrowed(dataset, route);
  const rules = new Map<string, number>();
  for (const finding of all) rules.set(finding.rule, (rules.get(finding.rule) ?? 0) + 1);
  return {
    rows: rowsFrom(dataset, left, 0),
    count: left.length,
    total: all.length,
    severities: severityCounts(all),
    rules: [...rules]
      .sort((a, b) => compareText(a[0], b[0]))
      .map(([rule, count]) => ({ rule: shown(rule), count })),
  };
}

/** One finding with its evidence, or null when there is no such finding. */
export function findingView(dataset: Dataset, id: string): FindingView | null {
  const finding = dataset.check.findings.find((one) => one.id === id);
  if (finding === undefined) return null;
  const first = finding.path?.[0];
  const last = finding.path?.[finding.path.length - 1];
  return {
    row: findingRow(dataset, finding),
    fix: sentence(finding.fix),
    // Only pages of the documentation: the rules write them, but nothing else may become a link either.
    references: finding.references
      .filter((reference) => reference.url.startsWith("https://"))
      .map((reference) => ({ title: shown(reference.title), url: reference.url })),
    evidence: evidenceItems(dataset, finding.evidence),
    path:
      !dataset.alone && first !== undefined && last !== undefined && first !== last
        ? pathRoute(first, last)
        : null,
    chain: dataset.alone ? (finding.path ?? []).map((id) => principalView(dataset, id).name) : [],
  };
}
