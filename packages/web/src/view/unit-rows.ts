import type { Severity } from "@rolepath/analyzer";
import type { AccountRow } from "../protocol.js";
import type { Shown } from "../text.js";

/** An organizational unit with its accounts and what they come to together. */
export interface UnitRow extends Pick<AccountRow, "users" | "roles" | "entered" | "findings"> {
  readonly unit: Shown;
  readonly accounts: readonly AccountRow[];
}

export const severities: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

/** The accounts that have all the words in name, number or unit, by unit; the worst findings first, in both. */
export function unitRows(accounts: readonly AccountRow[], text: string): readonly UnitRow[] {
  const words = text.toLowerCase().split(/\s+/);
  const byUnit = new Map<Shown, AccountRow[]>();
  for (const account of accounts) {
    const haystack = `${account.title}\n${account.id}\n${account.unit}`.toLowerCase();
    if (!words.every((word) => haystack.includes(word))) continue;
    const list = byUnit.get(account.unit);
    if (list === undefined) byUnit.set(account.unit, [account]);
    else list.push(account);
  }
  return [...byUnit].map(([unit, list]) => rowOf(unit, list)).sort(worstFirst);
}

function rowOf(unit: Shown, accounts: readonly AccountRow[]): UnitRow {
  const findings: Partial<Record<Severity, number>> = {};
  for (const account of accounts)
    for (const severity of severities) {
      const count = account.findings[severity];
      if (count !== undefined) findings[severity] = (findings[severity] ?? 0) + count;
    }
  const sum = (of: (account: AccountRow) => number): number =>
    accounts.reduce((total, account) => total + of(account), 0);
  return {
    unit,
    accounts: accounts.toSorted(worstFirst),
    users: sum(({ users }) => users),
    roles: sum(({ roles }) => roles),
    entered: sum(({ entered }) => entered),
    findings,
  };
}

// Sorting is stable: where findings are the same, the order of the organization stays.
function worstFirst(a: Pick<AccountRow, "findings">, b: Pick<AccountRow, "findings">): number {
  for (const severity of severities) {
    const difference = (b.findings[severity] ?? 0) - (a.findings[severity] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
