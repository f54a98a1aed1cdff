import type { EdgeInfo } from "@rolepath/analyzer";
import { type LaneContent, lanesLayout } from "../layout/lanes.js";
import type { CardContent, LineContent } from "../layout/picture.js";
import type { AccountPairRow, OverviewView } from "../protocol.js";
import { accountRoute, focusRoute, pathRoute, type Route } from "../route.js";
import { counted, type Shown, shown } from "../text.js";
import { baselineGroups, findBaseline } from "./baseline.js";
import { chainsWorthSeeing } from "./chain.js";
import type { AccountModel, Dataset } from "./dataset.js";
import { findingRow, severityCounts } from "./findings.js";
import { organizationWideRoles, wholeOrganization } from "./org-wide.js";
import { type Party, partyOf } from "./party.js";
import { compareText, principalOf } from "./principal.js";

const findingsShown = 6;
const pageMargin = 56;
const chainsShown = 3;
const cardsMax = 60;

interface Pair {
  readonly from: Party;
  readonly to: Party;
  readonly edges: EdgeInfo[];
}

function pairsOf(dataset: Dataset, edges: readonly EdgeInfo[]): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  const wide = organizationWideRoles(dataset);
  for (const edge of edges) {
    const source = partyOf(dataset, edge.from);
    const to = partyOf(dataset, edge.to);
    if (source === null || to === null || source.key === to.key) continue;
    const from = wide.has(edge.to) && !source.outside ? wholeOrganization : source;
    const key = `${from.key} ${to.key}`;
    const pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, { from, to, edges: [edge] });
    else pair.edges.push(edge);
  }
  return [...pairs].sort((a, b) => compareText(a[0], b[0])).map(([, pair]) => pair);
}

function adminTargets(dataset: Dataset, pair: Pair): number {
  return [...rolesOf(pair)].filter((role) => principalOf(dataset, role).admin).length;
}

function rolesOf(pair: Pair): ReadonlySet<string> {
  return new Set(pair.edges.map((edge) => edge.to));
}

function pairWords(dataset: Dataset, pair: Pair): Shown {
  const admins = adminTargets(dataset, pair);
  const roles = rolesOf(pair).size;
  if (admins > 0) return shown(`${roles} · ★${admins}`);
  return shown(roles > 1 ? String(roles) : "");
}

function pairLine(dataset: Dataset, pair: Pair): LineContent {
  const admins = adminTargets(dataset, pair);
  const conditional = pair.edges.every((edge) => edge.verdict === "conditional");
  return {
    key: `${pair.from.key} ${pair.to.key}`,
    from: pair.from.key,
    to: pair.to.key,
    style: conditional ? "conditional" : "allowed",
    label: pairWords(dataset, pair),
    full: shown(
      `${pair.from.title} → ${pair.to.title}\n${counted(rolesOf(pair).size, "role")} can be entered${conditional ? ", under conditions" : ""}${admins > 0 ? `, ${admins} of them administrator` : ""}\n${counted(pair.edges.length, "direct edge")}`,
    ),
    cross: true,
    tone: admins > 0 ? "admin" : pair.from.outside ? "outside" : "plain",
    hot: false,
    faint: false,
    weight: rolesOf(pair).size,
    go: pairRoute(pair),
  };
}

/** The organization as a whole is no useful end of a path: its single role says more. */
function pairRoute(pair: Pair): Route {
  const [only] = rolesOf(pair);
  return pair.from === wholeOrganization && only !== undefined
    ? focusRoute(only)
    : pathRoute(pair.from.selector, pair.to.selector);
}

function pairRow(dataset: Dataset, pair: Pair): AccountPairRow {
  return {
    key: `${pair.from.key} ${pair.to.key}`,
    from: shown(pair.from.title),
    to: shown(pair.to.title),
    roles: rolesOf(pair).size,
    edges: pair.edges.length,
    conditional: pair.edges.filter((edge) => edge.verdict === "conditional").length,
    admins: adminTargets(dataset, pair),
    go: pairRoute(pair),
  };
}

function accountWords(dataset: Dataset, account: AccountModel): Shown {
  if (!account.collected) return shown("not collected");
  let principals = 0;
  let admins = 0;
  for (const info of dataset.principals.values()) {
    if (
      info.account !== account.id ||
      info.outside ||
      info.kind === "service-linked-role" ||
      info.kind === "oidc" ||
      info.kind === "saml" ||
      info.kind === "account"
    )
      continue;
    principals++;
    if (info.admin) admins++;
  }
  return shown(`${counted(principals, "principal")}${admins > 0 ? ` · ★ ${admins}` : ""}`);
}

function accountCard(dataset: Dataset, account: AccountModel): CardContent {
  return {
    key: account.id,
    icon: account.collected ? "member-account" : "account",
    title: shown(account.name),
    subtitle: accountWords(dataset, account),
    full: shown(`${account.name}\n${account.id}${account.management ? "\nmanagement account" : ""}`),
    admin: false,
    outside: !account.collected,
    tone: "plain",
    go: accountRoute(account.id),
  };
}

function laneTitle(account: AccountModel): string {
  return account.units.length === 0
    ? account.management
      ? "Management"
      : "Organization root"
    : account.units.join(" / ");
}

/** Accounts by organizational unit and name; those directly under the root first. */
function inOrder(dataset: Dataset): readonly AccountModel[] {
  return [...dataset.accounts.values()].sort(
    (a, b) =>
      Number(a.units.length > 0) - Number(b.units.length > 0) ||
      compareText(laneTitle(a), laneTitle(b)) ||
      compareText(a.name, b.name),
  );
}

/** The accounts with most lines first when there are more than a picture holds; the rest is one card a lane. */
function cutLane(lane: LaneContent, degree: ReadonlyMap<string, number>, limit: number): LaneContent {
  if (lane.cards.length <= limit) return lane;
  const ranked = [...lane.cards].sort(
    (a, b) => (degree.get(b.key) ?? 0) - (degree.get(a.key) ?? 0) || compareText(a.key, b.key),
  );
  const kept = new Set(ranked.slice(0, limit - 1).map((card) => card.key));
  const rest = lane.cards.length - kept.size;
  const more: CardContent = {
    key: `more:${lane.key}`,
    icon: "group",
    title: shown(`+ ${rest} more`),
    subtitle: shown("in the table below"),
    full: shown(`${rest} more accounts; the table below has them all`),
    admin: false,
    outside: false,
    tone: "more",
  };
  return { ...lane, cards: [...lane.cards.filter((card) => kept.has(card.key)), more] };
}

function lanes(dataset: Dataset, pairs: readonly Pair[]): readonly LaneContent[] {
  const outside = new Map<string, Party>();
  const degree = new Map<string, number>();
  for (const pair of pairs) {
    for (const party of [pair.from, pair.to]) {
      degree.set(party.key, (degree.get(party.key) ?? 0) + pair.edges.length);
      if (party.outside || party === wholeOrganization) outside.set(party.key, party);
    }
  }
  const outsideCards = [...outside.values()]
    .sort(
      (a, b) =>
        Number(a.outside) - Number(b.outside) || compareText(a.icon, b.icon) || compareText(a.title, b.title),
    )
    .map(
      (party): CardContent => ({
        key: party.key,
        icon: party.icon,
        title: shown(party.title),
        subtitle: shown(party.subtitle),
        full: shown(`${party.title}\n${party.key}`),
        admin: false,
        outside: party.outside,
        tone: "plain",
        go: party.go,
      }),
    );
  const units = new Map<string, CardContent[]>();
  for (const account of inOrder(dataset)) {
    const title = laneTitle(account);
    units.set(title, [...(units.get(title) ?? []), accountCard(dataset, account)]);
  }
  const noOrganization = dataset.analysis.snapshot.organization === undefined;
  const all: LaneContent[] = [
    { key: "outside", title: shown("Outside world"), outside: true, cards: outsideCards },
    ...[...units].map(
      ([title, cards]): LaneContent => ({
        key: title,
        title: shown(noOrganization ? "Accounts" : title),
        outside: false,
        cards,
      }),
    ),
  ];
  const total = all.reduce((sum, lane) => sum + lane.cards.length, 0);
  const limit = total <= cardsMax ? Number.POSITIVE_INFINITY : Math.max(3, Math.floor(cardsMax / all.length));
  return all.map((lane) => cutLane(lane, degree, limit));
}

/** The organization at a glance: accounts and what leads from one to another, the worst findings, chains worth seeing. */
export function overviewView(
  dataset: Dataset,
  options: { readonly baseline: boolean; readonly width: number },
): OverviewView {
  const baseline = findBaseline(dataset);
  const reasons: string[] = [];
  const visible = dataset.edges.filter((edge) => {
    const from = partyOf(dataset, edge.from);
    const to = partyOf(dataset, edge.to);
    if (from === null || to === null || from.key === to.key) return false;
    const reason = baseline.reasonOf(edge);
    if (reason !== null) reasons.push(reason);
    return options.baseline || reason === null;
  });
  const pairs = pairsOf(dataset, visible);
  const summary = dataset.analysis.summary();
  const description = `${counted(dataset.accounts.size, "account")} in columns by organizational unit, the outside world on the left, ${counted(pairs.length, "line")} between them. The table below says the same.`;
  return {
    stats: [
      {
        value: shown(summary.accounts.toLocaleString("en")),
        label: shown(summary.accounts === 1 ? "account" : "accounts"),
      },
      { value: shown(summary.roles.toLocaleString("en")), label: shown("roles") },
      { value: shown(summary.users.toLocaleString("en")), label: shown("IAM users") },
      { value: shown(summary.edges.toLocaleString("en")), label: shown("direct edges") },
      { value: shown(dataset.check.findings.length.toLocaleString("en")), label: shown("findings") },
    ],
    picture: lanesLayout(
      lanes(dataset, pairs),
      pairs.map((pair) => pairLine(dataset, pair)),
      shown(description),
      options.width - 2 * pageMargin,
    ),
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
    baseline: { count: reasons.length, groups: baselineGroups(reasons) },
    severities: severityCounts(dataset.check.findings),
    findings: dataset.check.findings.slice(0, findingsShown).map((finding) => findingRow(dataset, finding)),
    chains: chainsWorthSeeing(dataset, chainsShown),
  };
}
