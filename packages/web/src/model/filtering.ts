import { compareText, type HopInfo, type PathResult, type PrincipalInfo } from "@rolepath/analyzer";
import { type Filter, filterCount, type KindGroup, kindGroups } from "../filter.js";
import type { FilterView, ReachSide } from "../protocol.js";
import { type Shown, shown } from "../text.js";
import { allCrowds, Crowds } from "./crowd.js";
import { type AccountModel, accountOf, type Dataset } from "./dataset.js";
import { oncePer } from "./once.js";
import { laneTitle } from "./overview-lanes.js";
import { principalOf } from "./principal.js";

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

/** A unit holds the accounts of those below it too. */
function isUnder(account: AccountModel, unit: string): boolean {
  const title = laneTitle(account);
  return title === unit || title.startsWith(`${unit} / `);
}

function inPlace(dataset: Dataset, filter: Filter, info: PrincipalInfo): boolean {
  return (
    (filter.account === "" || info.account === filter.account) &&
    (filter.unit === "" ||
      (dataset.accounts.has(info.account) && isUnder(accountOf(dataset, info.account), filter.unit))) &&
    (filter.tag === "" || hasTag(info, filter.tag))
  );
}

function isKind(filter: Filter, info: PrincipalInfo): boolean {
  const kind = kindOf(info);
  return filter.kinds.length === 0 || (kind !== undefined && filter.kinds.includes(kind));
}

/** Which direct edges of an overview a filter keeps, of a hop: those of these callers; null for none. */
type EdgeFilter = (hop: HopInfo) => Crowds | null;

/** Keeps the edges of which either end is in the place asked for. */
export function edgeFilter(dataset: Dataset, filter: Filter): EdgeFilter {
  if (filterCount(filter) === 0) return () => allCrowds(dataset);
  const isCaller = (info: PrincipalInfo): boolean =>
    isKind(filter, info) && (!filter.outside || info.outside);
  const callers = new Crowds(dataset, isCaller);
  const callersInPlace = new Crowds(dataset, (info) => isCaller(info) && inPlace(dataset, filter, info));
  return (hop) => {
    const to = principalOf(dataset, hop.to);
    const keeps =
      (filter.verdict === "" || hop.verdict === filter.verdict) &&
      (!filter.cross || hop.crossAccount) &&
      (!filter.admin || to.admin);
    if (!keeps) return null;
    return inPlace(dataset, filter, to) ? callers : callersInPlace;
  };
}

/** Keeps what a focus view reaches on one side. */
export function keepsReached(
  dataset: Dataset,
  filter: Filter,
  side: ReachSide,
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
    (!filter.outside || side === "what" || info.outside) &&
    (!filter.admin || side === "who" || info.admin)
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
  return {
    subject,
    ...counts,
    accounts: accounts.sort((a, b) => compareText(a.name, b.name)),
    units: [...units].sort(compareText).map((unit) => ({ value: unit, name: shown(unit) })),
    tags: tagKeys(dataset),
  };
}

/** The keys of all tags. */
const tagKeys = oncePer((dataset): readonly string[] => {
  const tags = new Set<string>();
  for (const info of dataset.principals.values()) for (const key of Object.keys(info.tags)) tags.add(key);
  return [...tags].sort(compareText).slice(0, 200);
});
