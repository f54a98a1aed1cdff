import { KNOWN_ACCOUNTS } from "./known-accounts.js";

let owners: ReadonlyMap<string, string> | null = null;

/** Whose account it publicly is known to be: the vendor's name as the list spells it; null for one that it does not have. */
export function vendorOf(account: string): string | null {
  owners ??= new Map(
    KNOWN_ACCOUNTS.split("\n").flatMap((line) => {
      const [name = "", accounts = ""] = line.split("=");
      return accounts
        .split(",")
        .map((id): [string, string] => [parseInt(id, 36).toString().padStart(12, "0"), name]);
    }),
  );
  return owners.get(account) ?? null;
}
