import type { MatrixSide, MatrixView } from "../protocol.js";
import { type Shown, shown } from "../text.js";
import type { Dataset } from "./dataset.js";
import { inOrder, laneTitle } from "./overview-lanes.js";
import { type Pair, pairCount, pairRoute } from "./pair.js";
import { compareText } from "./principal.js";

/** More accounts than this are a matrix: lines between so many cards could not be followed. */
export const picturedAccountsMax = 30;

/**
 * Who enters whom, account by account: rows lead into columns. Rows and columns stand in the same order, by
 * organizational unit, with the outside world as rows above them.
 */
export function matrixView(dataset: Dataset, pairs: readonly Pair[]): MatrixView {
  const outside = new Map<string, MatrixSide>();
  for (const { from } of pairs) {
    if (dataset.accounts.has(from.key)) continue;
    outside.set(from.key, {
      key: from.key,
      title: shown(from.title),
      unit: shown(from.outside ? "Outside world" : "Organization"),
    });
  }
  const accounts = inOrder(dataset).map(
    (account): MatrixSide => ({
      key: account.id,
      title: shown(account.name),
      unit: shown(laneTitle(account)),
    }),
  );
  const rows = [
    ...[...outside.values()].sort((a, b) => compareText(a.unit, b.unit) || compareText(a.title, b.title)),
    ...accounts,
  ];
  const rowAt = new Map(rows.map((side, index) => [side.key, index]));
  const columnAt = new Map(accounts.map((side, index) => [side.key, index]));
  return {
    rows,
    columns: accounts,
    rowUnits: unitsOf(rows),
    columnUnits: unitsOf(accounts),
    cells: pairs.flatMap((pair) => {
      const row = rowAt.get(pair.from.key);
      const column = columnAt.get(pair.to.key);
      if (row === undefined || column === undefined) return [];
      return [
        {
          row,
          column,
          ...pairCount(dataset, pair),
          outside: pair.from.outside,
          go: pairRoute(pair),
        },
      ];
    }),
  };
}

function unitsOf(sides: readonly MatrixSide[]): MatrixView["rowUnits"] {
  const units: { title: Shown; first: number; count: number }[] = [];
  sides.forEach((side, index) => {
    const last = units[units.length - 1];
    if (last !== undefined && last.title === side.unit) last.count++;
    else units.push({ title: side.unit, first: index, count: 1 });
  });
  return units;
}
