import { compareText, type HopInfo, type PrincipalInfo } from "@rolepath/analyzer";
import { counted, type Shown, shown } from "../text.js";
import { allCrowds } from "./crowd.js";
import { accountOf, type Dataset } from "./dataset.js";
import { oncePer } from "./once.js";
import { principalOf } from "./principal.js";

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

interface RollOuts {
  /** Names of roles that there are in nearly every account. */
  readonly names: ReadonlySet<string>;
  /** By account and name, the accounts where the one may enter the role. */
  readonly targets: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Roles of one name that one account may enter in nearly every other account: rolled out by a machine. */
function rollOuts(dataset: Dataset): RollOuts {
  const crossing = dataset.hops.filter((hop) => hop.crossAccount);
  const collected = [...dataset.accounts.values()].filter((account) => account.collected).length;
  const least = Math.max(rollOutLeast, Math.ceil((collected - 1) * rollOutShare));
  const many = <Entry extends readonly [string, ReadonlySet<string>]>(entries: Iterable<Entry>): Entry[] =>
    [...entries].filter(([, accounts]) => accounts.size >= least);
  const byName = new Map<string, Set<string>>();
  for (const { to } of crossing) addTo(byName, roleName(dataset, to), principalOf(dataset, to).account);
  // Only of these: a role that everybody may enter would else be counted for every account that may.
  const names = new Set(many(byName).map(([name]) => name));
  const crowds = allCrowds(dataset);
  const targets = new Map<string, Set<string>>();
  for (const hop of crossing) {
    const name = roleName(dataset, hop.to);
    const { account } = principalOf(dataset, hop.to);
    if (names.has(name))
      crowds.forEach(hop.from, ({ first }) => {
        if (!first.outside && first.account !== "") addTo(targets, `${first.account} ${name}`, account);
      });
  }
  return { names, targets: new Map(many(targets)) };
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

export interface Baseline {
  /** Whether somebody's hop like this may be expected; where not, nobody's is. */
  mayExpect(hop: HopInfo): boolean;
  /** Why this caller's hop is expected, in words; null for one that is not. */
  reasonOf(from: PrincipalInfo, hop: HopInfo): string | null;
}

/** Knows which edges of an organization are expected. */
export const findBaseline = oncePer((dataset): Baseline => {
  const rolled = rollOuts(dataset);
  return {
    mayExpect(hop) {
      const to = principalOf(dataset, hop.to);
      return (
        to.kind === "service-linked-role" ||
        to.kind === "sso-role" ||
        managementRoles.test(to.name) ||
        (hop.crossAccount && rolled.names.has(roleName(dataset, hop.to)))
      );
    },
    reasonOf(from, hop) {
      const to = principalOf(dataset, hop.to);
      if (to.kind === "service-linked-role") return "service-linked roles";
      if (from.kind === "saml" && to.kind === "sso-role") return "Identity Center sign-in";
      if (from.outside) return null;
      const role = roleName(dataset, hop.to);
      if (accountOf(dataset, from.account).management && managementRoles.test(to.name))
        return `management account into ${role}`;
      const accounts = rolled.targets.get(`${from.account} ${role}`);
      if (accounts === undefined || !hop.crossAccount) return null;
      return `${accountOf(dataset, from.account).name} into ${role}, the same in ${accounts.size} accounts`;
    },
  };
});

/** The reasons with their counts, most first: `34 edges: Identity Center sign-in`. */
export function baselineGroups(counts: ReadonlyMap<string, number>): readonly Shown[] {
  return [...counts]
    .sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
    .map(([reason, count]) => shown(`${counted(count, "edge")}: ${reason}`));
}
