import type { FederatedCaller } from "../../answer.js";
import type { RolePrincipal, UserPrincipal } from "../../world/entity.js";
import type { SsoUser } from "../../world/identity-center.js";
import type { PolicyRef } from "../../world/policy-ref.js";
import { type SessionState, someSession } from "./session.js";

/**
 * Who calls. Semantics 1.1.
 *
 * `sso-user` is a person of IAM Identity Center; `foreign` is a named principal of an account that was not collected, `account` any principal that the account's
 * administrator could create, `anyone` any AWS principal of an account that nothing is known of.
 */
export type Caller = (
  | { readonly kind: "user"; readonly user: UserPrincipal }
  | { readonly kind: "role"; readonly role: RolePrincipal; readonly session: SessionState }
  | ForeignCaller
  | { readonly kind: "account"; readonly account: string }
  | { readonly kind: "anyone" }
  | { readonly kind: "service"; readonly name: string }
  | { readonly kind: "sso-user"; readonly user: SsoUser }
  | FederatedSource
  | { readonly kind: "root"; readonly account: string; readonly arn: string }
  | { readonly kind: "federation-token"; readonly account: string; readonly arn: string }
) & {
  /** The session policy that the caller passes with its call: it narrows the session that the call opens. */
  readonly passes?: PolicyRef;
};

export interface ForeignCaller {
  readonly kind: "foreign";
  readonly account: string;
  readonly partition: string;
  readonly form: "user" | "role" | "session";
  /** User or role ARN; for a session the role ARN without path, as far as it is known. */
  readonly arn: string;
  readonly name: string;
  readonly sessionName: string | null;
}

export interface FederatedSource {
  readonly kind: "federated";
  readonly type: "saml" | "oidc";
  /** ARN of the provider entity, or the name of a built-in one. */
  readonly provider: string;
  /** Host and path of the issuer; null for SAML. */
  readonly issuer: string | null;
  readonly account: string | null;
  readonly token: FederatedCaller;
}

/** A user or a role of the snapshot. */
export type OwnCaller = Caller & { readonly kind: "user" | "role" };

export function isOwnCaller(caller: Caller): caller is OwnCaller {
  return caller.kind === "user" || caller.kind === "role";
}

/** The role, by a session that nothing is known of. */
export function bySomeSession(role: RolePrincipal): OwnCaller & { readonly kind: "role" } {
  return { kind: "role", role, session: someSession(null) };
}

/** The user, or the role by a session that nothing is known of. */
export function asCaller(principal: UserPrincipal | RolePrincipal): OwnCaller {
  return principal.kind === "user" ? { kind: "user", user: principal } : bySomeSession(principal);
}

/** The user or role of the snapshot that calls; null for all others. */
export function principalOf(caller: Caller): UserPrincipal | RolePrincipal | null {
  if (caller.kind === "user") return caller.user;
  return caller.kind === "role" ? caller.role : null;
}

/** The account of the caller, where it has one. */
export function accountOf(caller: Caller): string | null {
  switch (caller.kind) {
    case "user":
      return caller.user.account;
    case "role":
      return caller.role.account;
    case "foreign":
    case "account":
    case "root":
    case "federation-token":
      return caller.account;
    default:
      return null;
  }
}

/** Built-in web identity providers: they need no provider entity. IAM User Guide, "Principal". */
export const BUILT_IN_PROVIDERS: ReadonlySet<string> = new Set([
  "cognito-identity.amazonaws.com",
  "accounts.google.com",
  "graph.facebook.com",
  "www.amazon.com",
]);
