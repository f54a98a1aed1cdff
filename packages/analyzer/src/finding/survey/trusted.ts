import { vendorOf } from "../../world/vendor/vendor.js";
import type { Survey } from "./survey.js";

/** Whether the party, an account or an organization by its id, is one that the reader of the findings trusts, by id or by the vendor's name. */
export function isTrusted({ trusted }: Survey, party: string): boolean {
  const vendor = vendorOf(party)?.toLowerCase() ?? null;
  return (
    trusted.accounts.has(party) ||
    trusted.organizations.has(party) ||
    (vendor !== null && trusted.vendors.has(vendor))
  );
}
