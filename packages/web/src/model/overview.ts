import { compareText } from "@rolepath/analyzer";
import { lanesLayout } from "../layout/lanes.js";
import { type Part, partOf } from "../part.js";
import type { AccountPairRow, OverviewView } from "../protocol.js";
import type { OverviewRoute } from "../route.js";
import { counted, type Shown, shown } from "../text.js";
import { accountRows } from "./account-rows.js";
import { baselineGroups, findBaseline } from "./baseline.js";
import { chainsWorthSeeing } from "./chain.js";
import { allCrowds } from "./crowd.js";
import type { Dataset } from "./dataset.js";
import { edgeFilter, filterView } from "./filtering.js";
import { findingRow, severityCounts } from "./findings.js";
import { matrixView, picturedAccountsMax, type Sides, sidesOf } from "./matrix.js";
import { oncePer } from "./once.js";
import { organizationWideRoles, wholeOrganization } from "./org-wide.js";
import { overviewLanes } from "./overview-lanes.js";
import { type Pair, PairTally, pairLine, pairRow } from "./pair.js";
import { partyOf } from "./party.js";
import { savedQuestions } from "./saved.js";

const findingsShown = 6;
const pageMargin = 56;

/** The organization at a glance: accounts and what leads from one to another, the worst findings, chains worth seeing. */
export function overviewView(
  dataset: Dataset,
  options: OverviewRoute & { readonly width: number },
): OverviewView {
  const { width, ...route } = options;
  const { total, kept, reasons, pairs, surprising } = lastEdges(dataset, route);
  const summary = dataset.analysis.summary();
  const many = dataset.accounts.size > picturedAccountsMax;
  const sides = many ? sidesOf(dataset, pairs, route) : null;
  const description = `${counted(dataset.accounts.size, "account")} in columns by organizational unit, the outside world on the left, ${counted(pairs.length, "line")} between them. The table below says the same.`;
  return {
    filter: filterView(dataset, "edges", { shown: kept, total }),
    stats: [
      accountsStat(summary.accounts, dataset.accounts.size),
      { value: shown(summary.roles.toLocaleString("en")), label: shown("roles") },
      { value: shown(summary.users.toLocaleString("en")), label: shown("IAM users") },
      { value: shown(summary.edges.toLocaleString("en")), label: shown("direct edges") },
      { value: shown(dataset.check.findings.length.toLocaleString("en")), label: shown("findings") },
    ],
    picture: many
      ? null
      : lanesLayout(
          overviewLanes(dataset, pairs),
          pairs.map(pairLine),
          shown(description),
          width - 2 * pageMargin,
          surprising.map(pairLine),
        ),
    matrix: sides === null ? null : matrixView(sides),
    pairs: listedPairs(pairs, sides, 0),
    pairCount: (sides?.pairs ?? pairs).length,
    accounts: accountRows(dataset, pairs),
    saved: savedQuestions(dataset).map(({ title, detail, route: go }) => ({
      title: shown(title),
      detail: shown(detail),
      go,
    })),
    baseline: {
      count: sumOf(reasons.values()),
      groups: partOf(baselineGroups(reasons), 0),
      groupCount: reasons.size,
    },
    severities: severityCounts(dataset.check.findings),
    findings: dataset.check.findings.slice(0, findingsShown).map((finding) => findingRow(dataset, finding)),
    chains: chainsWorthSeeing(dataset),
  };
}

/** Rows of the table of pairs from some place on. */
export function pairRows(
  dataset: Dataset,
  { from, ...route }: OverviewRoute & Part,
): readonly AccountPairRow[] {
  const { pairs } = lastEdges(dataset, route);
  const many = dataset.accounts.size > picturedAccountsMax;
  return listedPairs(pairs, many ? sidesOf(dataset, pairs, route) : null, from);
}

/** Reasons why edges are expected from some place on. */
export function baselineRows(dataset: Dataset, { from, ...route }: OverviewRoute & Part): readonly Shown[] {
  return partOf(baselineGroups(lastEdges(dataset, route).reasons), from);
}

/** Those with most to enter first. */
function listedPairs(pairs: readonly Pair[], sides: Sides | null, from: number): readonly AccountPairRow[] {
  const sorted = (sides?.pairs ?? pairs).toSorted(
    (a, b) => b.admins - a.admins || b.roles.size - a.roles.size || compareText(a.key, b.key),
  );
  return partOf(sorted, from).map((pair) => pairRow(pair, sides?.routeOf(pair)));
}

interface EdgesBetween {
  /** How many edges lead from one party to another, and how many of them the filter keeps. */
  readonly total: number;
  readonly kept: number;
  /** Why edges are expected, with their number. */
  readonly reasons: ReadonlyMap<string, number>;
  /** What is drawn, and of it what is not expected. */
  readonly pairs: readonly Pair[];
  readonly surprising: readonly Pair[];
}

type EdgesAsked = Pick<OverviewRoute, "baseline" | "filter">;

const lastEdgesOf = oncePer((): { key: string; edges: EdgesBetween | null } => ({ key: "", edges: null }));

/** The edges that were asked for last are kept: long lists of them are looked at part by part. */
function lastEdges(dataset: Dataset, { baseline, filter }: EdgesAsked): EdgesBetween {
  const last = lastEdgesOf(dataset);
  // What bundling the edges looks at, which is all that it is handed.
  const asked: EdgesAsked = { baseline, filter };
  const key = JSON.stringify(asked);
  if (last.edges === null || last.key !== key) {
    last.edges = edgesBetween(dataset, asked);
    last.key = key;
  }
  return last.edges;
}

/** The edges from one party to another, bundled; those inside an account and those of AWS services are left out. */
function edgesBetween(dataset: Dataset, options: EdgesAsked): EdgesBetween {
  const baseline = findBaseline(dataset);
  const wide = organizationWideRoles(dataset);
  const filter = edgeFilter(dataset, options.filter);
  const [all, surprising] = [new PairTally(dataset), new PairTally(dataset)];
  const reasons = new Map<string, number>();
  let total = 0;
  let kept = 0;
  for (const hop of dataset.hops) {
    const to = partyOf(dataset, hop.to);
    if (to === null) continue;
    total += allCrowds(dataset).countApartFrom(hop.from, to.key);
    const mayExpect = baseline.mayExpect(hop);
    const isWide = wide.has(hop.to);
    // Of a role that everybody may enter there is one line from the organization, drawn at the end.
    const inside = { all: 0, surprising: 0 };
    filter(hop)?.forEach(hop.from, ({ first, party, count }) => {
      if (party === null || party.key === to.key) return;
      kept += count;
      const reason = mayExpect ? baseline.reasonOf(first, hop) : null;
      if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
      const isInside = isWide && !party.outside;
      if (isInside) inside.all += count;
      else if (options.baseline) all.add(party, to, hop, count, first.id);
      if (reason !== null) return;
      if (isInside) inside.surprising += count;
      else surprising.add(party, to, hop, count, first.id);
    });
    if (options.baseline && inside.all > 0) all.add(wholeOrganization, to, hop, inside.all, "");
    if (inside.surprising > 0) surprising.add(wholeOrganization, to, hop, inside.surprising, "");
  }
  const unexpected = surprising.sorted();
  return {
    total,
    kept,
    reasons,
    pairs: options.baseline ? all.sorted() : unexpected,
    surprising: unexpected,
  };
}

function sumOf(counts: Iterable<number>): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

/** How many accounts the answers are about; where the organization has more, out of how many. */
function accountsStat(collected: number, all: number): OverviewView["stats"][number] {
  const count = collected.toLocaleString("en");
  return {
    value: shown(collected < all ? `${count} of ${all.toLocaleString("en")}` : count),
    label: shown(all === 1 ? "account" : "accounts"),
  };
}
