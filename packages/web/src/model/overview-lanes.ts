import { compareText } from "@rolepath/analyzer";
import type { LaneContent } from "../layout/lane-place.js";
import type { CardContent } from "../layout/picture.js";
import { accountRoute } from "../route.js";
import { counted, type Shown, shown, shownLines } from "../text.js";
import type { AccountModel, Dataset } from "./dataset.js";
import { oncePer } from "./once.js";
import { wholeOrganization } from "./org-wide.js";
import type { Pair } from "./pair.js";
import type { Party } from "./party.js";

const cardsMax = 60;

/** How many principals and administrators an account has. */
function accountWords(dataset: Dataset, account: AccountModel): Shown {
  if (!account.collected) return shown("not collected");
  let principals = 0;
  let admins = 0;
  for (const info of dataset.principalsIn.get(account.id) ?? []) {
    if (
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
    full: shownLines(account.name, account.id, account.management ? "management account" : ""),
    admin: false,
    outside: !account.collected,
    tone: "plain",
    go: accountRoute(account.id),
  };
}

/** The organizational unit of an account, from the root down. */
export function laneTitle(account: AccountModel): string {
  return account.units.length === 0
    ? account.management
      ? "Management"
      : "Organization root"
    : account.units.join(" / ");
}

/** Accounts by organizational unit and name; those directly under the root first. */
export const inOrder = oncePer((dataset): readonly AccountModel[] =>
  [...dataset.accounts.values()].sort(
    (a, b) =>
      Number(a.units.length > 0) - Number(b.units.length > 0) ||
      compareText(laneTitle(a), laneTitle(b)) ||
      compareText(a.name, b.name),
  ),
);

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

/** The outside world and the organizational units as columns of cards. */
export function overviewLanes(dataset: Dataset, pairs: readonly Pair[]): readonly LaneContent[] {
  const outside = new Map<string, Party>();
  const degree = new Map<string, number>();
  for (const pair of pairs) {
    for (const party of [pair.from, pair.to]) {
      degree.set(party.key, (degree.get(party.key) ?? 0) + pair.edges);
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
        full: shownLines(party.title, party.key),
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
