import type { AccountSnapshot, Group, PolicyDocument, Role, Snapshot, User } from "@rolepath/snapshot";
import { parseArn } from "./arn.js";

/** A policy document and where it stands, for the trace. */
export interface NamedDocument {
  readonly name: string;
  readonly document: PolicyDocument | null;
}

export function findAccount(snapshot: Snapshot, id: string): AccountSnapshot | undefined {
  return snapshot.accounts.find((account) => account.id === id);
}

export function findRole(snapshot: Snapshot, arn: string): Role | undefined {
  const account = findAccount(snapshot, parseArn(arn)?.account ?? "");
  return account?.authorizationDetails.RoleDetailList.find((role) => role.Arn === arn);
}

/** Session ARNs carry the role name without its path (1.2), and a name stands once in an account. */
export function findRoleByName(snapshot: Snapshot, accountId: string, name: string): Role | undefined {
  return findAccount(snapshot, accountId)?.authorizationDetails.RoleDetailList.find(
    (role) => role.RoleName === name,
  );
}

export function findUser(snapshot: Snapshot, arn: string): User | undefined {
  const account = findAccount(snapshot, parseArn(arn)?.account ?? "");
  return account?.authorizationDetails.UserDetailList.find((user) => user.Arn === arn);
}

/** The default version of a managed policy; the others have no effect (0). Null when the snapshot does not hold it. */
export function managedDocument(account: AccountSnapshot, arn: string): PolicyDocument | null {
  const policy = account.authorizationDetails.Policies.find((candidate) => candidate.Arn === arn);
  const version = policy?.PolicyVersionList.find((candidate) => candidate.IsDefaultVersion);
  return version?.Document ?? null;
}

/** Inline and managed policies of a user and of its groups. */
export function userPolicies(account: AccountSnapshot, user: User): NamedDocument[] {
  const groups = account.authorizationDetails.GroupDetailList.filter((group) =>
    user.GroupList.includes(group.GroupName),
  );
  return [
    ...user.UserPolicyList.map((policy) => ({
      name: `inline policy ${policy.PolicyName} of user ${user.UserName}`,
      document: policy.PolicyDocument,
    })),
    ...attachedPolicies(account, user, `user ${user.UserName}`),
    ...groups.flatMap((group) => groupPolicies(account, group)),
  ];
}

/** Inline and managed policies of a role. */
export function rolePolicies(account: AccountSnapshot, role: Role): NamedDocument[] {
  return [
    ...role.RolePolicyList.map((policy) => ({
      name: `inline policy ${policy.PolicyName} of role ${role.RoleName}`,
      document: policy.PolicyDocument,
    })),
    ...attachedPolicies(account, role, `role ${role.RoleName}`),
  ];
}

function groupPolicies(account: AccountSnapshot, group: Group): NamedDocument[] {
  return [
    ...group.GroupPolicyList.map((policy) => ({
      name: `inline policy ${policy.PolicyName} of group ${group.GroupName}`,
      document: policy.PolicyDocument,
    })),
    ...attachedPolicies(account, group, `group ${group.GroupName}`),
  ];
}

function attachedPolicies(
  account: AccountSnapshot,
  holder: Pick<User, "AttachedManagedPolicies">,
  label: string,
): NamedDocument[] {
  return holder.AttachedManagedPolicies.map((attached) => ({
    name: `managed policy ${attached.PolicyArn} of ${label}`,
    document: managedDocument(account, attached.PolicyArn),
  }));
}

/** Clause 2.6: service-linked roles live under a path of their own. */
export function isServiceLinkedRole(arn: string): boolean {
  return /^role\/aws-service-role\//.test(parseArn(arn)?.resource ?? "");
}

/** Clause 2.3: roles of IAM Identity Center. */
export function isIdentityCenterRole(arn: string): boolean {
  return /^role\/aws-reserved\/sso\.amazonaws\.com\//.test(parseArn(arn)?.resource ?? "");
}
