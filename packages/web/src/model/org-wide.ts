import { findingsRoute } from "../route.js";
import type { Dataset } from "./dataset.js";
import type { Party } from "./party.js";
import { principalOf } from "./principal.js";

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
export function organizationWideRoles(dataset: Dataset): ReadonlySet<string> {
  const sources = new Map<string, Set<string>>();
  for (const edge of dataset.edges) {
    const from = principalOf(dataset, edge.from);
    if (!edge.crossAccount || !dataset.accounts.has(from.account)) continue;
    sources.set(edge.to, (sources.get(edge.to) ?? new Set()).add(from.account));
  }
  const collected = [...dataset.accounts.values()].filter((account) => account.collected).length;
  const least = Math.max(accountsLeast, Math.ceil((collected - 1) * share));
  return new Set([...sources].filter(([, accounts]) => accounts.size >= least).map(([role]) => role));
}
