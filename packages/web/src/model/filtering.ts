import type { EdgeInfo, PathResult, PrincipalInfo } from "@rolepath/analyzer";
import { type Filter, type KindGroup, kindGroups } from "../filter.js";
import type { FilterView } from "../protocol.js";
import { type Shown, shown } from "../text.js";
import { accountOf, type Dataset } from "./dataset.js";
import { laneTitle } from "./overview-lanes.js";
import { compareText, principalOf } from "./principal.js";

// What a filter leaves of edges and chains. Nothing is left out without being counted.

function kindOf(info: PrincipalInfo): KindGroup | undefined {
  return (Object.keys(kindGroups) as KindGroup[]).find((group) =>
    (kindGroups[group] as readonly string[]).includes(info.kind),
  );
}

function hasTag(info: PrincipalInfo, tag: string): boolean {
  const at = tag.indexOf("=");
  const key = (at < 0 ? tag : tag.slice(0, at)).trim().toLowerCase();
  const value =
    at < 0
      ? null
      : tag
          .slice(at + 1)
          .trim()
          .toLowerCase();
  return Object.entries(info.tags).some(
    ([name, content]) =>
      name.toLowerCase() === key && (value === null || content.toLowerCase().includes(value)),
  );
}

function inPlace(dataset: Dataset, filter: Filter, info: PrincipalInfo): boolean {
  return (
    (filter.account === "" || info.account === filter.account) &&
    (filter.unit === "" ||
      (dataset.accounts.has(info.account) && laneTitle(accountOf(dataset, info.account)) === filter.unit)) &&
    (filter.tag === "" || hasTag(info, filter.tag))
  );
}

function isKind(filter: Filter, info: PrincipalInfo): boolean {
  const kind = kindOf(info);
  return filter.kinds.length === 0 || (kind !== undefined && filter.kinds.includes(kind));
}

/** Keeps the direct edges of an overview: where either end is in the place asked for. */
export function keepsEdge(dataset: Dataset, filter: Filter, edge: EdgeInfo): boolean {
  const from = principalOf(dataset, edge.from);
  const to = principalOf(dataset, edge.to);
  return (
    (filter.verdict === "" || edge.verdict === filter.verdict) &&
    isKind(filter, from) &&
    (inPlace(dataset, filter, from) || inPlace(dataset, filter, to)) &&
    (!filter.cross || edge.crossAccount) &&
    (!filter.outside || from.outside) &&
    (!filter.admin || to.admin)
  );
}

/** Keeps what a focus view reaches on one side: `in` who can become it, `out` what it can become. */
export function keepsReached(
  dataset: Dataset,
  filter: Filter,
  side: "in" | "out",
  focus: string,
  far: string,
  result: PathResult,
): boolean {
  const info = principalOf(dataset, far);
  return (
    (filter.verdict === "" || result.verdict === filter.verdict) &&
    isKind(filter, info) &&
    inPlace(dataset, filter, info) &&
    (!filter.cross || info.account !== principalOf(dataset, focus).account) &&
    // Chains begin outside and end at administrators: each word narrows the side that it speaks of.
    (!filter.outside || side === "out" || info.outside) &&
    (!filter.admin || side === "in" || info.admin)
  );
}

/** Keeps whole chains: by the kind of their start, and by any place that they pass. */
export function keepsChain(dataset: Dataset, filter: Filter, result: PathResult): boolean {
  const infos = result.path.map((id) => principalOf(dataset, id));
  const [first] = infos;
  const last = infos[infos.length - 1];
  return (
    (filter.verdict === "" || result.verdict === filter.verdict) &&
    (first === undefined || isKind(filter, first)) &&
    infos.some((info) => inPlace(dataset, filter, info)) &&
    (filter.hops === 0 || result.hops.length <= filter.hops) &&
    (!filter.cross || new Set(infos.map((info) => info.account)).size > 1) &&
    (!filter.outside || first?.outside === true) &&
    (!filter.admin || last?.admin === true)
  );
}

/** The choices that a filter offers, and how much of everything is left. */
export function filterView(
  dataset: Dataset,
  subject: FilterView["subject"],
  counts: { readonly shown: number; readonly total: number },
): FilterView {
  const units = new Set<string>();
  const accounts: { id: string; name: Shown }[] = [];
  for (const account of dataset.accounts.values()) {
    units.add(laneTitle(account));
    accounts.push({ id: account.id, name: shown(account.name) });
  }
  const tags = new Set<string>();
  for (const info of dataset.principals.values()) for (const key of Object.keys(info.tags)) tags.add(key);
  return {
    subject,
    ...counts,
    accounts: accounts.sort((a, b) => compareText(a.name, b.name)),
    units: [...units].sort(compareText).map((unit) => ({ value: unit, name: shown(unit) })),
    tags: [...tags].sort(compareText).slice(0, 200),
  };
}
