import type { HopAction, PrincipalKind } from "@rolepath/analyzer";

/** The label of a node in graph databases: `ServiceLinkedRole`. */
export function nodeLabel(kind: PrincipalKind): string {
  return LABELS[kind];
}

const LABELS: Readonly<Record<PrincipalKind, string>> = {
  user: "User",
  role: "Role",
  "service-role": "ServiceRole",
  "service-linked-role": "ServiceLinkedRole",
  "sso-role": "SsoRole",
  service: "Service",
  saml: "SamlProvider",
  oidc: "OidcProvider",
  account: "Account",
  anyone: "Anyone",
  dangling: "Dangling",
};

/** The type of a relationship in graph databases: `ASSUME_ROLE_WITH_SAML`. */
export function relationshipType(action: HopAction): string {
  return TYPES[action];
}

const TYPES: Readonly<Record<HopAction, string>> = {
  "sts:AssumeRole": "ASSUME_ROLE",
  "sts:AssumeRoleWithSAML": "ASSUME_ROLE_WITH_SAML",
  "sts:AssumeRoleWithWebIdentity": "ASSUME_ROLE_WITH_WEB_IDENTITY",
  "sts:AssumeRoot": "ASSUME_ROOT",
};
