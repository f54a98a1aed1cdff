import type { EdgeInfo } from "@rolepath/analyzer";
import type { LineContent } from "../layout/picture.js";
import type { AccountPairRow } from "../protocol.js";
import { focusRoute, pathRoute, type Route } from "../route.js";
import { counted, type Shown, shown, shownLines } from "../text.js";
import type { Dataset } from "./dataset.js";
import { organizationWideRoles, wholeOrganization } from "./org-wide.js";
import { type Party, partyOf } from "./party.js";
import { compareText, principalOf } from "./principal.js";

/** All direct edges from one party to another. */
export interface Pair {
  readonly from: Party;
  readonly to: Party;
  readonly edges: EdgeInfo[];
}

/** Edges bundled by the parties at their ends; those inside one account and those of AWS services are left out. */
export function pairsOf(dataset: Dataset, edges: readonly EdgeInfo[]): readonly Pair[] {
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

/** A bundle as a line of the picture. */
export function pairLine(dataset: Dataset, pair: Pair): LineContent {
  const admins = adminTargets(dataset, pair);
  const conditional = pair.edges.every((edge) => edge.verdict === "conditional");
  return {
    key: `${pair.from.key} ${pair.to.key}`,
    from: pair.from.key,
    to: pair.to.key,
    style: conditional ? "conditional" : "allowed",
    label: pairWords(dataset, pair),
    full: shownLines(
      `${pair.from.title} → ${pair.to.title}`,
      `${counted(rolesOf(pair).size, "role")} can be entered${conditional ? ", under conditions" : ""}${admins > 0 ? `, ${admins} of them administrator` : ""}`,
      counted(pair.edges.length, "direct edge"),
    ),
    cross: true,
    tone: admins > 0 ? "admin" : pair.from.outside ? "outside" : "plain",
    hot: false,
    faint: false,
    weight: rolesOf(pair).size,
    go: pairRoute(pair),
  };
}

/**
 * What the sources of a pair are called in a path question. An outside account asked for by its number stands for
 * principals that its administrator could create; those that policies name have to be asked for themselves.
 */
function sourceSelector(pair: Pair): string {
  if (!pair.from.outside) return pair.from.selector;
  const sources = new Set(pair.edges.map((edge) => edge.from));
  const [only] = sources;
  if (sources.size === 1 && only !== undefined) return only;
  const named = pair.from.icon === "account" && [...sources].every((id) => id.startsWith("arn:"));
  return named ? `arn:*:iam::${pair.from.key}:*` : pair.from.selector;
}

/** What a bundle comes to: roles that can be entered, administrators among them, whether it always takes a condition. */
export function pairCount(
  dataset: Dataset,
  pair: Pair,
): { readonly roles: number; readonly admins: number; readonly conditional: boolean } {
  return {
    roles: rolesOf(pair).size,
    admins: adminTargets(dataset, pair),
    conditional: pair.edges.every((edge) => edge.verdict === "conditional"),
  };
}

/** The organization as a whole is no useful end of a path: its single role says more. */
export function pairRoute(pair: Pair): Route {
  const [only] = rolesOf(pair);
  return pair.from === wholeOrganization && only !== undefined
    ? focusRoute(only)
    : pathRoute(sourceSelector(pair), pair.to.selector);
}

/** A bundle as a row of the table. */
export function pairRow(dataset: Dataset, pair: Pair): AccountPairRow {
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
