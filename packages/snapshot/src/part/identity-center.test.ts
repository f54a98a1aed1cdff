import { expect, expectTypeOf, test } from "vitest";
import { readSnapshot } from "../read/reader.js";
import type { identityCenterSchema } from "../schema/identity-center.js";
import type { OutputOf } from "../schema/kind.js";
import type { IdentityCenter } from "../type/entity.js";
import { writeBundle, writeSnapshot } from "../write.js";

const set = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
const identityCenter = {
  Instance: { InstanceArn: "arn:aws:sso:::instance/ssoins-1", Region: "eu-west-1" },
  PermissionSets: [{ PermissionSetArn: set, Name: "Audit", SessionDuration: "PT4H" }],
  AccountAssignments: [
    { AccountId: "111122223333", PermissionSetArn: set, PrincipalType: "GROUP", PrincipalId: "g-1" },
  ],
  Users: [{ UserId: "u-1", UserName: "ann" }],
  Groups: [{ GroupId: "g-1", DisplayName: "auditors" }],
  GroupMemberships: [{ GroupId: "g-1", UserId: "u-1" }],
};
const organization = {
  Organization: { Id: "o-1", MasterAccountId: "111122223333" },
  Roots: [{ Id: "r-1" }],
  OrganizationalUnits: [],
  Accounts: [{ Id: "111122223333", ParentId: "r-1" }],
  Policies: [],
  DelegatedAdministrators: [{ Id: "111122223333", Services: ["sso.amazonaws.com"] }],
};
const manifest = {
  formatVersion: 1,
  createdAt: "2026-01-02T03:04:05Z",
  organization: { status: "partial", error: "organizations:ListPolicies: AccessDenied: no" },
  identityCenter: { status: "complete" },
};

const filesWith = (center: unknown) =>
  new Map([
    ["manifest.json", JSON.stringify(manifest)],
    ["organization.json", JSON.stringify(organization)],
    ["identity-center.json", JSON.stringify(center)],
    [
      "accounts/111122223333/authorization-details.json",
      JSON.stringify({ UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] }),
    ],
  ]);

test("the schema reads what the type says", () => {
  expectTypeOf<OutputOf<typeof identityCenterSchema>>().toExtend<IdentityCenter>();
});

test("Identity Center, delegated administrators and the coverage of both are read, and written again", () => {
  const { snapshot, problems } = readSnapshot(filesWith(identityCenter));
  expect(problems).toEqual([]);
  expect(snapshot?.identityCenter).toEqual(identityCenter);
  expect(snapshot?.organization?.DelegatedAdministrators).toEqual(organization.DelegatedAdministrators);
  expect(snapshot?.manifest.organization).toEqual(manifest.organization);
  expect(snapshot?.manifest.identityCenter).toEqual({ status: "complete" });
  if (snapshot === null) throw new Error("no snapshot");
  expect(readSnapshot(writeSnapshot(snapshot)).snapshot).toEqual(snapshot);
  const bundled = readSnapshot(new Map([["bundle.json", writeBundle(snapshot)]]));
  expect(bundled.problems).toEqual([]);
  expect(bundled.snapshot?.identityCenter).toEqual(identityCenter);
});

test("a wrong assignment is left out with a warning, and a broken file leaves the rest standing", () => {
  const odd = { ...identityCenter, AccountAssignments: [{ AccountId: "12", PermissionSetArn: set }] };
  const { snapshot, problems } = readSnapshot(filesWith(odd));
  expect(snapshot?.identityCenter?.AccountAssignments).toEqual([]);
  expect(problems.map(({ level, file }) => [level, file])).toEqual([["warning", "identity-center.json"]]);
  const broken = readSnapshot(filesWith({}));
  expect(broken.snapshot?.identityCenter).toBeUndefined();
  expect(broken.snapshot?.accounts.length).toBe(1);
  expect(broken.problems.map(({ level }) => level)).toEqual(["error"]);
});
