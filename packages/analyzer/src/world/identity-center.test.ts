import type { IdentityCenter, Role } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../analyze.js";
import { HOME, policy, role, snapshot, trust } from "../testing/world.js";

const provider = `arn:aws:iam::${HOME}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`;
const reserved: Role = {
  ...role(
    "AWSReservedSSO_Admin_0123456789abcdef",
    policy({
      Effect: "Allow",
      Principal: { Federated: provider },
      Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
    }),
  ),
  Path: "/aws-reserved/sso.amazonaws.com/",
  Arn: `arn:aws:iam::${HOME}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef`,
};
const deploy = role("Deploy", trust(reserved.Arn));
const set = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
const center: IdentityCenter = {
  Instance: { InstanceArn: "arn:aws:sso:::instance/ssoins-1" },
  PermissionSets: [{ PermissionSetArn: set, Name: "Admin" }],
  AccountAssignments: [
    { AccountId: HOME, PermissionSetArn: set, PrincipalType: "GROUP", PrincipalId: "g-1" },
    { AccountId: HOME, PermissionSetArn: set, PrincipalType: "USER", PrincipalId: "u-2" },
  ],
  Users: [
    { UserId: "u-1", UserName: "ann" },
    { UserId: "u-2", UserName: "bob" },
    { UserId: "u-3", UserName: "eve" },
  ],
  Groups: [{ GroupId: "g-1", DisplayName: "operators" }],
  GroupMemberships: [{ GroupId: "g-1", UserId: "u-1" }],
};

describe("people of Identity Center", () => {
  const analysis = analyze({ ...snapshot([reserved, deploy]), identityCenter: center });

  test("enter the roles that they or their groups are assigned, and go on from there", () => {
    expect(analysis.can({ from: "sso-user/ann", to: reserved.Arn }).verdict).toBe("allowed");
    expect(analysis.whoCan("role/Deploy").results.map((result) => result.principal)).toEqual([
      reserved.Arn,
      "sso-user/ann",
      "sso-user/bob",
    ]);
    expect(analysis.principals().find((info) => info.id === "sso-user/bob")).toMatchObject({
      kind: "user",
      name: "bob",
      outside: false,
    });
  });

  test("enter no others", () => {
    expect(analysis.can({ from: "sso-user/eve", to: reserved.Arn })).toMatchObject({
      verdict: "denied",
      layer: "provider",
    });
    expect(analysis.can({ from: "sso-user/ann", to: "role/Deploy" })).toMatchObject({
      verdict: "denied",
      layer: "sts",
    });
    expect(analysis.can({ from: "sso-user/zoe", to: reserved.Arn }).verdict).toBe("unknown");
  });
});

test("without its assignments Identity Center is one source, under the condition of an assignment", () => {
  const results = analyze(snapshot([reserved])).whoCan(reserved.Arn).results;
  expect(results.map((result) => [result.principal, result.requires.map((entry) => entry.key)])).toEqual([
    ["sso.amazonaws.com", ["sso:AccountAssignment"]],
  ]);
});
