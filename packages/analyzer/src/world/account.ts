import type {
  AccountSnapshot,
  AttachedPolicy,
  Group,
  InlinePolicy,
  ManagedPolicy,
  PermissionsBoundary,
  Role,
  Tag,
  User,
} from "@rolepath/snapshot";
import type { GroupEntry, Principal, Providers, RolePrincipal, UserPrincipal } from "./entity.js";
import { type PolicyRef, policyRef } from "./policy-ref.js";

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
export function readAccount(snapshot: AccountSnapshot, name: string | null): AccountEntry {
  const reader = new AccountReader(snapshot);
  return {
    id: snapshot.id,
    name,
    users: snapshot.authorizationDetails.UserDetailList.map((user, index) => reader.user(user, index)),
    roles: snapshot.authorizationDetails.RoleDetailList.map((role, index) => reader.role(role, index)),
    groups: reader.groupEntries(),
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

function arnsOf(policies: readonly AttachedPolicy[]): readonly string[] {
  return [...new Set(policies.map((policy) => policy.PolicyArn))];
}

class AccountReader {
  private readonly file: string;
  private readonly managed: ReadonlyMap<string, PolicyRef>;
  private readonly groups: ReadonlyMap<string, readonly PolicyRef[]>;
  private readonly seconds: ReadonlyMap<string, number>;

  constructor(private readonly snapshot: AccountSnapshot) {
    this.file = `accounts/${snapshot.id}/authorization-details.json`;
    const details = snapshot.authorizationDetails;
    this.managed = new Map(
      details.Policies.map((policy, index) => [policy.Arn, this.managedRef(policy, index)]),
    );
    this.groups = new Map(
      details.GroupDetailList.map((group, index) => [
        group.GroupName,
        this.policies(
          group.GroupPolicyList,
          group.AttachedManagedPolicies,
          `/GroupDetailList/${index}/GroupPolicyList`,
          `group ${group.GroupName}`,
        ),
      ]),
    );
    this.seconds = new Map(
      (snapshot.listRoles?.Roles ?? []).flatMap((role) =>
        role.MaxSessionDuration === undefined ? [] : [[role.Arn, role.MaxSessionDuration]],
      ),
    );
  }

  groupEntries(): readonly GroupEntry[] {
    return this.snapshot.authorizationDetails.GroupDetailList.map((group) => ({
      arn: group.Arn,
      name: group.GroupName,
      policies: this.groups.get(group.GroupName) ?? [],
    }));
  }

  user(user: User, index: number): UserPrincipal {
    const at = `/UserDetailList/${index}`;
    const own = this.policies(
      user.UserPolicyList,
      user.AttachedManagedPolicies,
      `${at}/UserPolicyList`,
      `user ${user.UserName}`,
    );
    const fromGroups = user.GroupList.flatMap(
      (group) => this.groups.get(group) ?? [this.missing(`group ${group}`)],
    );
    return {
      ...this.principal(
        user.Arn,
        user.Path,
        user.UserName,
        user.UserId,
        user.Tags,
        user.PermissionsBoundary,
        user.CreateDate,
      ),
      kind: "user",
      identityPolicies: [...own, ...fromGroups],
      attached: {
        boundaryArn: user.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
        managedPolicyArns: arnsOf([
          ...user.AttachedManagedPolicies,
          ...this.groupsOf(user).flatMap((group) => group.AttachedManagedPolicies),
        ]),
        groupArns: this.groupsOf(user).map((group) => group.Arn),
        instanceProfileArns: [],
      },
    };
  }

  role(role: Role, index: number): RolePrincipal {
    const at = `/RoleDetailList/${index}`;
    return {
      ...this.principal(
        role.Arn,
        role.Path,
        role.RoleName,
        role.RoleId,
        role.Tags,
        role.PermissionsBoundary,
        role.CreateDate,
      ),
      kind: "role",
      attached: {
        boundaryArn: role.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
        managedPolicyArns: arnsOf(role.AttachedManagedPolicies),
        groupArns: [],
        instanceProfileArns: role.InstanceProfileList.map((profile) => profile.Arn),
      },
      identityPolicies: this.policies(
        role.RolePolicyList,
        role.AttachedManagedPolicies,
        `${at}/RolePolicyList`,
        `role ${role.RoleName}`,
      ),
      trust: policyRef(
        role.AssumeRolePolicyDocument,
        `trust policy of ${role.RoleName}`,
        this.file,
        `${at}/AssumeRolePolicyDocument`,
      ),
      maxSessionSeconds: this.seconds.get(role.Arn) ?? DEFAULT_SESSION_SECONDS,
      // IAM gives an empty object where it has seen no use.
      lastUsed: role.RoleLastUsed === undefined ? null : (role.RoleLastUsed.LastUsedDate ?? "never"),
      serviceLinked: role.Path.startsWith("/aws-service-role/"),
      identityCenter:
        role.Path.startsWith("/aws-reserved/sso.amazonaws.com/") &&
        role.RoleName.startsWith("AWSReservedSSO_"),
    };
  }

  private groupsOf(user: User): readonly Group[] {
    return this.snapshot.authorizationDetails.GroupDetailList.filter((group) =>
      user.GroupList.includes(group.GroupName),
    );
  }

  private principal(
    arn: string,
    path: string,
    name: string,
    uniqueId: string,
    tags: readonly Tag[],
    boundary: PermissionsBoundary | undefined,
    createdAt: string | undefined,
  ): Omit<Principal, "kind" | "identityPolicies" | "attached"> {
    return {
      arn,
      partition: arn.split(":")[1] ?? "aws",
      account: this.snapshot.id,
      name,
      path,
      uniqueId,
      tags: new Map(tags.map((tag) => [tag.Key.toLowerCase(), { key: tag.Key, value: tag.Value }])),
      boundary: boundary === undefined ? null : this.boundaryRef(boundary.PermissionsBoundaryArn),
      createdAt: createdAt ?? null,
    };
  }

  private policies(
    inline: readonly InlinePolicy[],
    attached: readonly AttachedPolicy[],
    at: string,
    owner: string,
  ): readonly PolicyRef[] {
    return [
      ...inline.map((policy, index) =>
        policyRef(
          policy.PolicyDocument,
          `inline policy ${policy.PolicyName} of ${owner}`,
          this.file,
          `${at}/${index}/PolicyDocument`,
        ),
      ),
      ...attached.map(
        (policy) => this.managed.get(policy.PolicyArn) ?? this.missing(`managed policy ${policy.PolicyArn}`),
      ),
    ];
  }

  private boundaryRef(arn: string): PolicyRef {
    const ref = this.managed.get(arn) ?? this.missing(`managed policy ${arn}`);
    return { ...ref, source: ref.source.replace(/^managed policy/, "permissions boundary") };
  }

  private managedRef(policy: ManagedPolicy, index: number): PolicyRef {
    // Only the default version counts (IAM User Guide, "Versioning IAM policies").
    const at = policy.PolicyVersionList.findIndex((version) => version.IsDefaultVersion);
    const byId = policy.PolicyVersionList.findIndex(
      (version) => version.VersionId === policy.DefaultVersionId,
    );
    const chosen = at === -1 ? byId : at;
    const version = policy.PolicyVersionList[chosen];
    const source = `managed policy ${policy.PolicyName}`;
    if (version === undefined) return this.missing(source);
    return policyRef(
      version.Document,
      source,
      this.file,
      `/Policies/${index}/PolicyVersionList/${chosen}/Document`,
    );
  }

  private missing(source: string): PolicyRef {
    return { policy: null, source, file: this.file, documentPointer: "" };
  }
}
