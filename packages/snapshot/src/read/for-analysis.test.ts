import { expect, test } from "vitest";
import { accountId, details, policy, read, role, snapshotOf, trust } from "../testing/build.js";

const version = (id: string, isDefault: unknown, document: unknown = { ...trust, Id: id }) => ({
  VersionId: id,
  IsDefaultVersion: isDefault,
  Document: document,
  CreateDate: "2025-01-01T00:00:00Z",
});
const listed = { RoleName: "a", Arn: role("a").Arn, MaxSessionDuration: 7200 };
const files = (versions: readonly unknown[], changes: object = {}) => ({
  [`accounts/${accountId}/authorization-details.json`]: details({
    RoleDetailList: [
      role("a", {
        InstanceProfileList: [
          {
            InstanceProfileName: "web",
            Arn: `arn:aws:iam::${accountId}:instance-profile/web`,
            Roles: [role("a")],
          },
        ],
      }),
    ],
    Policies: [policy("Read", { IsAttachable: true, PolicyVersionList: versions, ...changes })],
  }),
  [`accounts/${accountId}/list-roles.json`]: {
    Roles: [{ ...listed, RoleId: "AROAA", AssumeRolePolicyDocument: trust }],
  },
});
const versionsOf = (input: Record<string, unknown>) => {
  const [account] = snapshotOf(read(input, { forAnalysis: true })).accounts;
  return account?.authorizationDetails.Policies[0]?.PolicyVersionList;
};

test("for an analysis, old versions of policies have no text, and what no type names is left out of lists", () => {
  const input = files([version("v2", true), version("v1", false)]);
  const { snapshot, problems } = read(input, { forAnalysis: true });
  const [account] = snapshotOf({ snapshot, problems }).accounts;
  expect(account?.authorizationDetails.Policies[0]).toEqual({
    PolicyName: "Read",
    Arn: policy("Read").Arn,
    Path: "/",
    DefaultVersionId: "v1",
    PolicyVersionList: [version("v2", true), version("v1", false, {})],
  });
  expect(account?.listRoles?.Roles).toEqual([listed]);
  expect(account?.authorizationDetails.RoleDetailList[0]?.InstanceProfileList).toEqual([
    { InstanceProfileName: "web", Arn: `arn:aws:iam::${accountId}:instance-profile/web` },
  ]);
  expect(problems).toEqual(read(input).problems);
});

test("otherwise everything is kept", () => {
  const input = files([version("v2", true), version("v1", false)]);
  const [account] = snapshotOf(read(input)).accounts;
  expect(account?.authorizationDetails.Policies[0]).toHaveProperty("IsAttachable", true);
  expect(account?.authorizationDetails.Policies[0]?.PolicyVersionList[1]?.Document).toEqual({
    ...trust,
    Id: "v1",
  });
  expect(account?.listRoles?.Roles[0]).toHaveProperty("AssumeRolePolicyDocument", trust);
});

test("a version keeps its text where none is said to be the default one, and an unreadable one its warning", () => {
  const both = [version("v1", false), version("v2", false)];
  expect(versionsOf(files(both))).toEqual(both);
  const unsaid = [version("v1", undefined), version("v2", undefined)].map(
    ({ IsDefaultVersion: _, ...rest }) => rest,
  );
  expect(versionsOf(files(unsaid))?.map(({ Document }) => Document?.Id)).toEqual(["v1", "v2"]);
  const broken = files([version("v2", true), version("v1", false, "{")]);
  expect(read(broken, { forAnalysis: true }).problems).toEqual(read(broken).problems);
  expect(read(broken).problems.map(({ code }) => code)).toContain("policy-not-json");
});
