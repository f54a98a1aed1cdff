import { compareText, type HopInfo, type PrincipalInfo } from "@rolepath/analyzer";
import { accountLayout, type GridSection } from "../layout/grid.js";
import type { CardContent, LineContent } from "../layout/picture.js";
import type { AccountView } from "../protocol.js";
import { type AccountRoute, pathRoute, type Route } from "../route.js";
import { counted, type Shown, shown, shownLines } from "../text.js";
import { allCrowds } from "./crowd.js";
import { accountOf, type Dataset } from "./dataset.js";
import { findingRow } from "./findings.js";
import { type Party, partyOf } from "./party.js";
import { comparePrincipals, principalCard, principalOf, principalView } from "./principal.js";

const cardsMax = 60;
const partiesMax = 10;
const findingsShown = 5;

const sectionTitles = [
  "Administrators",
  "People",
  "Roles",
  "Roles for AWS services",
  "Identity providers",
  "Service-linked roles",
] as const;

function sectionOf(info: PrincipalInfo): (typeof sectionTitles)[number] {
  if (info.kind === "service-linked-role") return "Service-linked roles";
  if (info.admin) return "Administrators";
  if (info.kind === "user" || info.kind === "sso-role") return "People";
  if (info.kind === "service-role") return "Roles for AWS services";
  if (info.kind === "oidc" || info.kind === "saml") return "Identity providers";
  return "Roles";
}

interface Link {
  readonly party: Party;
  count: number;
  conditional: number;
}

/** What leads into the account or out of it, by party, most edges first. */
function links(dataset: Dataset, id: string, side: "in" | "out"): readonly Link[] {
  const crowds = allCrowds(dataset);
  const found = new Map<string, Link>();
  const add = (party: Party | null, { verdict }: HopInfo, count: number): void => {
    if (party === null || party.key === id || count === 0) return;
    const link = found.get(party.key) ?? { party, count: 0, conditional: 0 };
    link.count += count;
    if (verdict === "conditional") link.conditional += count;
    found.set(party.key, link);
  };
  for (const hop of dataset.hops) {
    const to = partyOf(dataset, hop.to);
    if (side === "out") add(to, hop, crowds.countOf(hop.from, id));
    else if (to?.key === id) crowds.forEach(hop.from, ({ party, count }) => add(party, hop, count));
  }
  return [...found.values()].sort((a, b) => b.count - a.count || compareText(a.party.key, b.party.key));
}

function linkRoute(id: string, side: "in" | "out", link: Link): Route {
  return side === "in" ? pathRoute(link.party.selector, id) : pathRoute(id, link.party.selector);
}

function linkCard(side: "in" | "out", link: Link): CardContent {
  return {
    key: `${side}:${link.party.key}`,
    icon: link.party.icon,
    title: shown(link.party.title),
    subtitle: shown(link.party.subtitle),
    full: shownLines(link.party.title, link.party.key),
    admin: false,
    outside: link.party.outside,
    tone: "plain",
    go: link.party.go,
  };
}

function linkLine(id: string, side: "in" | "out", link: Link): LineContent {
  const key = `${side}:${link.party.key}`;
  return {
    key: `line ${key}`,
    from: side === "in" ? key : "frame",
    to: side === "in" ? "frame" : key,
    style: link.conditional === link.count ? "conditional" : "allowed",
    label: shown(String(link.count)),
    full: linkDetail(link),
    cross: true,
    tone: "plain",
    hot: false,
    faint: false,
    weight: link.count,
    go: linkRoute(id, side, link),
  };
}

function linkDetail(link: Link): Shown {
  const conditions =
    link.conditional === 0
      ? ""
      : link.conditional === link.count
        ? ", under conditions"
        : `, ${link.conditional} under conditions`;
  return shown(`${counted(link.count, "direct edge")}${conditions}`);
}

function sections(
  dataset: Dataset,
  route: AccountRoute,
): readonly { readonly title: string; readonly ids: readonly string[] }[] {
  const groups = new Map<string, string[]>(sectionTitles.map((title) => [title, []]));
  for (const info of dataset.principalsIn.get(route.id) ?? []) {
    if (info.kind === "account" || info.kind === "service") continue;
    groups.get(sectionOf(info))?.push(info.id);
  }
  return [...groups]
    .filter(([, ids]) => ids.length > 0)
    .map(([title, ids]) => ({ title, ids: ids.sort((a, b) => comparePrincipals(dataset, a, b)) }));
}

/** The sections cut to what one picture holds; what is left out is a card that counts it. */
function gridSections(
  dataset: Dataset,
  route: AccountRoute,
  all: ReturnType<typeof sections>,
): readonly GridSection[] {
  const total = all.reduce((sum, section) => sum + section.ids.length, 0);
  const share =
    route.open || total <= cardsMax
      ? Number.POSITIVE_INFINITY
      : Math.max(6, Math.floor(cardsMax / all.length));
  return all.map(({ title, ids }) => {
    const cut = ids.length > share;
    const kept = cut ? ids.slice(0, share - 1) : ids;
    const cards = kept.map((id) => principalCard(dataset, id, "plain"));
    const rest = ids.length - kept.length;
    if (cut) {
      cards.push({
        key: `more:${title}`,
        icon: "group",
        title: shown(`+ ${rest} more`),
        subtitle: shown("show them"),
        full: shown(`${rest} more`),
        admin: false,
        outside: false,
        tone: "more",
        go: { ...route, open: true },
      });
    }
    return {
      title: shown(`${title} · ${ids.length}`),
      cards: cards.map((card) => ({
        ...card,
        subtitle: card.tone === "more" ? card.subtitle : principalView(dataset, card.key).kindText,
      })),
    };
  });
}

/** One account: its principals by kind, what leads in and what leads out. */
export function accountView(dataset: Dataset, route: AccountRoute & { readonly width: number }): AccountView {
  const account = accountOf(dataset, route.id);
  const all = sections(dataset, route);
  const visible = all.filter(
    (section) =>
      route.services ||
      (section.title !== "Service-linked roles" && section.title !== "Roles for AWS services"),
  );
  const hidden = all
    .filter((section) => !visible.includes(section))
    .reduce((sum, section) => sum + section.ids.length, 0);
  const sources = links(dataset, route.id, "in");
  const targets = links(dataset, route.id, "out");
  const own = dataset.principalsIn.get(route.id) ?? [];
  const count = (kinds: (info: PrincipalInfo) => boolean): number => own.filter(kinds).length;
  const plural = (noun: string, kinds: (info: PrincipalInfo) => boolean): Shown =>
    shown(count(kinds) === 1 ? noun : `${noun}s`);
  const columns = route.width < 560 ? 1 : route.width < 900 ? 2 : 3;
  const sourcesShown = sources.slice(0, partiesMax);
  const targetsShown = targets.slice(0, partiesMax);
  const findings = dataset.check.findings.filter(
    (finding) => finding.account === route.id || principalOf(dataset, finding.resource).account === route.id,
  );
  const name = account.own ? account.name : own[0]?.accountName || account.name;
  const picture = accountLayout(
    {
      title: shown(`${name}  ${account.id}`),
      sections: gridSections(dataset, route, visible),
      sources: sourcesShown.map((link) => linkCard("in", link)),
      targets: targetsShown.map((link) => linkCard("out", link)),
      lines: [
        ...sourcesShown.map((link) => linkLine(route.id, "in", link)),
        ...targetsShown.map((link) => linkLine(route.id, "out", link)),
      ],
    },
    columns,
    shown(
      `The principals of ${name} in a frame, what leads in on the left, what leads out on the right. The list beside the picture says the same.`,
    ),
  );
  return {
    title: shown(name),
    id: shown(account.id),
    place: shown(
      account.own
        ? [account.management ? "management account" : "", account.units.join(" / ")]
            .filter((text) => text !== "")
            .join(" · ")
        : "outside the organization",
    ),
    stats: [
      {
        value: shown(String(count((info) => info.kind === "user"))),
        label: plural("user", (info) => info.kind === "user"),
      },
      {
        value: shown(String(count((info) => info.kind.endsWith("role")))),
        label: plural("role", (info) => info.kind.endsWith("role")),
      },
      {
        value: shown(String(count((info) => info.admin))),
        label: plural("administrator", (info) => info.admin),
      },
    ],
    collected: account.collected,
    picture,
    hiddenServices: hidden,
    sections: visible.map(({ title, ids }) => ({
      title: shown(title),
      principals: ids.map((id) => principalView(dataset, id)),
    })),
    sources: sources.map((link) => ({
      title: shown(link.party.title),
      detail: linkDetail(link),
      go: linkRoute(route.id, "in", link),
    })),
    targets: targets.map((link) => ({
      title: shown(link.party.title),
      detail: linkDetail(link),
      go: linkRoute(route.id, "out", link),
    })),
    findings: findings.slice(0, findingsShown).map((finding) => findingRow(dataset, finding)),
    findingCount: findings.length,
  };
}
