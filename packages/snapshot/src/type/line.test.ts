import { expect, test } from "vitest";
import type { Organization } from "./entity.js";
import { linesIn } from "./line.js";

const organization: Organization = {
  Organization: { Id: "o-exampleorgid", MasterAccountId: "111122223333" },
  Roots: [{ Id: "r-root" }],
  OrganizationalUnits: [
    { Id: "ou-prod", ParentId: "r-root" },
    { Id: "ou-shop", ParentId: "ou-prod" },
    { Id: "ou-round", ParentId: "ou-about" },
    { Id: "ou-about", ParentId: "ou-round" },
  ],
  Accounts: [
    { Id: "111122223333", ParentId: "ou-shop" },
    { Id: "444455556666", ParentId: "ou-gone" },
    { Id: "555566667777" },
    { Id: "666677778888", ParentId: "ou-round" },
  ],
  Policies: [],
};

test.each([
  ["111122223333", ["r-root", "ou-prod", "ou-shop", "111122223333"]],
  ["ou-prod", ["r-root", "ou-prod"]],
  ["444455556666", ["ou-gone", "444455556666"]],
  ["555566667777", ["555566667777"]],
  ["666677778888", ["ou-about", "ou-round", "666677778888"]],
])("the line of %s leads from the top down to it, as far as the organization tells", (id, line) => {
  expect(linesIn(organization)(id)).toEqual(line);
  expect(linesIn(undefined)(id)).toEqual([id]);
});
