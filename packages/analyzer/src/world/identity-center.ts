import type { IdentityCenter } from "@rolepath/snapshot";
import type { RolePrincipal } from "./entity.js";

/** A person of IAM Identity Center. */
export interface SsoUser {
  readonly userId: string;
  readonly name: string;
}

/** Who may enter which `AWSReservedSSO_…` role, by the assignments of Identity Center. */
export interface Assignments {
  readonly users: readonly SsoUser[];
  /** Role ARN → the people who are assigned, with the groups that lead there (empty: assigned by name). */
  readonly byRole: ReadonlyMap<string, readonly { readonly user: SsoUser; readonly group: string | null }[]>;
}

/**
 * Matches assignments with the roles that they make.
 *
 * IAM Identity Center User Guide, "Referencing permission sets in resource policies": a set named N is the role
 * `AWSReservedSSO_N_` with a hash behind it in every account that it is assigned in.
 */
export function readAssignments(center: IdentityCenter, roles: Iterable<RolePrincipal>): Assignments {
  const users = center.Users.map(
    (user): SsoUser => ({ userId: user.UserId, name: user.UserName ?? user.DisplayName ?? user.UserId }),
  );
  const userById = new Map(users.map((user) => [user.userId, user]));
  const groupNames = new Map(
    center.Groups.map((group) => [group.GroupId, group.DisplayName ?? group.GroupId]),
  );
  const setNames = new Map(center.PermissionSets.map((set) => [set.PermissionSetArn, set.Name]));
  const rolesBySet = new Map<string, RolePrincipal>();
  for (const role of roles) {
    const set = role.identityCenter ? /^AWSReservedSSO_(.+)_[0-9a-f]+$/.exec(role.name)?.[1] : undefined;
    if (set !== undefined) rolesBySet.set(`${role.account}/${set}`, role);
  }
  const members = new Map<string, string[]>();
  for (const { GroupId, UserId } of center.GroupMemberships) {
    const list = members.get(GroupId);
    if (list === undefined) members.set(GroupId, [UserId]);
    else list.push(UserId);
  }
  const byRole = new Map<string, { user: SsoUser; group: string | null }[]>();
  for (const assignment of center.AccountAssignments) {
    const role = rolesBySet.get(`${assignment.AccountId}/${setNames.get(assignment.PermissionSetArn) ?? ""}`);
    if (role === undefined) continue;
    const group = assignment.PrincipalType === "GROUP" ? assignment.PrincipalId : null;
    const ids = group === null ? [assignment.PrincipalId] : (members.get(group) ?? []);
    const entries = byRole.get(role.arn) ?? [];
    for (const id of ids) {
      const user = userById.get(id) ?? { userId: id, name: id };
      entries.push({ user, group: group === null ? null : (groupNames.get(group) ?? group) });
    }
    byRole.set(role.arn, entries);
  }
  return { users, byRole };
}
