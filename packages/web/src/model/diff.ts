import type { DiffAnswer, EdgeChange as Edge, Explorer, SnapshotSummary } from "@rolepath/analyzer";
import { causeText, compareText, diffAnalyses } from "@rolepath/analyzer";
import type { ChainChange, DiffView, EdgeChange, FindingChange, SnapshotWords } from "../protocol.js";
import { type DiffRoute, pathRoute } from "../route.js";
import { counted, type Shown, shown } from "../text.js";
import type { Dataset } from "./dataset.js";
import { findingRow } from "./findings.js";
import { comparePrincipals, principalView } from "./principal.js";

/** A snapshot as a comparison takes it: with the engine's own analysis of it. */
export interface Compared {
  readonly dataset: Dataset;
  readonly analysis: Explorer;
}

interface Sides {
  readonly before: Dataset;
  readonly after: Dataset;
  /** The one that all other views show; null where they show neither. */
  readonly shown: "before" | "after" | null;
}

function demand(state: Edge["before"]): Shown {
  if (state === null) return shown("");
  if (state.verdict === "allowed") return shown("no condition");
  const ways = (state.alternatives ?? [state.requires]).map((list) =>
    list.map((one) => one.text).join(" and "),
  );
  return shown(`if ${ways.sort(compareText).join(", or ")}`);
}

const effectWords: Readonly<Record<NonNullable<Edge["effect"]>, string>> = {
  wider: "lets more requests through",
  narrower: "lets fewer requests through",
  different: "lets other requests through",
  undecided: "it could not be told whether more requests get through",
};

function sideOf({ change }: { readonly change: EdgeChange["change"] }): "before" | "after" {
  return change === "removed" ? "before" : "after";
}

function edgeView(sides: Sides, edge: Edge): EdgeChange {
  const side = sideOf(edge);
  const dataset = sides[side];
  const there = side === sides.shown || (edge.change === "changed" && sides.shown !== null);
  return {
    key: JSON.stringify([edge.from, edge.to, edge.action]),
    change: edge.change,
    from: principalView(dataset, edge.from),
    to: principalView(dataset, edge.to),
    before: demand(edge.before),
    after: demand(edge.after),
    effect: shown(edge.effect === undefined ? "" : effectWords[edge.effect]),
    because: [...new Set(edge.causes.map(causeText))].map((text) => shown(text)),
    go: there ? pathRoute(edge.from, edge.to) : null,
  };
}

const order: readonly EdgeChange["change"][] = ["added", "changed", "removed"];

/** What opens a door first, and of that what leads to administrators or comes from outside. */
function byWeight(a: EdgeChange, b: EdgeChange): number {
  const weight = (one: EdgeChange): number => (one.to.admin ? 0 : 2) + (one.from.outside ? 0 : 1);
  return (
    order.indexOf(a.change) - order.indexOf(b.change) || weight(a) - weight(b) || compareText(a.key, b.key)
  );
}

function chainView(sides: Sides, chain: DiffAnswer["chains"][number]): ChainChange {
  const side = sideOf(chain);
  const dataset = sides[side];
  return {
    key: JSON.stringify([chain.change, chain.from, chain.to]),
    change: chain.change,
    from: principalView(dataset, chain.from),
    others: chain.principals.length - 1,
    to: principalView(dataset, chain.to),
    hops: shown(counted(chain.path.length - 1, "hop")),
    go: side === sides.shown ? pathRoute(chain.from, chain.to) : null,
  };
}

function findingViews({ before, after }: Sides, { findings }: DiffAnswer): readonly FindingChange[] {
  const none = shown("");
  return [
    ...findings.new.map((one) => ({ change: "added" as const, was: none, row: findingRow(after, one) })),
    ...findings.changed.map((one) => ({
      change: "changed" as const,
      was: shown(one.before),
      row: findingRow(after, one.finding),
    })),
    ...findings.fixed.map((one) => ({ change: "removed" as const, was: none, row: findingRow(before, one) })),
  ];
}

/**
 * What changed from the older of two snapshots to the newer: hops with what did it, chains, findings, principals.
 *
 * @param second the snapshot that was dropped beside the first; null until there is one
 */
export function diffView(first: Compared, second: Compared | null, route: DiffRoute): DiffView {
  if (second === null) return { pair: null };
  const date = (side: Compared): string => side.analysis.summary().createdAt;
  const inOrder = date(first) <= date(second);
  const [old, now] = inOrder !== route.turned ? [first, second] : [second, first];
  const sides: Sides = {
    before: old.dataset,
    after: now.dataset,
    shown: old === first ? "before" : "after",
  };
  const words = ({ name, analysis }: Dataset): SnapshotWords => wordsOf(name, analysis.summary());
  return {
    pair: pairOf(sides, diffAnalyses(old.analysis, now.analysis), [words(sides.before), words(sides.after)]),
  };
}

/** A comparison that the command made, with links into the snapshot that is open where it is one of the two. */
export function writtenDiff(answer: DiffAnswer, dataset: Dataset): DiffView {
  const { createdAt } = dataset.analysis.summary();
  const side =
    answer.new.createdAt === createdAt ? "after" : answer.old.createdAt === createdAt ? "before" : null;
  const sides: Sides = { before: dataset, after: dataset, shown: dataset.alone ? null : side };
  const words = (summary: SnapshotSummary): SnapshotWords => wordsOf(summary.source ?? "", summary);
  return { pair: { ...pairOf(sides, answer, [words(answer.old), words(answer.new)]), written: true } };
}

function wordsOf(name: string, { createdAt }: SnapshotSummary): SnapshotWords {
  return { name: shown(name), createdAt: shown(createdAt) };
}

function pairOf(
  sides: Sides,
  answer: DiffAnswer,
  [before, after]: readonly [SnapshotWords, SnapshotWords],
): NonNullable<DiffView["pair"]> {
  const sorted = (dataset: Dataset, ids: readonly string[]) =>
    ids.toSorted((a, b) => comparePrincipals(dataset, a, b)).map((id) => principalView(dataset, id));
  return {
    before,
    after,
    shown: sides.shown,
    written: false,
    edges: answer.edges.map((edge) => edgeView(sides, edge)).sort(byWeight),
    counts: answer.summary.edges,
    chains: answer.chains.map((chain) => chainView(sides, chain)),
    chainCounts: answer.summary.chains,
    findings: findingViews(sides, answer),
    principals: {
      added: sorted(sides.after, answer.principals.added),
      removed: sorted(sides.before, answer.principals.removed),
    },
    limits: answer.limits.map((text) => shown(text)),
  };
}
