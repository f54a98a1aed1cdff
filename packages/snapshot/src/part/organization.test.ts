import { expect, test } from "vitest";
import { UNREADABLE } from "../schema/leaf.js";
import {
  accountId,
  details,
  manifest,
  organization,
  otherId,
  places,
  read,
  snapshotOf,
  trust,
} from "../testing/build.js";

const file = "organization.json";

function readOrganization(changes: Record<string, unknown>) {
  return read({
    "manifest.json": manifest,
    [file]: organization(changes),
    [`accounts/${accountId}/authorization-details.json`]: details(),
  });
}

test("an organization without its core is an error, and nothing is judged without it", () => {
  const { snapshot, problems } = readOrganization({ Organization: { Id: "o-x", MasterAccountId: "12" } });
  expect(snapshot).toBeNull();
  expect(places(problems)).toEqual([`error account-id-invalid ${file}#/Organization/MasterAccountId`]);
  expect(problems[0]?.remedy).toContain("remove it to analyze without SCPs and RCPs");
});

test.each(["[]", "null", '"x"'])("an organization of %s is an error", (content) => {
  const files = { [file]: content, [`accounts/${accountId}/authorization-details.json`]: details() };
  const { snapshot, problems } = read(files);
  expect(snapshot).toBeNull();
  expect(problems).toContainEqual(expect.objectContaining({ level: "error", file, pointer: "" }));
});

test("a parent that does not exist is warned about, and the account stays", () => {
  const result = readOrganization({
    OrganizationalUnits: [{ Id: "ou-prod", ParentId: "r-gone" }],
    Accounts: [{ Id: accountId, ParentId: "ou-gone" }, { Id: otherId }],
  });
  expect(places(result.problems)).toEqual([
    `warning parent-missing ${file}#/OrganizationalUnits/0/ParentId`,
    `warning parent-missing ${file}#/Accounts/0/ParentId`,
    `warning parent-missing ${file}#/Accounts/1/ParentId`,
  ]);
  expect(snapshotOf(result).organization?.Accounts).toHaveLength(2);
});

test("units on a cycle are left out with a warning, so that every walk up ends", () => {
  const result = readOrganization({
    OrganizationalUnits: [
      { Id: "ou-below", ParentId: "ou-a" },
      { Id: "ou-a", ParentId: "ou-b" },
      { Id: "ou-b", ParentId: "ou-a" },
      { Id: "ou-self", ParentId: "ou-self" },
      { Id: "ou-prod", ParentId: "r-root" },
    ],
  });
  expect(places(result.problems)).toEqual([
    `warning organization-cycle ${file}#/OrganizationalUnits/1`,
    `warning organization-cycle ${file}#/OrganizationalUnits/2`,
    `warning organization-cycle ${file}#/OrganizationalUnits/3`,
    `warning parent-missing ${file}#/OrganizationalUnits/0/ParentId`,
  ]);
  expect(snapshotOf(result).organization?.OrganizationalUnits.map(({ Id }) => Id)).toEqual([
    "ou-below",
    "ou-prod",
  ]);
});

test("a policy target that does not exist is warned about", () => {
  const policy = {
    Id: "p-1",
    Type: "RESOURCE_CONTROL_POLICY",
    AwsManaged: false,
    Content: trust,
    Targets: ["r-root", "ou-gone"],
  };
  const result = readOrganization({ Policies: [policy] });
  expect(places(result.problems)).toEqual([`warning target-missing ${file}#/Policies/0/Targets/1`]);
  expect(snapshotOf(result).organization?.Policies[0]?.Targets).toEqual(["r-root", "ou-gone"]);
});

// To leave one out would take the only Allow of a level away, and hide every path that needs it.
test.each([
  ["Id", 7, { Id: UNREADABLE, Type: "SERVICE_CONTROL_POLICY" }],
  ["Id", undefined, { Id: UNREADABLE, Type: "SERVICE_CONTROL_POLICY" }],
  ["Type", {}, { Id: "p-1", Type: UNREADABLE }],
  ["Type", undefined, { Id: "p-1", Type: UNREADABLE }],
  ["AwsManaged", "true", { Id: "p-1", AwsManaged: false }],
])("a policy whose %s is %j stays, and a warning says that it is not known", (field, given, kept) => {
  const policy = { Id: "p-1", Type: "SERVICE_CONTROL_POLICY", AwsManaged: true, Content: trust, Targets: [] };
  const changed = { ...policy, [field]: given };
  const result = readOrganization({ Policies: [changed, changed] });
  expect(snapshotOf(result).organization?.Policies[0]).toMatchObject({ Content: trust, ...kept });
  expect(result.problems[0]?.message).toContain(`what \`${field}\` says counts as unknown`);
  expect(snapshotOf(result).organization?.Policies).toHaveLength(field === "Id" ? 2 : 1);
});

test("what is no policy at all may be any, and reads the same when it is written and read again", () => {
  const first = readOrganization({ Policies: [7] });
  const { organization } = snapshotOf(first);
  expect(organization?.Policies).toMatchObject([{ Type: UNREADABLE, Content: null, Targets: [UNREADABLE] }]);
  const again = readOrganization({ Policies: organization?.Policies });
  expect(snapshotOf(again).organization?.Policies).toEqual(organization?.Policies);
});

test("an account outside the organization is no problem", () => {
  const result = readOrganization({ Accounts: [], Policies: [] });
  expect(result.problems).toEqual([]);
  expect(snapshotOf(result).accounts).toHaveLength(1);
});

test("entries with one id, and policies of other types, are left out with a warning", () => {
  const tagPolicy = { Id: "p-tags", Type: "TAG_POLICY", AwsManaged: false, Content: {}, Targets: [] };
  const result = readOrganization({
    Accounts: [
      { Id: accountId, ParentId: "ou-prod" },
      { Id: accountId, ParentId: "r-root" },
    ],
    Policies: [tagPolicy],
  });
  expect(places(result.problems)).toEqual([
    `warning policy-type-unknown ${file}#/Policies/0/Type`,
    `warning entity-duplicate ${file}#/Accounts/1`,
  ]);
  expect(snapshotOf(result).organization?.Accounts).toEqual([{ Id: accountId, ParentId: "ou-prod" }]);
});

test("a missing list and a list of another name are warned about", () => {
  const { Policies: _, ...rest } = organization();
  const result = read({
    "manifest.json": manifest,
    [file]: { ...rest, SCPs: [] },
    [`accounts/${accountId}/authorization-details.json`]: details(),
  });
  expect(places(result.problems)).toEqual([
    `warning list-missing ${file}#/Policies`,
    `warning key-unknown ${file}#/SCPs`,
  ]);
});

test("policies as `describe-policy` and targets as `list-targets-for-policy` write them are read", () => {
  const summary = { Id: "p-1", Name: "Deny", Type: "SERVICE_CONTROL_POLICY", AwsManaged: false };
  const policy = {
    PolicySummary: summary,
    Content: JSON.stringify(trust),
    Targets: [{ TargetId: "r-root", Type: "ROOT" }],
  };
  const result = readOrganization({ Policies: [policy] });
  expect(result.problems).toEqual([]);
  expect(snapshotOf(result).organization?.Policies).toEqual([
    { ...summary, Content: trust, Targets: ["r-root"] },
  ]);
});

test.each([
  [["r-root", 7], ["r-root", UNREADABLE], "/1"],
  [7, [UNREADABLE], ""],
])(
  "a policy with %j for targets is kept, and where it is attached counts as unknown",
  (given, kept, place) => {
    const policy = { Id: "p-1", Type: "SERVICE_CONTROL_POLICY", AwsManaged: false, Content: trust };
    const result = readOrganization({ Policies: [{ ...policy, Targets: given }] });
    expect(places(result.problems)).toEqual([`warning type-wrong ${file}#/Policies/0/Targets${place}`]);
    expect(snapshotOf(result).organization?.Policies[0]?.Targets).toEqual(kept);
  },
);

test("a policy without targets listed is warned about, since it then counts as attached nowhere", () => {
  const policy = { Id: "p-1", Type: "SERVICE_CONTROL_POLICY", AwsManaged: false, Content: trust };
  const result = readOrganization({ Policies: [policy] });
  expect(places(result.problems)).toEqual([`warning list-missing ${file}#/Policies/0/Targets`]);
});
