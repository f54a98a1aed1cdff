import { KNOWN_ACCOUNTS } from "./known-accounts.js";

let owners: ReadonlyMap<string, string> | null = null;

/** Whose account it publicly is known to be: the vendor's name as the list spells it; null for one that it does not have. */
export function vendorOf(account: string): string | null {
  owners ??= new Map(listed());
  return owners.get(account) ?? null;
}

function listed(): [account: string, owner: string][] {
  let first = 0;
  return KNOWN_ACCOUNTS.split("\n").flatMap((line) => {
    const [name = "", steps = ""] = line.split("=");
    let id = first;
    const ids = steps.split(",").map((step) => {
      id += parseInt(step, 36);
      return id;
    });
    first = ids[0] ?? first;
    return ids.map((one): [string, string] => [String(one).padStart(12, "0"), name]);
  });
}
