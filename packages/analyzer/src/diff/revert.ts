import type { AccountSnapshot, AuthorizationDetails, PolicyDocument, Snapshot } from "@rolepath/snapshot";
import type { Fact, FactOf } from "./fact.js";
import { accountIn } from "./relevant.js";
import { changeOrganization, organizationBack } from "./revert-organization.js";
import type { Owner, SnapshotIndex } from "./snapshot-index.js";

/** The snapshot with only these accounts, for questions about hops between them. */
export function onlyAccounts(snapshot: Snapshot, accounts: ReadonlySet<string>): Snapshot {
  return { ...snapshot, accounts: snapshot.accounts.filter(({ id }) => accounts.has(id)) };
}

/** The snapshot with some facts as they were in `old`; the rest is shared. */
export function withFactsBack(
  snapshot: Snapshot,
  facts: readonly Fact[],
  old: SnapshotIndex,
  accounts: ReadonlySet<string>,
): Snapshot {
  return facts.reduce((changed, fact) => withFactBack(changed, fact, old, accounts), snapshot);
}

function withFactBack(
  snapshot: Snapshot,
  fact: Fact,
  old: SnapshotIndex,
  accounts: ReadonlySet<string>,
): Snapshot {
  switch (fact.kind) {
    case "clock":
      return {
        ...snapshot,
        manifest: { ...snapshot.manifest, createdAt: old.snapshot.manifest.createdAt },
      };
    case "identity-center": {
      const { identityCenter: _, ...rest } = snapshot;
      const before = old.snapshot.identityCenter;
      return before === undefined ? rest : { ...rest, identityCenter: before };
    }
    case "organization": {
      const { organization: now, ...rest } = snapshot;
      const before = old.snapshot.organization;
      if (before === undefined) return rest;
      if (now === undefined) return { ...rest, organization: before };
      const { DelegatedAdministrators: _, ...kept } = now;
      const delegated = before.DelegatedAdministrators;
      return {
        ...rest,
        organization: {
          ...kept,
          Organization: before.Organization,
          ...(delegated === undefined ? {} : { DelegatedAdministrators: delegated }),
        },
      };
    }
    case "place":
    case "guardrail":
    case "targets":
      return changeOrganization(snapshot, (organization) => organizationBack(organization, fact, old));
    case "collected": {
      const others = snapshot.accounts.filter(({ id }) => id !== fact.account);
      const before = accounts.has(fact.account) ? old.accounts.get(fact.account) : undefined;
      return { ...snapshot, accounts: before === undefined ? others : [...others, before] };
    }
    case "providers":
      return changeAccount(snapshot, fact.account, (account) => {
        const { identityProviders: _, ...rest } = account;
        const before = old.accounts.get(fact.account)?.identityProviders;
        return before === undefined ? rest : { ...rest, identityProviders: before };
      });
    case "managed":
      return changeDetails(snapshot, fact.account, (details) => {
        const before = old.managed.get(`${fact.account} ${fact.arn}`)?.policy;
        return {
          ...details,
          Policies: [
            ...details.Policies.filter(({ Arn }) => Arn !== fact.arn),
            ...(before === undefined ? [] : [before]),
          ],
        };
      });
    default:
      return changeDetails(snapshot, accountIn(fact.arn), (details) =>
        ownerBack(details, fact, old.owners.get(fact.arn)),
      );
  }
}

/** The snapshot with another trust, inline, managed or guardrail document in its place. */
export function withDocument(snapshot: Snapshot, fact: Fact, document: PolicyDocument): Snapshot {
  switch (fact.kind) {
    case "trust":
      return changeDetails(snapshot, accountIn(fact.arn), (details) => ({
        ...details,
        RoleDetailList: details.RoleDetailList.map((role) =>
          role.Arn === fact.arn ? { ...role, AssumeRolePolicyDocument: document } : role,
        ),
      }));
    case "inline":
      return changeDetails(snapshot, accountIn(fact.arn), (details) =>
        withInline(details, fact.arn, (list) =>
          list.map((policy) =>
            policy.PolicyName === fact.name ? { ...policy, PolicyDocument: document } : policy,
          ),
        ),
      );
    case "managed":
      return changeDetails(snapshot, fact.account, (details) => ({
        ...details,
        Policies: details.Policies.map((policy) =>
          policy.Arn === fact.arn
            ? {
                ...policy,
                PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: document }],
              }
            : policy,
        ),
      }));
    case "guardrail":
      return changeOrganization(snapshot, (organization) => ({
        ...organization,
        Policies: organization.Policies.map((policy) =>
          policy.Id === fact.id ? { ...policy, Content: document } : policy,
        ),
      }));
    default:
      return snapshot;
  }
}

type OwnerFact = FactOf<"trust" | "tags" | "identity" | "attached" | "boundary" | "groups" | "inline">;

function ownerBack(
  details: AuthorizationDetails,
  fact: OwnerFact,
  before: Owner | undefined,
): AuthorizationDetails {
  if (before === undefined) return details;
  if (fact.kind === "inline") {
    const list = inlineOf(before);
    const kept = list.filter(({ PolicyName }) => PolicyName === fact.name);
    return withInline(details, fact.arn, (now) => [
      ...now.filter(({ PolicyName }) => PolicyName !== fact.name),
      ...kept,
    ]);
  }
  // Each fact is a part of the entity; what the part is called depends on what the entity is.
  const parts: readonly string[] = {
    trust: ["AssumeRolePolicyDocument"],
    tags: ["Tags"],
    identity: ["UserId", "RoleId", "GroupId"],
    attached: ["AttachedManagedPolicies"],
    boundary: ["PermissionsBoundary"],
    groups: ["GroupList"],
  }[fact.kind];
  const back = <Entity extends { readonly Arn: string }>(entity: Entity): Entity => {
    if (entity.Arn !== fact.arn) return entity;
    const kept = Object.entries(entity).filter(([key]) => !parts.includes(key));
    const restored = Object.entries(before.entity).filter(([key]) => parts.includes(key));
    return Object.fromEntries([...kept, ...restored]) as Entity;
  };
  return {
    ...details,
    UserDetailList: details.UserDetailList.map(back),
    RoleDetailList: details.RoleDetailList.map(back),
    GroupDetailList: details.GroupDetailList.map(back),
  };
}

type InlineList = ReturnType<typeof inlineOf>;

function inlineOf(owner: Owner) {
  return owner.kind === "user"
    ? owner.entity.UserPolicyList
    : owner.kind === "role"
      ? owner.entity.RolePolicyList
      : owner.entity.GroupPolicyList;
}

function withInline(
  details: AuthorizationDetails,
  arn: string,
  change: (list: InlineList) => InlineList,
): AuthorizationDetails {
  return {
    ...details,
    UserDetailList: details.UserDetailList.map((user) =>
      user.Arn === arn ? { ...user, UserPolicyList: change(user.UserPolicyList) } : user,
    ),
    RoleDetailList: details.RoleDetailList.map((role) =>
      role.Arn === arn ? { ...role, RolePolicyList: change(role.RolePolicyList) } : role,
    ),
    GroupDetailList: details.GroupDetailList.map((group) =>
      group.Arn === arn ? { ...group, GroupPolicyList: change(group.GroupPolicyList) } : group,
    ),
  };
}

function changeAccount(
  snapshot: Snapshot,
  id: string,
  change: (account: AccountSnapshot) => AccountSnapshot,
): Snapshot {
  return {
    ...snapshot,
    accounts: snapshot.accounts.map((account) => (account.id === id ? change(account) : account)),
  };
}

function changeDetails(
  snapshot: Snapshot,
  account: string,
  change: (details: AuthorizationDetails) => AuthorizationDetails,
): Snapshot {
  return changeAccount(snapshot, account, (one) => ({
    ...one,
    authorizationDetails: change(one.authorizationDetails),
  }));
}
