import { expect, test } from "vitest";
import { readSnapshot } from "./read/reader.js";
import {
  accountId,
  bundle,
  details,
  manifest,
  organization,
  read,
  role,
  snapshotOf,
  trust,
} from "./testing/build.js";
import { valueAt } from "./value-at.js";
import { writeSnapshot } from "./write.js";

const file = `accounts/${accountId}/authorization-details.json`;
const statement = "/RoleDetailList/0/AssumeRolePolicyDocument/Statement/0";

test("one address finds the same value in a bundle, a bare file and a directory", () => {
  const accounts = [{ id: accountId, authorizationDetails: details() }];
  const inputs = [
    read({ "b.json": bundle({ accounts, organization: organization() }) }),
    read({ "any.json": details() }),
    read({ "manifest.json": manifest, [file]: details() }),
  ];
  for (const result of inputs)
    expect(valueAt(snapshotOf(result), file, statement)).toEqual(trust.Statement[0]);
});

test("an encoded policy is addressed like a plain one", () => {
  const encoded = role("a", { AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)) });
  const snapshot = snapshotOf(read({ "any.json": details({ RoleDetailList: [encoded] }) }));
  expect(valueAt(snapshot, file, `${statement}/Effect`)).toBe("Allow");
});

test("every file that is written can be addressed, and holds what valueAt says", () => {
  const snapshot = snapshotOf(read({ "b.json": bundle({ organization: organization() }) }));
  for (const [path, text] of writeSnapshot(snapshot))
    expect(valueAt(snapshot, path, "")).toEqual(JSON.parse(text));
  expect(snapshotOf(readSnapshot(writeSnapshot(snapshot))).manifest).toEqual(manifest);
});

test.each([
  ["organization.json", ""],
  ["accounts/999999999999/authorization-details.json", ""],
  [`accounts/${accountId}/list-roles.json`, ""],
  [`accounts/${accountId}/other.json`, ""],
  [file, "/RoleDetailList/9"],
  [file, "/constructor"],
  ["b.json", "/manifest"],
])("%s%s leads nowhere and gives undefined", (path, pointer) => {
  expect(valueAt(snapshotOf(read({ "b.json": bundle() })), path, pointer)).toBeUndefined();
});
