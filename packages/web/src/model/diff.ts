import type { CanAnswer, EdgeInfo, Finding } from "@rolepath/analyzer";
import type { DiffView, EdgeChange, FindingChange, SnapshotWords } from "../protocol.js";
import { type DiffRoute, pathRoute } from "../route.js";
import { shown } from "../text.js";
import type { Dataset } from "./dataset.js";
import { findingRow } from "./findings.js";
import { comparePrincipals, compareText, principalView } from "./principal.js";

interface Sides {
  readonly before: Dataset;
  readonly after: Dataset;
}

function edgeKey(edge: EdgeInfo): string {
  return JSON.stringify([edge.from, edge.to, edge.action]);
}

const demands = new WeakMap<Dataset, Map<string, string>>();

/** What an edge demands, exactly: two snapshots agree on it when nothing about getting through has changed. */
function demand(dataset: Dataset, edge: EdgeInfo): string {
  if (edge.verdict === "allowed") return "no condition";
  const known = demands.get(dataset) ?? new Map<string, string>();
  demands.set(dataset, known);
  const key = edgeKey(edge);
  const text = known.get(key) ?? demandOf(dataset.analysis.can({ from: edge.from, to: edge.to }));
  known.set(key, text);
  return text;
}

function demandOf(answer: CanAnswer): string {
  const ways = (answer.alternatives ?? [answer.requires]).map((list) =>
    list.map((one) => one.text).join(" and "),
  );
  return `if ${ways.sort(compareText).join(", or ")}`;
}

function edgeChanges({ before, after }: Sides, shownSide: Dataset): readonly EdgeChange[] {
  const old = new Map(before.edges.map((edge) => [edgeKey(edge), edge]));
  const fresh = new Map(after.edges.map((edge) => [edgeKey(edge), edge]));
  const change = (
    kind: EdgeChange["change"],
    dataset: Dataset,
    edge: EdgeInfo,
    words: { readonly before: string; readonly after: string },
  ): EdgeChange => ({
    key: edgeKey(edge),
    change: kind,
    from: principalView(dataset, edge.from),
    to: principalView(dataset, edge.to),
    before: shown(words.before),
    after: shown(words.after),
    go: dataset === shownSide || kind === "changed" ? pathRoute(edge.from, edge.to) : null,
  });
  const changes: EdgeChange[] = [];
  for (const [key, edge] of fresh) {
    const other = old.get(key);
    if (other === undefined) {
      changes.push(change("added", after, edge, { before: "", after: demand(after, edge) }));
      continue;
    }
    if (other.verdict === "allowed" && edge.verdict === "allowed") continue;
    const words = { before: demand(before, other), after: demand(after, edge) };
    if (words.before !== words.after) changes.push(change("changed", after, edge, words));
  }
  for (const [key, edge] of old)
    if (!fresh.has(key))
      changes.push(change("removed", before, edge, { before: demand(before, edge), after: "" }));
  const order: readonly EdgeChange["change"][] = ["added", "changed", "removed"];
  const weight = (one: EdgeChange): number => (one.to.admin ? 0 : 2) + (one.from.outside ? 0 : 1);
  return changes.sort(
    (a, b) =>
      order.indexOf(a.change) - order.indexOf(b.change) || weight(a) - weight(b) || compareText(a.key, b.key),
  );
}

function findingChanges({ before, after }: Sides): readonly FindingChange[] {
  const prints = (findings: readonly Finding[]): ReadonlySet<string> =>
    new Set(findings.map((finding) => finding.fingerprint));
  const [old, fresh] = [prints(before.check.findings), prints(after.check.findings)];
  return [
    ...after.check.findings
      .filter((finding) => !old.has(finding.fingerprint))
      .map((finding): FindingChange => ({ change: "added", row: findingRow(after, finding) })),
    ...before.check.findings
      .filter((finding) => !fresh.has(finding.fingerprint))
      .map((finding): FindingChange => ({ change: "removed", row: findingRow(before, finding) })),
  ];
}

function principalsOnlyIn(dataset: Dataset, other: Dataset): readonly string[] {
  return [...dataset.principals.keys()]
    .filter((id) => !other.principals.has(id))
    .sort((a, b) => comparePrincipals(dataset, a, b));
}

function words(dataset: Dataset): SnapshotWords {
  return { name: shown(dataset.name), createdAt: shown(dataset.analysis.summary().createdAt) };
}

/**
 * What changed from the older of two snapshots to the newer: edges, findings, principals.
 *
 * @param second the snapshot that was dropped beside the first; null until there is one
 */
export function diffView(first: Dataset, second: Dataset | null, route: DiffRoute): DiffView {
  if (second === null) return { pair: null };
  const newer = first.analysis.summary().createdAt <= second.analysis.summary().createdAt;
  const sides: Sides =
    newer !== route.turned ? { before: first, after: second } : { before: second, after: first };
  const edges = edgeChanges(sides, first);
  const count = (change: EdgeChange["change"]): number => edges.filter((one) => one.change === change).length;
  const { before, after } = sides;
  return {
    pair: {
      before: words(before),
      after: words(after),
      shown: before === first ? "before" : "after",
      edges,
      counts: { added: count("added"), removed: count("removed"), changed: count("changed") },
      findings: findingChanges(sides),
      principals: {
        added: principalsOnlyIn(after, before).map((id) => principalView(after, id)),
        removed: principalsOnlyIn(before, after).map((id) => principalView(before, id)),
      },
    },
  };
}
