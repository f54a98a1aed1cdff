import type { SharedIssuer } from "./shared-issuer.js";
import { SHARED } from "./shared-issuers.js";

const BY_HOST = new Map(SHARED.map((issuer) => [issuer.host, issuer]));

/** The shared issuer of that host and path; null for a private one. */
export function sharedIssuer(host: string): SharedIssuer | null {
  return BY_HOST.get(host.toLowerCase()) ?? null;
}

/** The condition key of a claim, in lower case. */
export function claimKey(issuer: SharedIssuer, claim: string): string {
  return (claim.includes(":") ? claim : `${issuer.host}:${claim}`).toLowerCase();
}
