import type { Severity } from "@rolepath/analyzer";
import type { AccountRow } from "../protocol.js";
import { accountRoute } from "../route.js";
import { shown } from "../text.js";
import type { Dataset } from "./dataset.js";
import { oncePer } from "./once.js";
import { inOrder, laneTitle } from "./overview-lanes.js";
import type { Pair } from "./pair.js";
import { principalOf } from "./principal.js";

type Counts = Partial<Record<Severity, number>>;

/** The accounts with what there is in them, and what can be entered from elsewhere. */
export function accountRows(dataset: Dataset, pairs: readonly Pair[]): readonly AccountRow[] {
  const entered = new Map<string, Set<string>>();
  for (const { to, roles } of pairs) entered.set(to.key, new Set([...(entered.get(to.key) ?? []), ...roles]));
  const findings = findingsByAccount(dataset);
  const collected = new Map(
    dataset.analysis.snapshot.accounts.map(({ id, authorizationDetails }) => [id, authorizationDetails]),
  );
  return inOrder(dataset).map((account): AccountRow => {
    const details = collected.get(account.id);
    return {
      id: account.id,
      title: shown(account.name),
      unit: shown(laneTitle(account)),
      outside: !account.collected,
      users: details?.UserDetailList.length ?? 0,
      roles: details?.RoleDetailList.length ?? 0,
      entered: entered.get(account.id)?.size ?? 0,
      findings: findings.get(account.id) ?? {},
      go: accountRoute(account.id),
    };
  });
}

const findingsByAccount = oncePer((dataset): ReadonlyMap<string, Counts> => {
  const byAccount = new Map<string, Counts>();
  for (const { account, resource, severity } of dataset.check.findings) {
    // The page of an account lists them by either.
    for (const id of new Set([account, principalOf(dataset, resource).account])) {
      if (id === undefined) continue;
      const counts = byAccount.get(id) ?? {};
      counts[severity] = (counts[severity] ?? 0) + 1;
      byAccount.set(id, counts);
    }
  }
  return byAccount;
});
