import type { FederatedSource } from "../caller/caller.js";
import type { KeyKnowledge } from "../domain/knowledge.js";
import { boolSpec } from "../domain/spec.js";
import { claimOf } from "./federated-keys.js";
import { known } from "./known.js";

/** The claims by which an OIDC provider names the roles that its token is for: in a token, and as AWS calls it. */
const ROLES_CLAIMS = ["https://aws.amazon.com/roles", "roles"];

/**
 * Whether the token itself names the role, as `sts:RoleAuthorizedByIdp` has it; null for other keys.
 *
 * Service Authorization Reference, "AWS Security Token Service": a key of AssumeRoleWithWebIdentity alone.
 */
export function roleAuthorization(caller: FederatedSource, roleArn: string, id: string): KeyKnowledge | null {
  if (id !== "sts:roleauthorizedbyidp") return null;
  if (caller.type === "saml") return { kind: "absent", name: "sts:RoleAuthorizedByIdp" };
  const given = ROLES_CLAIMS.map((claim) => claimOf(caller, claim)).filter((roles) => roles !== undefined);
  if (given.length === 0 && caller.token.claimsComplete !== true) return OPEN;
  return known("sts:RoleAuthorizedByIdp", String(given.flat().includes(roleArn)))[1];
}

const OPEN: KeyKnowledge = {
  kind: "open",
  spec: boolSpec("sts:RoleAuthorizedByIdp", { kind: "claim", mayBeAbsent: false }),
};
