import {
  type AccountSnapshot,
  type Group,
  linesIn,
  type ManagedPolicy,
  type OrganizationPolicy,
  type Role,
  type Snapshot,
  type User,
} from "@rolepath/snapshot";

/** A user, role or group with where it stands. */
export type Owner = { readonly account: string; readonly pointer: string } & (
  | { readonly kind: "user"; readonly entity: User }
  | { readonly kind: "role"; readonly entity: Role }
  | { readonly kind: "group"; readonly entity: Group }
);

/** A managed policy with where it stands. */
interface PlacedPolicy {
  readonly policy: ManagedPolicy;
  readonly pointer: string;
}

/** A snapshot by the names of what it holds. */
export interface SnapshotIndex {
  readonly snapshot: Snapshot;
  readonly accounts: ReadonlyMap<string, AccountSnapshot>;
  /** Users, roles and groups by ARN; of two that bear one ARN, as in damaged files, the first. */
  readonly owners: ReadonlyMap<string, Owner>;
  /** Group ARN by account id, a space and the name of the group. */
  readonly groups: ReadonlyMap<string, string>;
  /** By account id, a space and the ARN: each account lists the policies that are attached in it. */
  readonly managed: ReadonlyMap<string, PlacedPolicy>;
  readonly guardrails: ReadonlyMap<string, { readonly policy: OrganizationPolicy; readonly pointer: string }>;
  /** Accounts and units to what holds them; null for an account whose place is not known. */
  readonly parents: ReadonlyMap<string, string | null>;
  /** What an account stands under, from the root down to itself. */
  readonly lineOf: (account: string) => readonly string[];
}

/** Reads a snapshot once. */
export function indexSnapshot(snapshot: Snapshot): SnapshotIndex {
  const owners = new Map<string, Owner>();
  const groups = new Map<string, string>();
  const managed = new Map<string, PlacedPolicy>();
  const add = (arn: string, owner: Owner): void => {
    if (!owners.has(arn)) owners.set(arn, owner);
  };
  for (const { id: account, authorizationDetails: details } of snapshot.accounts) {
    for (const [index, entity] of details.UserDetailList.entries())
      add(entity.Arn, { kind: "user", account, entity, pointer: `/UserDetailList/${index}` });
    for (const [index, entity] of details.RoleDetailList.entries())
      add(entity.Arn, { kind: "role", account, entity, pointer: `/RoleDetailList/${index}` });
    for (const [index, entity] of details.GroupDetailList.entries()) {
      add(entity.Arn, { kind: "group", account, entity, pointer: `/GroupDetailList/${index}` });
      groups.set(`${account} ${entity.GroupName}`, entity.Arn);
    }
    for (const [index, policy] of details.Policies.entries())
      managed.set(`${account} ${policy.Arn}`, { policy, pointer: `/Policies/${index}` });
  }
  const { organization } = snapshot;
  return {
    snapshot,
    accounts: new Map(snapshot.accounts.map((account) => [account.id, account])),
    owners,
    groups,
    managed,
    guardrails: new Map(
      (organization?.Policies ?? []).map((policy, index) => [
        policy.Id,
        { policy, pointer: `/Policies/${index}/Content` },
      ]),
    ),
    parents: new Map([
      ...(organization?.OrganizationalUnits ?? []).map((unit) => [unit.Id, unit.ParentId] as const),
      ...(organization?.Accounts ?? []).map((account) => [account.Id, account.ParentId ?? null] as const),
    ]),
    lineOf: linesIn(organization),
  };
}

/** The default version of a managed policy, and its place in the policy. */
export function defaultVersion(policy: ManagedPolicy): number {
  const flagged = policy.PolicyVersionList.findIndex((version) => version.IsDefaultVersion);
  return flagged === -1
    ? policy.PolicyVersionList.findIndex((version) => version.VersionId === policy.DefaultVersionId)
    : flagged;
}
