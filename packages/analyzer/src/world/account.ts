import type { AccountSnapshot, Group, ListRoles, Role, User } from "@rolepath/snapshot";
import { AccountPolicies } from "./account-policies.js";
import type { Attached, GroupEntry, Providers, RolePrincipal, UserPrincipal } from "./entity.js";
import { TrustPolicyRef } from "./policy-ref.js";
import { arnsOf, attachedToUser, type PrincipalParts } from "./principal-parts.js";

/** One collected account. */
export interface AccountEntry {
  readonly id: string;
  readonly name: string | null;
  readonly users: readonly UserPrincipal[];
  readonly roles: readonly RolePrincipal[];
  readonly groups: readonly GroupEntry[];
  readonly providers: Providers | null;
}

const DEFAULT_SESSION_SECONDS = 3600;

/** Resolves an account's entities: policies by version, groups, boundaries, durations. */
export function readAccount(
  snapshot: AccountSnapshot,
  name: string | null,
  parts: PrincipalParts,
): AccountEntry {
  const { UserDetailList, RoleDetailList, GroupDetailList } = snapshot.authorizationDetails;
  const reader = new AccountReader(snapshot, parts);
  return {
    id: snapshot.id,
    name,
    users: UserDetailList.map((user, index) => reader.user(user, index)),
    roles: RoleDetailList.map((role, index) => reader.role(role, index)),
    groups: reader.policies.groupEntries(GroupDetailList),
    providers: readProviders(snapshot),
  };
}

function readProviders(snapshot: AccountSnapshot): Providers | null {
  const providers = snapshot.identityProviders;
  if (providers === undefined) return null;
  return {
    saml: new Set(providers.SAMLProviderList.map((provider) => provider.Arn)),
    oidc: new Map(
      providers.OpenIDConnectProviderList.map((provider) => [provider.Arn, provider.ClientIDList ?? null]),
    ),
  };
}

class AccountReader {
  readonly policies: AccountPolicies;
  readonly #account: string;
  readonly #file: string;
  readonly #groups: readonly Group[];
  readonly #parts: PrincipalParts;
  readonly #listed: ListRoles["Roles"];
  #secondsByArn: ReadonlyMap<string, number> | null = null;

  constructor({ id, authorizationDetails, listRoles }: AccountSnapshot, parts: PrincipalParts) {
    this.#account = id;
    this.#file = `accounts/${id}/authorization-details.json`;
    this.#groups = authorizationDetails.GroupDetailList;
    this.#parts = parts;
    this.#listed = listRoles?.Roles ?? [];
    this.policies = new AccountPolicies(this.#file, authorizationDetails);
  }

  user(user: User, index: number): UserPrincipal {
    const own = this.policies.of(user.UserPolicyList, user.AttachedManagedPolicies, {
      kind: "user",
      name: user.UserName,
      index,
    });
    const boundary = user.PermissionsBoundary?.PermissionsBoundaryArn;
    return {
      arn: user.Arn,
      partition: this.#parts.partition(user.Arn),
      account: this.#account,
      name: user.UserName,
      path: user.Path,
      uniqueId: user.UserId,
      tags: this.#parts.tags(user.Tags),
      boundary: boundary === undefined ? null : this.policies.boundary(boundary),
      createdAt: user.CreateDate ?? null,
      kind: "user",
      identityPolicies: this.policies.ofUser(user, own),
      attached: this.#attachedToUser(user),
    };
  }

  role(role: Role, index: number): RolePrincipal {
    const boundary = role.PermissionsBoundary?.PermissionsBoundaryArn;
    return {
      arn: role.Arn,
      partition: this.#parts.partition(role.Arn),
      account: this.#account,
      name: role.RoleName,
      path: role.Path,
      uniqueId: role.RoleId,
      tags: this.#parts.tags(role.Tags),
      boundary: boundary === undefined ? null : this.policies.boundary(boundary),
      createdAt: role.CreateDate ?? null,
      kind: "role",
      attached: this.#attachedToRole(role),
      identityPolicies:
        role.RolePolicyList.length === 0
          ? this.policies.managed(role.AttachedManagedPolicies)
          : this.policies.of(role.RolePolicyList, role.AttachedManagedPolicies, {
              kind: "role",
              name: role.RoleName,
              index,
            }),
      trust: new TrustPolicyRef(role.AssumeRolePolicyDocument, this.#file, role.RoleName, index),
      maxSessionSeconds: this.#secondsOf(role, index) ?? DEFAULT_SESSION_SECONDS,
      // IAM gives an empty object where it has seen no use.
      lastUsed: role.RoleLastUsed === undefined ? null : (role.RoleLastUsed.LastUsedDate ?? "never"),
      serviceLinked: role.Path.startsWith("/aws-service-role/"),
      identityCenter:
        role.Path.startsWith("/aws-reserved/sso.amazonaws.com/") &&
        role.RoleName.startsWith("AWSReservedSSO_"),
    };
  }

  #attachedToUser(user: User): Attached {
    if (user.GroupList.length === 0 && user.PermissionsBoundary === undefined)
      return this.#parts.attached(user.AttachedManagedPolicies);
    return attachedToUser(
      user,
      this.#groups.filter((group) => user.GroupList.includes(group.GroupName)),
    );
  }

  #attachedToRole(role: Role): Attached {
    if (role.InstanceProfileList.length === 0 && role.PermissionsBoundary === undefined)
      return this.#parts.attached(role.AttachedManagedPolicies);
    return {
      boundaryArn: role.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
      managedPolicyArns: arnsOf(role.AttachedManagedPolicies),
      groupArns: [],
      instanceProfileArns: role.InstanceProfileList.map((profile) => profile.Arn),
    };
  }

  // The two calls of AWS list roles in the same order, so that the entry mostly stands at the same index.
  #secondsOf(role: Role, index: number): number | undefined {
    if (this.#listed.length === 0) return undefined;
    if (this.#secondsByArn === null) {
      const here = this.#listed[index];
      if (here?.Arn === role.Arn && here.MaxSessionDuration !== undefined) return here.MaxSessionDuration;
      this.#secondsByArn = new Map(
        this.#listed.flatMap(({ Arn, MaxSessionDuration: seconds }) =>
          seconds === undefined ? [] : [[Arn, seconds]],
        ),
      );
    }
    return this.#secondsByArn.get(role.Arn);
  }
}
