import type { PolicyRef } from "./policy-ref.js";
import type { Tags } from "./tags.js";

/** What the engine knows of a user or a role, resolved and ready to be asked. */
export interface Principal {
  readonly kind: "user" | "role";
  readonly arn: string;
  readonly partition: string;
  readonly account: string;
  readonly name: string;
  readonly path: string;
  /** `AIDA…` or `AROA…`. */
  readonly uniqueId: string;
  readonly tags: Tags;
  /** Inline and attached policies, own and those of groups. */
  readonly identityPolicies: readonly PolicyRef[];
  readonly boundary: PolicyRef | null;
  readonly createdAt: string | null;
  readonly attached: Attached;
}

/** What hangs on a principal, by ARN: what a change of IAM would have to change. */
export interface Attached {
  readonly boundaryArn: string | null;
  /** Managed policies, own and those of groups. */
  readonly managedPolicyArns: readonly string[];
  /** Users only. */
  readonly groupArns: readonly string[];
  /** Roles only: without one no EC2 instance can have the role. */
  readonly instanceProfileArns: readonly string[];
}

export const NOTHING_ATTACHED: Attached = {
  boundaryArn: null,
  managedPolicyArns: [],
  groupArns: [],
  instanceProfileArns: [],
};

/** A group of users, as what its members hold. */
export interface GroupEntry {
  readonly arn: string;
  readonly name: string;
  readonly policies: readonly PolicyRef[];
}

export interface UserPrincipal extends Principal {
  readonly kind: "user";
}

export interface RolePrincipal extends Principal {
  readonly kind: "role";
  readonly trust: PolicyRef;
  /** 3600 where the snapshot does not tell. */
  readonly maxSessionSeconds: number;
  /** When the role was last used, `never` where IAM saw no use of it, null where the snapshot does not tell. */
  readonly lastUsed: string | null;
  /** Path `/aws-service-role/…`: exempt from SCPs and RCPs, fixed trust. */
  readonly serviceLinked: boolean;
  /** `AWSReservedSSO_…` under `/aws-reserved/sso.amazonaws.com/`. */
  readonly identityCenter: boolean;
}

/** The identity providers of an account; `null` where they were not collected. */
export interface Providers {
  readonly saml: ReadonlySet<string>;
  /** Provider ARN → audiences; `null` where they were not collected. */
  readonly oidc: ReadonlyMap<string, readonly string[] | null>;
}
