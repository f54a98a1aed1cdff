import type { AccountModel } from "./dataset.js";
import { laneTitle } from "./overview-lanes.js";

/** An organizational unit, or one with all that are below it. */
export interface Unit {
  /** From the root down, as a filter names it. */
  readonly path: string;
  readonly name: string;
}

/** Units that accounts are gathered by. */
export interface Units {
  readonly all: readonly Unit[];
  /** The unit of an account, by its id. */
  of(account: string): Unit | undefined;
}

/**
 * The units of the accounts, in their order; where there are more than `countMax`, those of a higher level.
 *
 * @param accounts those of one unit beside each other
 */
export function unitsOf(accounts: readonly AccountModel[], countMax: number): Units {
  const deepest = accounts.reduce((depth, { units }) => Math.max(depth, units.length), 1);
  for (let depth = deepest; ; depth--) {
    const byPath = new Map<string, Unit>();
    const byAccount = new Map<string, Unit>();
    for (const account of accounts) {
      const units = account.units.slice(0, depth);
      const path = laneTitle({ ...account, units });
      const unit = byPath.get(path) ?? { path, name: units.at(-1) ?? path };
      byPath.set(path, unit);
      byAccount.set(account.id, unit);
    }
    if (byPath.size <= countMax || depth === 1)
      return { all: [...byPath.values()], of: (account) => byAccount.get(account) };
  }
}
