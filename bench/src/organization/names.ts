import type { Random } from "../random.js";
import type { OrganizationOptions } from "./options.js";

/** `o-…` of every generated organization. */
export const organizationId = "o-generated01";

/** Twelve digits, never beginning with 0; the first account manages the organization. */
export function accountId(index: number): string {
  return String(100_000_000_000 + index * 7_919);
}

/** Accounts for each organizational unit: ten thousand accounts stay below the 2,000 units that AWS allows. */
const UNIT_SIZE = 6;

/** The unit that holds the account; the first one holds what is shared. */
export function unitOf(account: number): number {
  return Math.floor(account / UNIT_SIZE);
}

export function unitId(unit: number): string {
  return `ou-gen1-${String(unit).padStart(8, "0")}`;
}

export function unitCount({ accounts }: OrganizationOptions): number {
  return unitOf(accounts - 1) + 1;
}

export function roleArn(account: number, path: string, name: string): string {
  return `arn:aws:iam::${accountId(account)}:role${path}${name}`;
}

/** Accounts that the others trust: the first manages the organization, then audit, tooling, logs and network. */
const HUB_COUNT = 5;

/** An account that others let in: half of the time a hub, else any. */
export function trustedAccount(random: Random, { accounts }: OrganizationOptions): number {
  return random.below(random.chance(0.5) ? Math.min(HUB_COUNT, accounts) : accounts);
}

/** The role of an account with which pipelines enter others. */
export const PIPELINE = "pipeline";
/** The role of an account with which its team works. */
export const TEAM = "team";

/** `AROA` and the like, unique in the organization. */
export function uniqueId(prefix: string, account: number, index: number): string {
  return `${prefix}${account.toString(36).toUpperCase().padStart(5, "0")}${index.toString(36).toUpperCase().padStart(8, "0")}GEN`;
}
