import type { EdgeInfo } from "@rolepath/analyzer";
import { counted, type Shown, shown } from "../text.js";
import { accountOf, type Dataset } from "./dataset.js";
import { compareText, principalOf } from "./principal.js";

// What every well-kept organization has: nobody learns anything from seeing it drawn, and drawn it hides what is
// surprising. It is never dropped silently: it is counted, listed by reason, and one click shows it.

const managementRoles =
  /^(OrganizationAccountAccessRole|AWSControlTowerExecution|stacksets-exec-.*|AWSCloudFormationStackSetExecutionRole)$/;
const rollOutShare = 0.75;
const rollOutLeast = 4;

/** Name without the random end that machines give: `stacksets-exec-0123abcd` is the same role in each account. */
function roleName(dataset: Dataset, id: string): string {
  return principalOf(dataset, id).name.replace(/[-_][0-9a-f]{8,32}$/, "-…");
}

/** Roles of one name that one account may enter in nearly every other account: rolled out by a machine. */
function rollOuts(dataset: Dataset): ReadonlyMap<string, ReadonlySet<string>> {
  const targets = new Map<string, Set<string>>();
  for (const edge of dataset.edges) {
    if (!edge.crossAccount) continue;
    const from = principalOf(dataset, edge.from);
    if (from.outside || from.account === "") continue;
    const key = `${from.account} ${roleName(dataset, edge.to)}`;
    targets.set(key, (targets.get(key) ?? new Set()).add(principalOf(dataset, edge.to).account));
  }
  const collected = [...dataset.accounts.values()].filter((account) => account.collected).length;
  const least = Math.max(rollOutLeast, Math.ceil((collected - 1) * rollOutShare));
  return new Map([...targets].filter(([, accounts]) => accounts.size >= least));
}

export interface Baseline {
  /** Why an edge is expected, in words; null for one that is not. */
  reasonOf(edge: EdgeInfo): string | null;
}

/** Knows which edges of an organization are expected. */
export function findBaseline(dataset: Dataset): Baseline {
  const rolled = rollOuts(dataset);
  return {
    reasonOf(edge) {
      const from = principalOf(dataset, edge.from);
      const to = principalOf(dataset, edge.to);
      if (to.kind === "service-linked-role") return "service-linked roles";
      if (from.kind === "saml" && to.kind === "sso-role") return "Identity Center sign-in";
      if (from.outside) return null;
      const role = roleName(dataset, edge.to);
      if (accountOf(dataset, from.account).management && managementRoles.test(to.name))
        return `management account into ${role}`;
      const accounts = rolled.get(`${from.account} ${role}`);
      if (accounts === undefined || !edge.crossAccount) return null;
      return `${accountOf(dataset, from.account).name} into ${role}, the same in ${accounts.size} accounts`;
    },
  };
}

/** The reasons with their counts, most first: `34 edges: Identity Center sign-in`. */
export function baselineGroups(reasons: readonly string[]): readonly Shown[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
    .map(([reason, count]) => shown(`${counted(count, "edge")}: ${reason}`));
}
