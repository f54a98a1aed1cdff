import type { PathResult, PathsAnswer, PrincipalInfo } from "@rolepath/analyzer";
import { noFilter } from "../filter.js";
import { type EgoColumn, egoLayout } from "../layout/ego.js";
import type { CardContent, LineContent } from "../layout/picture.js";
import type { FocusView, ReachRow, ReachView } from "../protocol.js";
import { type FocusRoute, focusRoute, pathRoute } from "../route.js";
import { counted, type Shown, shown, shownLines } from "../text.js";
import type { Dataset } from "./dataset.js";
import { filterView, keepsReached } from "./filtering.js";
import { findingRow } from "./findings.js";
import { comparePrincipals, principalCard, principalOf, principalView } from "./principal.js";
import { chipView, conditionLabel, hopLabel, hopStyle } from "./requirement.js";

type Side = "in" | "out";

const hopsMax = 8;
const columnMax = 12;
const openColumnMax = 60;

/** A column with the principals that its last card only counts. */
interface NamedColumn extends EgoColumn {
  readonly name: string;
  readonly counted: readonly string[];
}

interface Reached {
  readonly id: string;
  readonly result: PathResult;
  readonly hops: number;
}

function reached(dataset: Dataset, results: readonly PathResult[]): readonly Reached[] {
  return results
    .map((result) => ({ id: result.principal, result, hops: result.hops.length }))
    .sort((a, b) => a.hops - b.hops || comparePrincipals(dataset, a.id, b.id));
}

function reachView(
  dataset: Dataset,
  side: Side,
  route: FocusRoute,
  all: readonly Reached[],
  truncated: boolean,
): ReachView {
  const listed = route.services ? all : all.filter((one) => principalOf(dataset, one.id).kind !== "service");
  return {
    rows: listed.map((one): ReachRow => {
      const [from, to] = side === "in" ? [one.id, route.of] : [route.of, one.id];
      return {
        principal: principalView(dataset, one.id),
        hops: one.hops,
        verdict: one.result.verdict,
        chips: one.result.requires.map(chipView),
        go: pathRoute(from, to, { filter: { ...noFilter, indirect: route.filter.indirect } }),
      };
    }),
    hiddenServices: all.length - listed.length,
    truncated,
  };
}

/** One column of cards; what does not fit is one card that says how many more there are. */
function column(
  dataset: Dataset,
  route: FocusRoute,
  side: Side,
  hops: number,
  ids: readonly string[],
): NamedColumn {
  const name = `${side}${hops}`;
  const limit = route.open.includes(name) ? openColumnMax : columnMax;
  const cut = ids.length > limit;
  const kept = cut ? ids.slice(0, limit - 1) : ids;
  const cards: CardContent[] = kept.map((id) => principalCard(dataset, id, "plain"));
  if (cut) {
    const canOpen = !route.open.includes(name);
    cards.push({
      key: `more:${name}`,
      icon: "group",
      title: shown(`+ ${ids.length - kept.length} more`),
      subtitle: shown(canOpen ? "show them" : "in the list"),
      full: shown(`${ids.length - kept.length} more at this distance; the list has them all`),
      admin: false,
      outside: false,
      tone: "more",
      ...(canOpen ? { go: { ...route, open: [...route.open, name] } } : {}),
    });
  }
  const heading = `${side === "in" ? "can become it" : "it can become"} · ${counted(hops, "hop")}`;
  return {
    name,
    heading: shown(heading),
    hops: side === "in" ? -hops : hops,
    cards,
    counted: ids.slice(kept.length),
  };
}

/**
 * The hops of all shortest chains as lines.
 *
 * @param drawn for each principal the key of the card that shows it: its own, or the one that counts it with others
 */
function lines(
  dataset: Dataset,
  route: FocusRoute,
  all: readonly Reached[],
  drawn: ReadonlyMap<string, string>,
): readonly LineContent[] {
  const found = new Map<string, LineContent>();
  for (const { result } of all) {
    for (const hop of result.hops) {
      const [source, target] = [drawn.get(hop.from), drawn.get(hop.to)];
      if (source === undefined || target === undefined || source === target) continue;
      const key = `${source} ${target}`;
      if (found.has(key)) continue;
      if (source !== hop.from || target !== hop.to) {
        found.set(key, groupLine(key, source, target));
        continue;
      }
      const from = principalOf(dataset, hop.from);
      const to = principalOf(dataset, hop.to);
      const label = conditionLabel(hop.requires);
      found.set(key, {
        key,
        from: hop.from,
        to: hop.to,
        style: hopStyle(hop),
        ...hopLabel(hop),
        full: shownLines(`${from.name} → ${to.name}`, hop.action, label),
        cross: from.account !== to.account,
        tone: "plain",
        hot: route.hop?.[0] === hop.from && route.hop[1] === hop.to,
        faint: false,
        weight: 1,
        go: { ...route, hop: [hop.from, hop.to], given: [] },
      });
    }
  }
  return [...found.values()];
}

function groupLine(key: string, from: string, to: string): LineContent {
  const none = shown("");
  return {
    key,
    from,
    to,
    style: "allowed",
    label: none,
    full: shown("one of those that are not shown"),
    cross: false,
    tone: "plain",
    hot: false,
    faint: true,
    weight: 1,
  };
}

function sideColumns(
  dataset: Dataset,
  route: FocusRoute,
  side: Side,
  all: readonly Reached[],
): readonly NamedColumn[] {
  const reach = route.reach === "all" ? hopsMax : route.reach;
  const visible = all.filter((one) => route.services || principalOf(dataset, one.id).kind !== "service");
  const columns: NamedColumn[] = [];
  for (let hops = 1; hops <= reach; hops++) {
    const ids = visible.filter((one) => one.hops === hops).map((one) => one.id);
    if (ids.length > 0) columns.push(column(dataset, route, side, hops, ids));
  }
  return columns;
}

function description(name: Shown, who: number, what: number): Shown {
  return shown(
    `${name} in the middle; ${who} principals that can become it on the left, ${what} roles that it can become on the right. The list beside the picture says the same.`,
  );
}

const nobody: Pick<PathsAnswer, "results" | "truncated"> = { results: [], truncated: false };

/** Whether the snapshot can say who becomes it: a role of an account that was collected. */
function isEnterable(info: PrincipalInfo): boolean {
  return info.kind.endsWith("role") && !info.outside;
}

/** Who can become a principal and what it can become, as a picture and as lists. */
export function focusView(dataset: Dataset, route: FocusRoute): FocusView {
  const info = principalOf(dataset, route.of);
  const reach = { maxHops: hopsMax, indirect: route.filter.indirect };
  const inbound = isEnterable(info) ? dataset.analysis.whoCan(route.of, reach) : nobody;
  const outbound = dataset.analysis.whatCan(route.of, reach);
  const all = [inbound, outbound].map((answer) => answer.results.filter((one) => one.principal !== route.of));
  const [who, what] = (["in", "out"] as const).map((side, index) =>
    reached(
      dataset,
      all[index]!.filter((one) => keepsReached(dataset, route.filter, side, route.of, one.principal, one)),
    ),
  ) as [readonly Reached[], readonly Reached[]];
  const focusCard: CardContent = principalCard(dataset, route.of, "focus", focusRoute(route.of));
  const columns = [
    ...sideColumns(dataset, route, "in", who),
    { name: "focus", heading: shown(""), hops: 0, cards: [focusCard], counted: [] },
    ...sideColumns(dataset, route, "out", what),
  ];
  // A principal on both sides (it can become the focus and the focus it) stays where it was met first.
  const drawn = new Map<string, string>();
  const unique = columns.map((one) => ({
    ...one,
    cards: one.cards.filter((card) => {
      const first = !drawn.has(card.key);
      if (first) drawn.set(card.key, card.key);
      return first;
    }),
  }));
  for (const one of columns)
    for (const id of one.counted) if (!drawn.has(id)) drawn.set(id, `more:${one.name}`);
  const view = principalView(dataset, route.of);
  const hops = route.reach === "all" ? hopsMax : route.reach;
  const whoView = reachView(dataset, "in", route, who, inbound.truncated);
  const whatView = reachView(dataset, "out", route, what, outbound.truncated);
  return {
    filter: filterView(dataset, "principals", {
      shown: who.length + what.length,
      total: all.flat().length,
    }),
    principal: view,
    known: dataset.principals.has(route.of),
    enterable: isEnterable(info),
    tags: Object.entries(info.tags).map(([key, value]) => ({ key: shown(key), value: shown(value) })),
    picture: egoLayout(
      unique,
      lines(dataset, route, [...who, ...what], drawn),
      description(view.name, who.length, what.length),
    ),
    who: whoView,
    what: whatView,
    farther: [...whoView.rows, ...whatView.rows].filter((row) => row.hops > hops).length,
    findings: (dataset.findingsOf.get(route.of) ?? []).map((finding) => findingRow(dataset, finding)),
  };
}
