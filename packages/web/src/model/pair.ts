import { compareText, type HopInfo } from "@rolepath/analyzer";
import type { LineContent } from "../layout/picture.js";
import type { AccountPairRow } from "../protocol.js";
import { focusRoute, pathRoute, type Route } from "../route.js";
import { counted, type Shown, shown, shownLines } from "../text.js";
import type { Dataset } from "./dataset.js";
import { wholeOrganization } from "./org-wide.js";
import type { Party } from "./party.js";
import { principalOf } from "./principal.js";

/** All direct edges from one party to another. */
export interface Pair {
  readonly key: string;
  readonly from: Party;
  readonly to: Party;
  readonly roles: ReadonlySet<string>;
  /** How many of the roles are administrators. */
  readonly admins: number;
  readonly edges: number;
  readonly conditional: number;
  /** Who enters, where that is the outside world. */
  readonly sources: ReadonlySet<string>;
}

interface Growing {
  readonly from: Party;
  readonly to: Party;
  readonly roles: Set<string>;
  readonly sources: Set<string>;
  edges: number;
  conditional: number;
}

/** Bundles edges by the parties at their ends. */
export class PairTally {
  private readonly pairs = new Map<string, Growing>();

  constructor(private readonly dataset: Dataset) {}

  /** Counts `count` edges of callers of `from`, of which `source` is one. */
  add(from: Party, to: Party, hop: HopInfo, count: number, source: string): void {
    const pair = growing(this.pairs, from, to);
    pair.roles.add(hop.to);
    if (from.outside) pair.sources.add(source);
    pair.edges += count;
    if (hop.verdict === "conditional") pair.conditional += count;
  }

  /** The bundles, by their keys. */
  sorted(): readonly Pair[] {
    return grown(this.dataset, this.pairs);
  }
}

/** The pairs again between larger parties; what stays inside one of them is its own way into itself. */
export function mergedPairs(
  dataset: Dataset,
  pairs: readonly Pair[],
  partyOf: (party: Party) => Party,
): readonly Pair[] {
  const merged = new Map<string, Growing>();
  for (const { from, to, roles, sources, edges, conditional } of pairs) {
    const pair = growing(merged, partyOf(from), partyOf(to));
    for (const role of roles) pair.roles.add(role);
    for (const source of sources) pair.sources.add(source);
    pair.edges += edges;
    pair.conditional += conditional;
  }
  return grown(dataset, merged);
}

function growing(pairs: Map<string, Growing>, from: Party, to: Party): Growing {
  const key = `${from.key} ${to.key}`;
  let pair = pairs.get(key);
  if (pair === undefined) {
    pair = { from, to, roles: new Set(), sources: new Set(), edges: 0, conditional: 0 };
    pairs.set(key, pair);
  }
  return pair;
}

function grown(dataset: Dataset, pairs: ReadonlyMap<string, Growing>): readonly Pair[] {
  return [...pairs]
    .map(([key, pair]): Pair => ({ key, ...pair, admins: adminsAmong(dataset, pair.roles) }))
    .sort((a, b) => compareText(a.key, b.key));
}

function adminsAmong(dataset: Dataset, roles: ReadonlySet<string>): number {
  let admins = 0;
  for (const role of roles) if (principalOf(dataset, role).admin) admins++;
  return admins;
}

function pairWords({ admins, roles }: Pair): Shown {
  if (admins > 0) return shown(`${roles.size} · ★${admins}`);
  return shown(roles.size > 1 ? String(roles.size) : "");
}

/** Whether every edge of a bundle takes a condition. */
export function isConditional(pair: Pair): boolean {
  return pair.conditional === pair.edges;
}

/** A bundle as a line of the picture. */
export function pairLine(pair: Pair): LineContent {
  const { admins, roles, edges } = pair;
  const conditional = isConditional(pair);
  return {
    key: pair.key,
    from: pair.from.key,
    to: pair.to.key,
    style: conditional ? "conditional" : "allowed",
    label: pairWords(pair),
    full: shownLines(
      `${pair.from.title} → ${pair.to.title}`,
      `${counted(roles.size, "role")} can be entered${conditional ? ", under conditions" : ""}${admins > 0 ? `, ${admins} of them administrator` : ""}`,
      counted(edges, "direct edge"),
    ),
    cross: true,
    tone: admins > 0 ? "admin" : pair.from.outside ? "outside" : "plain",
    hot: false,
    faint: false,
    weight: roles.size,
    go: pairRoute(pair),
  };
}

/**
 * What the sources of a pair are called in a path question. An outside account asked for by its number stands for
 * principals that its administrator could create; those that policies name have to be asked for themselves.
 */
function sourceSelector({ from, sources }: Pair): string {
  if (!from.outside) return from.selector;
  const [only] = sources;
  if (sources.size === 1 && only !== undefined) return only;
  const named = from.icon === "account" && [...sources].every((id) => id.startsWith("arn:"));
  return named ? `arn:*:iam::${from.key}:*` : from.selector;
}

/** The organization as a whole is no useful end of a path: its single role says more. */
export function pairRoute(pair: Pair): Route {
  const [only] = pair.roles;
  return pair.from === wholeOrganization && only !== undefined
    ? focusRoute(only)
    : pathRoute(sourceSelector(pair), pair.to.selector);
}

/** A bundle as a row of the table. */
export function pairRow(pair: Pair, go: Route = pairRoute(pair)): AccountPairRow {
  return {
    key: pair.key,
    from: shown(pair.from.title),
    to: shown(pair.to.title),
    roles: pair.roles.size,
    edges: pair.edges,
    conditional: pair.conditional,
    admins: pair.admins,
    go,
  };
}
