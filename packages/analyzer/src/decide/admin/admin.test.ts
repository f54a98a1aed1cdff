import type { Organization, PolicyDocument } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, OTHER, policy, snapshot, user } from "../../testing/world.js";

const FULL: PolicyDocument = allow("*");

function organization(...scps: readonly PolicyDocument[]): Organization {
  return {
    Organization: { Id: "o-exampleorgid", MasterAccountId: OTHER },
    Roots: [{ Id: "r-root" }],
    OrganizationalUnits: [],
    Accounts: [
      { Id: HOME, ParentId: "r-root" },
      { Id: OTHER, ParentId: "r-root" },
    ],
    Policies: [
      {
        Id: "p-full",
        Type: "SERVICE_CONTROL_POLICY",
        AwsManaged: true,
        Content: FULL,
        Targets: ["r-root", HOME, OTHER],
      },
      ...scps.map((Content, index) => ({
        Id: `p-${index}`,
        Type: "SERVICE_CONTROL_POLICY" as const,
        AwsManaged: false,
        Content,
        Targets: ["r-root"],
      })),
    ],
  };
}

function isAdmin(
  policies: readonly PolicyDocument[],
  scps: readonly PolicyDocument[] = [],
): boolean | undefined {
  const analysis = analyze(snapshot([user("alice", { policies })], { organization: organization(...scps) }));
  return analysis.principals().find((info) => info.name === "alice")?.admin;
}

test("an administrator is known by what its policies allow, not by their names", () => {
  expect(isAdmin([FULL])).toBe(true);
  expect(isAdmin([policy({ Effect: "Allow", NotAction: "aws-portal:*", Resource: "*" })])).toBe(true);
  expect(isAdmin([allow(["s3:*", "ec2:*", "lambda:*"])])).toBe(false);
  expect(isAdmin([policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })])).toBe(false);
});

test("whoever may give itself any policy is one too", () => {
  expect(isAdmin([allow("iam:PutUserPolicy", `arn:aws:iam::${HOME}:user/alice`)])).toBe(true);
  expect(isAdmin([allow("iam:PutUserPolicy", `arn:aws:iam::${HOME}:user/bob`)])).toBe(false);
});

test("but not where its boundary lets no more through than before", () => {
  const bounded = (boundary: PolicyDocument) => {
    const arn = `arn:aws:iam::${HOME}:policy/Limit`;
    const alice = {
      ...user("alice", { policies: [allow("iam:PutUserPolicy")] }),
      PermissionsBoundary: { PermissionsBoundaryArn: arn },
    };
    const base = snapshot([alice]);
    const [account] = base.accounts;
    if (account === undefined) throw new Error("the snapshot holds one account");
    const limit = {
      PolicyName: "Limit",
      Arn: arn,
      PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: boundary }],
    };
    const details = { ...account.authorizationDetails, Policies: [limit] };
    const analysis = analyze({ ...base, accounts: [{ ...account, authorizationDetails: details }] });
    return analysis.principals().find((info) => info.name === "alice")?.admin;
  };
  expect(bounded(allow(["iam:PutUserPolicy", "s3:*"]))).toBe(false);
  expect(bounded(FULL)).toBe(true);
});

test("and whoever may make a role with any policy", () => {
  expect(isAdmin([allow(["iam:CreateRole", "iam:AttachRolePolicy"])])).toBe(true);
  expect(
    isAdmin([allow(["iam:CreateRole", "iam:AttachRolePolicy"], `arn:aws:iam::${HOME}:role/app-*`)]),
  ).toBe(false);
  expect(isAdmin([allow("iam:CreateRole")])).toBe(false);
});

test("an SCP that forbids a little leaves an administrator, one that forbids nearly all does not", () => {
  expect(
    isAdmin(
      [FULL],
      [policy({ Effect: "Deny", Action: ["iam:CreateUser", "iam:CreateAccessKey"], Resource: "*" })],
    ),
  ).toBe(true);
  expect(isAdmin([FULL], [policy({ Effect: "Deny", NotAction: "s3:Get*", Resource: "*" })])).toBe(false);
});
