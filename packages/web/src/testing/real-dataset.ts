import { analyze } from "@rolepath/analyzer";
import type { Json, PolicyDocument, Role, Snapshot, User } from "@rolepath/snapshot";
import { type Dataset, makeDataset } from "../model/dataset.js";

// A small organization that the engine itself decides, for tests of what depends on its verdicts.

export const accountA = "111111111111";
export const accountB = "222222222222";

interface RoleOptions {
  readonly trust: Json;
  readonly policy?: Json;
  readonly extra?: Partial<Role>;
}

function document(statement: Json): PolicyDocument {
  return { Version: "2012-10-17", Statement: statement } as PolicyDocument;
}

/** A role with one inline policy. */
export function realRole(account: string, name: string, { trust, policy, extra }: RoleOptions): Role {
  return {
    Path: "/",
    RoleName: name,
    RoleId: `AROA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${account}:role/${name}`,
    AssumeRolePolicyDocument: document(trust),
    InstanceProfileList: [],
    RolePolicyList: policy === undefined ? [] : [{ PolicyName: "inline", PolicyDocument: document(policy) }],
    AttachedManagedPolicies: [],
    Tags: [],
    ...extra,
  };
}

/** A user that may assume any role, in a group. */
export function realUser(account: string, name: string, extra: Partial<User> = {}): User {
  return {
    Path: "/",
    UserName: name,
    UserId: `AIDA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${account}:user/${name}`,
    UserPolicyList: [
      {
        PolicyName: "assume",
        PolicyDocument: document([
          { Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Resource: "*" },
        ]),
      },
    ],
    GroupList: [],
    AttachedManagedPolicies: [],
    Tags: [],
    ...extra,
  };
}

/** Two accounts with the given users and roles; the rest of the snapshot may be replaced. */
export function realSnapshot(
  users: readonly User[],
  roles: readonly Role[],
  extra: Partial<Snapshot> = {},
): Snapshot {
  const inAccount = (id: string) => (one: { readonly Arn: string }) => one.Arn.split(":")[4] === id;
  return {
    manifest: { formatVersion: 1, createdAt: "2026-01-01T00:00:00Z" },
    accounts: [accountA, accountB].map((id) => ({
      id,
      authorizationDetails: {
        UserDetailList: users.filter(inAccount(id)),
        GroupDetailList: [],
        RoleDetailList: roles.filter(inAccount(id)),
        Policies: [],
      },
    })),
    problems: [],
    ...extra,
  };
}

/** The snapshot, analyzed by the engine. */
export function realDataset(snapshot: Snapshot): Dataset {
  return makeDataset("real", analyze(snapshot));
}
