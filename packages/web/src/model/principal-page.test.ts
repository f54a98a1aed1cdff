import type { Organization } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import {
  accountA,
  accountB,
  realDataset,
  realRole,
  realSnapshot,
  realUser,
} from "../testing/real-dataset.js";
import { coverageView } from "./coverage.js";
import { principalPage } from "./principal-page.js";

const boundaryArn = `arn:aws:iam::${accountB}:policy/limit`;
const deploy = realRole(accountB, "deploy", {
  trust: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${accountA}:root` }, Action: "sts:AssumeRole" }],
  policy: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
  extra: {
    Description: "ships",
    CreateDate: "2024-05-06T07:08:09Z",
    PermissionsBoundary: { PermissionsBoundaryArn: boundaryArn },
    RoleLastUsed: { LastUsedDate: "2025-12-30T00:00:00Z", Region: "eu-west-1" },
    AttachedManagedPolicies: [{ PolicyName: "Gone", PolicyArn: `arn:aws:iam::${accountB}:policy/Gone` }],
    Tags: [{ Key: "team", Value: "web" }],
  },
});
const ann = realUser(accountA, "ann", { GroupList: ["devs"] });
const organization: Organization = {
  Organization: { Id: "o-1", MasterAccountId: accountA },
  Roots: [{ Id: "r-1", Name: "Root" }],
  OrganizationalUnits: [{ Id: "ou-1", Name: "Work", ParentId: "r-1" }],
  Accounts: [
    { Id: accountA, Name: "main", ParentId: "r-1" },
    { Id: accountB, Name: "work", ParentId: "ou-1" },
    { Id: "333333333333", Name: "lost", ParentId: "ou-1" },
  ],
  Policies: [
    {
      Id: "p-1",
      Name: "base",
      Type: "SERVICE_CONTROL_POLICY",
      AwsManaged: false,
      Content: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
      Targets: [accountB, "r-1", "ou-1"],
    },
  ],
};
const plain = realSnapshot([ann], [deploy], { organization });
const dataset = realDataset({
  ...plain,
  accounts: plain.accounts.map((account) => ({
    ...account,
    authorizationDetails: {
      ...account.authorizationDetails,
      GroupDetailList:
        account.id === accountA
          ? [
              {
                Path: "/",
                GroupName: "devs",
                GroupId: "AGPA",
                Arn: `arn:aws:iam::${accountA}:group/devs`,
                GroupPolicyList: [{ PolicyName: "read", PolicyDocument: { Statement: [] } }],
                AttachedManagedPolicies: [],
              },
            ]
          : [],
      Policies:
        account.id === accountB
          ? [
              {
                PolicyName: "limit",
                Arn: boundaryArn,
                PolicyVersionList: [
                  { VersionId: "v1", IsDefaultVersion: false, Document: { Statement: [] } },
                  {
                    VersionId: "v2",
                    IsDefaultVersion: true,
                    Document: { Statement: [{ Effect: "Allow", Action: "s3:Get*", Resource: "*" }] },
                  },
                ],
              },
            ]
          : [],
    },
  })),
});
const page = (of: string) => principalPage(dataset, { view: "principal", of });

describe("the page of a principal", () => {
  const view = page(deploy.Arn);
  const documents = Object.fromEntries(
    view.sections.map((section) => [section.title, section.documents.map((one) => one.title)]),
  );

  test("says what the snapshot knows of a role, also what was not collected", () => {
    expect(Object.fromEntries(view.facts.map(({ name, value }) => [name, value]))).toMatchObject({
      Description: "ships",
      Created: "2024-05-06",
      "Last used": "2025-12-30, 2 days before the snapshot, in eu-west-1",
      "Longest session": "not collected; 1 h is taken",
    });
    expect(view.tags).toEqual([{ key: "team", value: "web" }]);
  });

  test("has its policies, its boundary in the version in force, and what the organization puts over it from the root down", () => {
    expect(documents).toEqual({
      "Who may enter: trust policy": ["Trust policy"],
      "What it may do: identity policies": ["inline (inline)", "Gone (customer managed)"],
      "Permissions boundary": ["limit"],
      "Service control policies over it": ["base on Root", "base on Work", "base on the account"],
      "Resource control policies over it": [],
    });
    const boundary = view.sections[2]?.documents[0];
    expect(boundary?.where).toMatch(/\/Policies\/0\/PolicyVersionList\/1\/Document$/);
    expect(JSON.stringify(boundary?.lines)).toContain("s3:Get*");
  });

  test("says that an attached policy is missing", () => {
    expect(view.sections[1]?.documents[1]?.where).toMatch(/Gone: the document is not in the snapshot$/);
  });

  test("of a user has the policies of its groups", () => {
    const user = page(ann.Arn);
    expect(user.groups).toEqual(["devs"]);
    expect(user.sections[0]?.documents.map((one) => one.title)).toEqual([
      "assume (inline)",
      "read (inline, group devs)",
    ]);
    expect(user.sections[2]?.note).toBe("None: they do not restrict the management account.");
  });

  test("of somebody whom the snapshot does not have says so", () => {
    expect(page(`arn:aws:iam::${accountB}:role/gone`)).toMatchObject({ known: false, sections: [] });
  });
});

test("coverage lists what is missing first, with what follows from it", () => {
  const { accounts, organization: words } = coverageView(dataset);
  expect(accounts.map((row) => [row.name, row.state])).toEqual([
    ["lost", "missing"],
    ["main", "partly"],
    ["work", "partly"],
  ]);
  expect(accounts[1]?.gaps.join("; ")).toMatch(/no role list: .* 1 h; no identity providers/);
  expect(words[0]).toBe(
    "o-1: 3 accounts, 1 organizational units, 1 service control policies, 0 resource control policies",
  );
  expect(coverageView(realDataset(realSnapshot([ann], []))).organization[0]).toMatch(
    /^organization.json is missing/,
  );
});
