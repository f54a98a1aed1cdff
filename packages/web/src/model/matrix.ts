import { compareText } from "@rolepath/analyzer";
import { filterCount } from "../filter.js";
import type { MatrixSide, MatrixView } from "../protocol.js";
import type { OverviewRoute, Route } from "../route.js";
import { type Shown, shown } from "../text.js";
import type { AccountModel, Dataset } from "./dataset.js";
import { inOrder, laneTitle } from "./overview-lanes.js";
import { isConditional, mergedPairs, type Pair, pairRoute } from "./pair.js";
import type { Party } from "./party.js";
import { type Unit, unitsOf } from "./unit.js";

/** More accounts than this are a matrix: lines between so many cards could not be followed. */
export const picturedAccountsMax = 30;

/** More rows and columns than this have no room on a screen: then they are organizational units. */
const sidesMax = 200;

/** What leads from where to where in an overview of many accounts: the accounts, or their organizational units. */
export interface Sides {
  readonly of: MatrixView["of"];
  readonly sides: readonly MatrixSide[];
  readonly pairs: readonly Pair[];
  /** Where a pair leads. */
  routeOf(pair: Pair): Route;
}

/** Accounts and the pairs between them; units and the pairs between those where the accounts are too many. */
export function sidesOf(dataset: Dataset, pairs: readonly Pair[], route: OverviewRoute): Sides {
  const all = inOrder(dataset);
  if (all.length <= sidesMax) return accountSides(all, pairs);
  const ends = new Set(pairs.flatMap(({ from, to }) => [from.key, to.key]));
  const left = all.filter(({ id }) => ends.has(id));
  // What a filter leaves may be few enough. Without one, no account is left out.
  const isNarrowed = filterCount(route.filter) > 0 && left.length <= sidesMax;
  return isNarrowed ? accountSides(left, pairs) : unitSides(dataset, all, pairs, route);
}

function accountSides(accounts: readonly AccountModel[], pairs: readonly Pair[]): Sides {
  const sides = accounts.map((account) => ({
    key: account.id,
    title: shown(account.name),
    unit: shown(laneTitle(account)),
    outside: false,
  }));
  return { of: "account", sides, pairs, routeOf: pairRoute };
}

function unitSides(
  dataset: Dataset,
  accounts: readonly AccountModel[],
  pairs: readonly Pair[],
  route: OverviewRoute,
): Sides {
  const units = unitsOf(accounts, sidesMax);
  const narrowed = ({ path }: Unit): OverviewRoute => ({
    ...route,
    filter: { ...route.filter, unit: path },
  });
  const parties = new Map(
    units.all.map((unit): [Unit, Party] => [
      unit,
      {
        key: `unit ${unit.path}`,
        title: unit.path,
        subtitle: "organizational unit",
        icon: "group",
        outside: false,
        go: narrowed(unit),
        selector: `accounts:${unit.path}`,
      },
    ]),
  );
  const partyOf = (party: Party): Party => {
    const unit = units.of(party.key);
    return (unit === undefined ? undefined : parties.get(unit)) ?? party;
  };
  return {
    of: "unit",
    sides: units.all.map((unit) => ({
      key: `unit ${unit.path}`,
      title: shown(unit.name),
      unit: shown("Units"),
      outside: false,
    })),
    pairs: mergedPairs(dataset, pairs, partyOf),
    routeOf: ({ to }) => to.go,
  };
}

/**
 * Who enters whom: rows lead into columns. Rows and columns stand in the same order, by organizational unit, with the
 * outside world as rows above them.
 */
export function matrixView({ of, sides, pairs, routeOf }: Sides): MatrixView {
  const columnAt = new Map(sides.map((side, index) => [side.key, index]));
  const outside = new Map<string, MatrixSide>();
  for (const { from } of pairs)
    if (!columnAt.has(from.key))
      outside.set(from.key, {
        key: from.key,
        title: shown(from.title),
        unit: shown(from.outside ? "Outside world" : "Organization"),
        outside: from.outside,
      });
  const rows = [
    ...[...outside.values()].sort((a, b) => compareText(a.unit, b.unit) || compareText(a.title, b.title)),
    ...sides,
  ];
  const rowAt = new Map(rows.map((side, index) => [side.key, index]));
  const drawn = pairs.filter(({ to }) => columnAt.has(to.key));
  return {
    of,
    rows,
    columns: sides,
    rowUnits: unitsBeside(rows),
    columnUnits: unitsBeside(sides),
    cells: {
      row: drawn.map(({ from }) => rowAt.get(from.key)!),
      column: drawn.map(({ to }) => columnAt.get(to.key)!),
      roles: drawn.map(({ roles }) => roles.size),
      admins: drawn.map(({ admins }) => admins),
      conditional: drawn.map((pair) => Number(isConditional(pair))),
      go: drawn.map(routeOf),
    },
  };
}

function unitsBeside(sides: readonly MatrixSide[]): MatrixView["rowUnits"] {
  const units: { title: Shown; first: number; count: number }[] = [];
  sides.forEach((side, index) => {
    const last = units[units.length - 1];
    if (last !== undefined && last.title === side.unit) last.count++;
    else units.push({ title: side.unit, first: index, count: 1 });
  });
  return units;
}
