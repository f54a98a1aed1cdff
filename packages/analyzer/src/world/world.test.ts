import { readSnapshot, type Snapshot } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { buildWorld } from "./world.js";

const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const read = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:Get*", Resource: "*" }] };
const [first, second] = ["111122223333", "444455556666"];

function role(account: string, name: string, changes: object = {}) {
  return {
    Path: "/",
    RoleName: name,
    RoleId: `AROA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${account}:role/${name}`,
    AssumeRolePolicyDocument: trust,
    AttachedManagedPolicies: [{ PolicyName: "Read", PolicyArn: `arn:aws:iam::${account}:policy/Read` }],
    Tags: [{ Key: "Team", Value: "a" }],
    ...changes,
  };
}

function account(id: string, changes: object = {}) {
  return {
    id,
    authorizationDetails: {
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: [role(id, "a"), role(id, "b")],
      Policies: [
        {
          PolicyName: "Read",
          Arn: `arn:aws:iam::${id}:policy/Read`,
          PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: read }],
        },
      ],
      ...changes,
    },
  };
}

function snapshotOf(...accounts: readonly object[]): Snapshot {
  const bundle = { manifest: { formatVersion: 1, createdAt: "2026-01-01T00:00:00Z" }, accounts };
  const { snapshot } = readSnapshot(new Map([["bundle.json", JSON.stringify(bundle)]]));
  if (snapshot === null) throw new Error("the bundle cannot be read");
  return snapshot;
}

test("equal documents are one parsed policy in all accounts, and each place of them keeps its own address", () => {
  const { roles } = buildWorld(snapshotOf(account(first), account(second)));
  const [a, b, c, d] = [...roles.values()];
  expect(new Set([a, b, c, d].map((one) => one?.trust.policy)).size).toBe(1);
  expect(new Set([a, b, c, d].map((one) => one?.identityPolicies[0]?.policy)).size).toBe(1);
  expect([a, b, c, d].map((one) => `${one?.trust.file}${one?.trust.documentPointer}`)).toEqual(
    [first, second].flatMap((id) =>
      [0, 1].map(
        (index) =>
          `accounts/${id}/authorization-details.json/RoleDetailList/${index}/AssumeRolePolicyDocument`,
      ),
    ),
  );
  expect(c?.identityPolicies[0]?.file).toBe(`accounts/${second}/authorization-details.json`);
});

test("roles of an account with the same managed policies have one list of them, and equal tags stand there once", () => {
  const { roles } = buildWorld(snapshotOf(account(first), account(second)));
  const [a, b, c] = [...roles.values()];
  expect(b?.identityPolicies).toBe(a?.identityPolicies);
  expect(b?.attached).toBe(a?.attached);
  expect(c?.identityPolicies).not.toBe(a?.identityPolicies);
  expect(c?.tags).toBe(a?.tags);
  expect(a?.tags.all()).toEqual([{ Key: "Team", Value: "a" }]);
});

test("a boundary is named as one, and a policy that is not in the data is said to be missing", () => {
  const boundary = (name: string) => ({
    PermissionsBoundary: { PermissionsBoundaryArn: `arn:aws:iam::${first}:policy/${name}` },
    AttachedManagedPolicies: [{ PolicyArn: `arn:aws:iam::${first}:policy/Gone` }],
  });
  const { roles } = buildWorld(
    snapshotOf(
      account(first, {
        RoleDetailList: [role(first, "a", boundary("Read")), role(first, "b", boundary("No"))],
      }),
    ),
  );
  const [a, b] = [...roles.values()];
  expect([a?.boundary?.source, b?.boundary?.source]).toEqual([
    "permissions boundary Read",
    `permissions boundary arn:aws:iam::${first}:policy/No`,
  ]);
  expect(a?.boundary?.policy).not.toBeNull();
  expect(b?.boundary?.policy).toBeNull();
  expect(a?.identityPolicies.map(({ policy, source }) => [policy, source])).toEqual([
    [null, `managed policy arn:aws:iam::${first}:policy/Gone`],
  ]);
  expect(a?.attached.boundaryArn).toBe(`arn:aws:iam::${first}:policy/Read`);
});

test("a user holds its own policies before those of its groups, and what they are is told by ARN", () => {
  const user = (name: string, changes: object) => ({
    Path: "/",
    UserName: name,
    UserId: `AIDA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${first}:user/${name}`,
    GroupList: ["g", "gone"],
    ...changes,
  });
  const own = { UserPolicyList: [{ PolicyName: "own", PolicyDocument: read }] };
  const { users } = buildWorld(
    snapshotOf(
      account(first, {
        UserDetailList: [user("a", own), user("b", {}), user("c", {})],
        GroupDetailList: [
          {
            Path: "/",
            GroupName: "g",
            GroupId: "AGPA",
            Arn: `arn:aws:iam::${first}:group/g`,
            GroupPolicyList: [{ PolicyName: "in", PolicyDocument: read }],
            AttachedManagedPolicies: [{ PolicyArn: `arn:aws:iam::${first}:policy/Read` }],
          },
        ],
      }),
    ),
  );
  const [a, b, c] = [...users.values()];
  expect(a?.identityPolicies.map(({ source }) => source)).toEqual([
    "inline policy own of user a",
    "inline policy in of group g",
    "managed policy Read",
    "group gone",
  ]);
  expect(a?.identityPolicies[1]?.documentPointer).toBe("/GroupDetailList/0/GroupPolicyList/0/PolicyDocument");
  expect(b?.identityPolicies).toEqual(a?.identityPolicies.slice(1));
  expect(c?.identityPolicies).toBe(b?.identityPolicies);
  expect(b?.attached).toEqual({
    boundaryArn: null,
    managedPolicyArns: [`arn:aws:iam::${first}:policy/Read`],
    groupArns: [`arn:aws:iam::${first}:group/g`],
    instanceProfileArns: [],
  });
});

test("a role's longest session is found wherever list-roles has it", () => {
  const listed = [
    { RoleName: "b", Arn: `arn:aws:iam::${first}:role/b`, MaxSessionDuration: 7200 },
    { RoleName: "a", Arn: `arn:aws:iam::${first}:role/a`, MaxSessionDuration: 14_400 },
  ];
  const seconds = (...roles: readonly object[]) => {
    const world = buildWorld(snapshotOf({ ...account(first), listRoles: { Roles: roles } }));
    return [...world.roles.values()].map(({ maxSessionSeconds }) => maxSessionSeconds);
  };
  expect(seconds(...listed)).toEqual([14_400, 7200]);
  expect(seconds(...listed.toReversed())).toEqual([14_400, 7200]);
  expect(seconds(...listed.slice(0, 1))).toEqual([3600, 7200]);
});

test("roles are found by account and name as in a map of all of them", () => {
  const { rolesByName, roles } = buildWorld(snapshotOf(account(first), account(second)));
  const all = new Map([...roles.values()].map((one) => [`${one.account}/${one.name}`, one]));
  expect([...rolesByName]).toEqual([...all]);
  expect(rolesByName.size).toBe(4);
  expect([...rolesByName.keys()]).toEqual([...all.keys()]);
  expect([...rolesByName.values()]).toEqual([...all.values()]);
  const visited: unknown[] = [];
  rolesByName.forEach((one, key, map) => {
    visited.push([key, one, map === rolesByName]);
  });
  expect(visited).toEqual([...all].map(([key, one]) => [key, one, true]));
  expect(rolesByName.get(`${second}/b`)).toBe(all.get(`${second}/b`));
  for (const name of [`${first}/c`, "777788889999/a", "a", ""]) {
    expect(rolesByName.get(name)).toBeUndefined();
    expect(rolesByName.has(name)).toBe(false);
  }
});

test("of two that bear one ARN the first counts, everywhere", () => {
  const read = snapshotOf(account(first, { RoleDetailList: [role(first, "a", { RoleId: "AROAONE" })] }));
  const [one] = read.accounts;
  const details = one!.authorizationDetails;
  const [kept] = details.RoleDetailList;
  const RoleDetailList = [kept!, { ...kept!, RoleId: "AROATWO" }];
  const accounts = [{ ...one!, authorizationDetails: { ...details, RoleDetailList } }];
  const world = buildWorld({ ...read, accounts });
  const build = world.roles.get(kept!.Arn);
  expect(build?.uniqueId).toBe("AROAONE");
  expect(world.accounts.get(first)?.roles).toEqual([build]);
  expect(world.rolesByName.get(`${first}/a`)).toBe(build);
});
