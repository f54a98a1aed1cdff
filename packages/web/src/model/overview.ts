import { lanesLayout } from "../layout/lanes.js";
import type { LineContent } from "../layout/picture.js";
import type { OverviewView } from "../protocol.js";
import { accountRoute, type OverviewRoute } from "../route.js";
import { counted, shown } from "../text.js";
import { baselineGroups, findBaseline } from "./baseline.js";
import { chainsWorthSeeing } from "./chain.js";
import type { Dataset } from "./dataset.js";
import { filterView, keepsEdge } from "./filtering.js";
import { findingRow, severityCounts } from "./findings.js";
import { matrixView, picturedAccountsMax } from "./matrix.js";
import { accountWords, inOrder, laneTitle, overviewLanes } from "./overview-lanes.js";
import { type Pair, pairLine, pairRow, pairsOf } from "./pair.js";
import { partyOf } from "./party.js";
import { compareText } from "./principal.js";
import { savedQuestions } from "./saved.js";

const findingsShown = 6;
const pageMargin = 56;

/** The organization at a glance: accounts and what leads from one to another, the worst findings, chains worth seeing. */
export function overviewView(
  dataset: Dataset,
  options: OverviewRoute & { readonly width: number },
): OverviewView {
  const baseline = findBaseline(dataset);
  const reasons: string[] = [];
  const between = dataset.edges.filter((edge) => {
    const from = partyOf(dataset, edge.from);
    const to = partyOf(dataset, edge.to);
    return from !== null && to !== null && from.key !== to.key;
  });
  const kept = between.filter((edge) => keepsEdge(dataset, options.filter, edge));
  const surprising = kept.filter((edge) => {
    const reason = baseline.reasonOf(edge);
    if (reason !== null) reasons.push(reason);
    return reason === null;
  });
  const lineOf = (pair: Pair): LineContent => pairLine(dataset, pair);
  const pairs = pairsOf(dataset, options.baseline ? kept : surprising);
  const summary = dataset.analysis.summary();
  const many = dataset.accounts.size > picturedAccountsMax;
  const description = `${counted(dataset.accounts.size, "account")} in columns by organizational unit, the outside world on the left, ${counted(pairs.length, "line")} between them. The table below says the same.`;
  return {
    filter: filterView(dataset, "edges", { shown: kept.length, total: between.length }),
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
          pairs.map(lineOf),
          shown(description),
          options.width - 2 * pageMargin,
          pairsOf(dataset, surprising).map(lineOf),
        ),
    matrix: many ? matrixView(dataset, pairs) : null,
    pairs: pairs
      .map((pair) => pairRow(dataset, pair))
      .sort((a, b) => b.admins - a.admins || b.roles - a.roles || compareText(a.key, b.key)),
    accounts: inOrder(dataset).map((account) => ({
      title: shown(account.name),
      detail: shown(`${laneTitle(account)} · ${accountWords(dataset, account)}`),
      outside: !account.collected,
      icon: account.collected ? ("member-account" as const) : ("account" as const),
      go: accountRoute(account.id),
    })),
    saved: savedQuestions(dataset).map(({ title, detail, route }) => ({
      title: shown(title),
      detail: shown(detail),
      go: route,
    })),
    baseline: { count: reasons.length, groups: baselineGroups(reasons) },
    severities: severityCounts(dataset.check.findings),
    findings: dataset.check.findings.slice(0, findingsShown).map((finding) => findingRow(dataset, finding)),
    chains: chainsWorthSeeing(dataset),
  };
}

/** How many accounts the answers are about; where the organization has more, out of how many. */
function accountsStat(collected: number, all: number): OverviewView["stats"][number] {
  const count = collected.toLocaleString("en");
  return {
    value: shown(collected < all ? `${count} of ${all.toLocaleString("en")}` : count),
    label: shown(all === 1 ? "account" : "accounts"),
  };
}
