import type { Organization, OrganizationPolicy, Snapshot } from "@rolepath/snapshot";

export function isManagementAccount(snapshot: Snapshot, accountId: string): boolean {
  return snapshot.organization?.Organization.MasterAccountId === accountId;
}

/** The organization's id when the account belongs to it. */
export function organizationIdOf(snapshot: Snapshot, accountId: string): string | undefined {
  const organization = snapshot.organization;
  const member = organization?.Accounts.some((account) => account.Id === accountId) ?? false;
  return member || isManagementAccount(snapshot, accountId) ? organization?.Organization.Id : undefined;
}

/** Ids from the root down to the account; empty when the account is not in the organization. */
export function levelsOf(snapshot: Snapshot, accountId: string): string[] {
  const organization = snapshot.organization;
  const account = organization?.Accounts.find((candidate) => candidate.Id === accountId);
  if (organization === undefined || account === undefined) return [];
  const levels = [accountId];
  let parent = account.ParentId ?? organization.Roots[0]?.Id;
  while (parent !== undefined && !levels.includes(parent)) {
    levels.unshift(parent);
    parent = parentOfUnit(organization, parent);
  }
  return levels;
}

/** The value of `aws:PrincipalOrgPaths`: organization, root and units, with a slash at the end (3.4). */
export function organizationPathOf(snapshot: Snapshot, accountId: string): string | undefined {
  const id = organizationIdOf(snapshot, accountId);
  const levels = levelsOf(snapshot, accountId);
  return id === undefined || levels.length === 0 ? undefined : `${[id, ...levels.slice(0, -1)].join("/")}/`;
}

/** The policies attached to one root, unit or account. */
export function policiesAt(
  snapshot: Snapshot,
  level: string,
  type: OrganizationPolicy["Type"],
): readonly OrganizationPolicy[] {
  const policies = snapshot.organization?.Policies ?? [];
  return policies.filter((policy) => policy.Type === type && policy.Targets.includes(level));
}

function parentOfUnit(organization: Organization, id: string): string | undefined {
  return organization.OrganizationalUnits.find((unit) => unit.Id === id)?.ParentId;
}
