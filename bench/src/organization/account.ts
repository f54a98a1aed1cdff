import type { AccountSnapshot } from "@rolepath/snapshot";
import { leanAccount } from "./lean/account.js";
import type { OrganizationOptions } from "./options.js";
import { realAccount } from "./real/account.js";

/** One account of the organization; it depends on the options and its own number alone. */
export function generatedAccount(options: OrganizationOptions, account: number): AccountSnapshot {
  return options.lean ? leanAccount(options, account) : realAccount(options, account);
}
