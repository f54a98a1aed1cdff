import { findingsRoute } from "../route.js";
import { allCrowds } from "./crowd.js";
import { oncePer } from "./once.js";
import type { Party } from "./party.js";

const share = 0.75;
const accountsLeast = 4;

/** The organization as a party: who may enter a role that nearly every account may enter. */
export const wholeOrganization: Party = {
  key: "org",
  title: "Any account",
  subtitle: "of this organization",
  icon: "group",
  outside: false,
  go: findingsRoute({ text: "org" }),
  selector: "arn:*:iam::*:*",
};

/**
 * Roles that principals of nearly all other accounts may enter. Drawn account by account they would be most of the
 * lines of an overview, and say one thing: anybody here gets in.
 */
export const organizationWideRoles = oncePer((dataset): ReadonlySet<string> => {
  const crowds = allCrowds(dataset);
  const collected = [...dataset.accounts.values()].filter((account) => account.collected).length;
  const least = Math.max(accountsLeast, Math.ceil((collected - 1) * share));
  const wide = new Set<string>();
  const sources = new Map<string, Set<string>>();
  for (const { from, to, crossAccount } of dataset.hops) {
    if (!crossAccount || wide.has(to)) continue;
    const accounts = sources.get(to) ?? new Set();
    crowds.forEach(from, ({ first }) => {
      if (dataset.accounts.has(first.account)) accounts.add(first.account);
    });
    if (accounts.size >= least) wide.add(to);
    else sources.set(to, accounts);
  }
  return wide;
});
