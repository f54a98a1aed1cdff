import { expect, test } from "vitest";
import { UNREADABLE } from "../schema/leaf.js";
import { accountOf, details, places, readDetails, user } from "../testing/build.js";

const attached = { PolicyArn: UNREADABLE };
const inline = { PolicyName: UNREADABLE, PolicyDocument: null };

// To leave one out would say that it grants nothing, or holds nothing back: a path hidden, or one made up.
test.each([
  ["AttachedManagedPolicies", [{ PolicyName: "Admin" }], "/0/PolicyArn", [attached]],
  ["AttachedManagedPolicies", [{ PolicyName: "Admin", PolicyArn: 7 }], "/0/PolicyArn", [attached]],
  ["AttachedManagedPolicies", 7, "", [attached]],
  ["UserPolicyList", ["a"], "/0", [inline]],
  ["UserPolicyList", "a", "", [inline]],
  ["GroupList", ["staff", 7], "/1", ["staff", UNREADABLE]],
  ["GroupList", 7, "", [UNREADABLE]],
  ["PermissionsBoundary", {}, "/PermissionsBoundaryArn", { PermissionsBoundaryArn: UNREADABLE }],
  ["PermissionsBoundary", [], "", { PermissionsBoundaryArn: UNREADABLE }],
])("%s as %j counts as unknown where it cannot be read, with a warning", (field, given, place, kept) => {
  const result = readDetails(details({ UserDetailList: [user("alice", { [field]: given })] }));
  expect(accountOf(result).authorizationDetails.UserDetailList).toMatchObject([{ [field]: kept }]);
  const [problem] = result.problems;
  expect(places(result.problems)[0]).toMatch(new RegExp(`details.json#/UserDetailList/0/${field}${place}$`));
  expect(problem?.message).toMatch(/; what .* says counts as unknown$/);
});

test("a boundary and lists that are null are not there", () => {
  const nothing = { PermissionsBoundary: null, AttachedManagedPolicies: null, GroupList: null };
  const result = readDetails(details({ UserDetailList: [user("alice", nothing)] }));
  const [alice] = accountOf(result).authorizationDetails.UserDetailList;
  expect(alice).toMatchObject({ AttachedManagedPolicies: [], GroupList: [] });
  expect(alice?.PermissionsBoundary).toBeUndefined();
  expect(result.problems).toEqual([]);
});
