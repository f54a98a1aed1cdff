import type { Survey } from "./survey.js";

/** Whether the party, an account or an organization by its id, is one that the reader of the findings trusts. */
export function isTrusted({ trusted }: Survey, party: string): boolean {
  return trusted.accounts.has(party) || trusted.organizations.has(party);
}
