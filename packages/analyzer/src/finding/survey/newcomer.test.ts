import type { Json } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { HOME, OTHER, role, snapshot, trust } from "../../testing/world.js";

/** The rules that speak of a role of an organization whose members all stand in one unit. */
function rulesFor(condition: Json): readonly string[] {
  const organization = {
    Organization: { Id: "o-exampleorgid", MasterAccountId: OTHER },
    Roots: [{ Id: "r-root" }],
    OrganizationalUnits: [{ Id: "ou-work", ParentId: "r-root" }],
    Accounts: [
      { Id: OTHER, ParentId: "r-root" },
      { Id: HOME, ParentId: "ou-work" },
    ],
    Policies: [],
  };
  const world = snapshot([role("Target", trust("*", condition))], { organization });
  return analyze(world)
    .check()
    .findings.map(({ rule }) => rule);
}

test("a new account stands in the root first, so a unit is narrower than the organization", () => {
  expect(rulesFor({ StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } })).toEqual(["TRUST-ORG-WIDE"]);
  const within = (path: string) => ({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": path } });
  expect(rulesFor(within("o-exampleorgid/*"))).toEqual(["TRUST-ORG-WIDE"]);
  expect(rulesFor(within("o-exampleorgid/r-root/ou-work/*"))).toEqual([]);
});
