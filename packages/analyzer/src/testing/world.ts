import type {
  AccountSnapshot,
  Json,
  Organization,
  PolicyDocument,
  Role,
  Snapshot,
  User,
} from "@rolepath/snapshot";

/** Documentation account ids, for tests. */
export const HOME = "111122223333";
export const OTHER = "444455556666";

/** A policy document of version 2012-10-17. */
export function policy(...statements: readonly { readonly [key: string]: Json }[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** `Allow sts:AssumeRole` for AWS principals. */
export function trust(aws: Json, condition?: Json, action: Json = "sts:AssumeRole"): PolicyDocument {
  return policy({
    Effect: "Allow",
    Principal: { AWS: aws },
    Action: action,
    ...(condition === undefined ? {} : { Condition: condition }),
  });
}

/** `Allow` of an action on all resources. */
export function allow(action: Json, resource: Json = "*", condition?: Json): PolicyDocument {
  return policy({
    Effect: "Allow",
    Action: action,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  });
}

type Entity = {
  readonly account?: string;
  readonly policies?: readonly PolicyDocument[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly path?: string;
};

/** A user with inline policies. */
export function user(name: string, options: Entity = {}): User {
  const { account = HOME, policies = [], tags = {}, path = "/" } = options;
  return {
    Path: path,
    UserName: name,
    UserId: `AIDA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${account}:user${path}${name}`,
    UserPolicyList: policies.map((document, index) => ({
      PolicyName: `p${index}`,
      PolicyDocument: document,
    })),
    GroupList: [],
    AttachedManagedPolicies: [],
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

/** A role with a trust policy and inline policies. */
export function role(name: string, trusts: PolicyDocument | null, options: Entity = {}): Role {
  const { account = HOME, policies = [], tags = {}, path = "/" } = options;
  return {
    Path: path,
    RoleName: name,
    RoleId: `AROA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${account}:role${path}${name}`,
    AssumeRolePolicyDocument: trusts,
    InstanceProfileList: [],
    RolePolicyList: policies.map((document, index) => ({
      PolicyName: `p${index}`,
      PolicyDocument: document,
    })),
    AttachedManagedPolicies: [],
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

/** An organization of accounts that stand under the same guardrails. */
export function organizationOf(...accounts: readonly string[]): Organization {
  return {
    Organization: { Id: "o-exampleorgid", MasterAccountId: "999999999999" },
    Roots: [{ Id: "r-root", Name: "Root" }],
    OrganizationalUnits: [],
    Accounts: accounts.map((Id) => ({ Id, Name: Id, ParentId: "r-root" })),
    Policies: [],
  };
}

/** A snapshot of the users and roles, put into accounts by their ARNs. */
export function snapshot(
  entities: readonly (User | Role)[],
  extra: {
    readonly organization?: Organization;
    readonly accounts?: Readonly<Record<string, Partial<AccountSnapshot>>>;
  } = {},
): Snapshot {
  const ids = [
    ...new Set([
      ...entities.map((entity) => entity.Arn.split(":")[4] ?? ""),
      ...Object.keys(extra.accounts ?? {}),
    ]),
  ].toSorted();
  return {
    manifest: { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z" },
    ...(extra.organization === undefined ? {} : { organization: extra.organization }),
    accounts: ids.map((id) => ({
      id,
      authorizationDetails: {
        UserDetailList: entities.filter(
          (entity): entity is User => "UserName" in entity && entity.Arn.includes(id),
        ),
        GroupDetailList: [],
        RoleDetailList: entities.filter(
          (entity): entity is Role => "RoleName" in entity && entity.Arn.includes(id),
        ),
        Policies: [],
      },
      identityProviders: { SAMLProviderList: [], OpenIDConnectProviderList: [] },
      ...extra.accounts?.[id],
    })),
    problems: [],
  };
}
