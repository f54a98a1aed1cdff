import type { RolePrincipal } from "../../world/entity.js";
import { vendorOf } from "../../world/vendor/vendor.js";
import type { World } from "../../world/world.js";
import type { Way } from "../survey/way.js";

/** `account 111122223333 (prod-web)`; for an account outside the vendor's name, where it is known. */
export function accountText(world: World, account: string): string {
  const name =
    world.accounts.get(account)?.name ?? world.memberships.get(account)?.name ?? vendorOf(account) ?? null;
  return `account ${account}${name === null || name === account ? "" : ` (${name})`}`;
}

/** The role with where it is: `Deploy in account 111122223333 (prod-web)`. */
export function roleText(world: World, role: RolePrincipal): string {
  return `${role.name} in ${accountText(world, role.account)}`;
}

/** What a way asks for, as a sentence; empty when it asks for nothing. */
export function askText(way: Way): string {
  return way.length === 0 ? "" : ` It only asks that ${joined(way.map(({ text }) => text))}.`;
}

/** `a`, `a and b`, `a, b and c`; from six on, how many more. */
export function joined(items: readonly string[], shownMax = 5): string {
  const shown = items.slice(0, shownMax);
  if (items.length > shownMax) return `${shown.join(", ")} and ${items.length - shownMax} more`;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}

/** The last part of an ARN, other ids whole. */
export function shortId(id: string): string {
  return id.startsWith("arn:") ? id.slice(id.lastIndexOf("/") + 1) : id;
}

/** A principal as findings name it, in a sentence: an account with its name, a user or role by its own. */
export function principalText(world: World, id: string): string {
  if (id === "*") return "everyone";
  return /^\d{12}$/.test(id) ? accountText(world, id) : shortId(id);
}

/** Sorted, without doubles. */
export function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)].toSorted();
}
