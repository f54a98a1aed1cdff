import type { HopAnswer, PathResult } from "@rolepath/analyzer";
import { type EgoColumn, egoLayout } from "../layout/ego.js";
import type { CardContent, LineContent } from "../layout/picture.js";
import type { FocusView } from "../protocol.js";
import { type FocusRoute, focusRoute } from "../route.js";
import { counted, type Shown, shown, shownLines } from "../text.js";
import type { Dataset } from "./dataset.js";
import { filterView } from "./filtering.js";
import { findingRow } from "./findings.js";
import { principalCard, principalOf, principalView } from "./principal.js";
import { hopsMax, isEnterable, listedOf, type Reached, reachedSides, reachView } from "./reach.js";
import { conditionLabel, hopLabel, hopStyle } from "./requirement.js";

type Side = "in" | "out";

const columnMax = 12;
const openColumnMax = 60;

/** A column with the principals that its last card only counts. */
interface NamedColumn extends EgoColumn {
  readonly name: string;
  readonly counted: readonly string[];
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
  all: readonly Reached<PathResult>[],
  drawn: ReadonlyMap<string, string>,
): readonly LineContent[] {
  const found = new Map<string, LineContent>();
  for (const { result } of all) {
    let left = drawn.get(result.path[0] ?? "");
    let passed: HopAnswer[] = [];
    for (const hop of result.hops) {
      passed.push(hop);
      const target = drawn.get(hop.to);
      // What a filter leaves out on the way does not tear the chain apart.
      if (target === undefined) continue;
      const [source, skipped] = [left, passed];
      left = target;
      passed = [];
      const key = `${source} ${target}`;
      if (source === undefined || source === target || found.has(key)) continue;
      if (source !== hop.from || target !== hop.to) {
        found.set(key, groupLine(key, source, target, skipped));
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

/** A line to or from a card that counts several, or past what is not shown: the hops `passed`. */
function groupLine(key: string, from: string, to: string, passed: readonly HopAnswer[]): LineContent {
  const none = shown("");
  const plain = passed.length < 2 || passed.every(({ verdict }) => verdict === "allowed");
  return {
    key,
    from,
    to,
    style: plain ? "allowed" : "conditional",
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
  all: readonly Reached<PathResult>[],
): readonly NamedColumn[] {
  const reach = route.reach === "all" ? hopsMax : route.reach;
  const visible = listedOf(dataset, route, all);
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

/** Who can become a principal and what it can become, as a picture and as lists. */
export function focusView(dataset: Dataset, route: FocusRoute): FocusView {
  const info = principalOf(dataset, route.of);
  const sides = reachedSides(dataset, route);
  const [who, what] = [sides.who.reached, sides.what.reached];
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
  const whoView = reachView(dataset, route, "who", sides);
  const whatView = reachView(dataset, route, "what", sides);
  return {
    filter: filterView(dataset, "principals", {
      shown: who.length + what.length,
      total: sides.who.total + sides.what.total,
    }),
    principal: view,
    known: dataset.principals.has(route.of),
    enterable: isEnterable(dataset, route.of),
    tags: Object.entries(info.tags).map(([key, value]) => ({ key: shown(key), value: shown(value) })),
    picture: egoLayout(
      unique,
      lines(dataset, route, [...who, ...what], drawn),
      description(view.name, who.length, what.length),
    ),
    who: whoView,
    what: whatView,
    farther: whoView.farther + whatView.farther,
    findings: (dataset.findingsOf.get(route.of) ?? []).map((finding) => findingRow(dataset, finding)),
  };
}
