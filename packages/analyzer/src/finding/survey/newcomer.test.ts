import type { Json, OrganizationPolicy, PolicyDocument } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, OTHER, policy, role, snapshot, trust } from "../../testing/world.js";

/** The rules that speak of a role of an organization with all members in `ou-work`, or one of them in `ou-play` under an SCP. */
function rulesFor(condition: Json, scp?: PolicyDocument): readonly string[] {
  const organization = {
    Organization: { Id: "o-exampleorgid", MasterAccountId: OTHER },
    Roots: [{ Id: "r-root" }],
    OrganizationalUnits: ["ou-work", "ou-play"].map((Id) => ({ Id, ParentId: "r-root" })),
    Accounts: [
      { Id: OTHER, ParentId: "r-root" },
      { Id: HOME, ParentId: "ou-work" },
      ...(scp === undefined ? [] : [{ Id: "777788889999", ParentId: "ou-play" }]),
    ],
    Policies:
      scp === undefined
        ? []
        : [attached(allow("*"), "r-root", "ou-work", "ou-play", HOME), attached(scp, "ou-play")],
  };
  const world = snapshot([role("Target", trust("*", condition))], { organization });
  return analyze(world)
    .check()
    .findings.map(({ rule }) => rule);
}

function attached(content: PolicyDocument, ...targets: readonly string[]): OrganizationPolicy {
  return {
    Id: `p-${targets.join("-")}`,
    Type: "SERVICE_CONTROL_POLICY",
    AwsManaged: false,
    Content: content,
    Targets: targets,
  };
}

test("the one unit that all members are in is narrower than the organization", () => {
  expect(rulesFor({ StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } })).toEqual(["TRUST-ORG-WIDE"]);
  const within = (path: string) => ({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": path } });
  expect(rulesFor(within("o-exampleorgid/*"))).toEqual(["TRUST-ORG-WIDE"]);
  expect(rulesFor(within("o-exampleorgid/r-root/ou-work/*"))).toEqual([]);
});

test("an SCP that keeps a unit in, wholly or but for some, does not make the role narrower", () => {
  const member = { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } };
  const deny = { Effect: "Deny", Action: "sts:AssumeRole", Resource: "*" };
  const untagged = { ...deny, Condition: { StringNotEquals: { "aws:PrincipalTag/breakglass": "yes" } } };
  expect(rulesFor(member, policy(deny))).toEqual(["TRUST-ORG-WIDE"]);
  expect(rulesFor(member, policy(untagged))).toEqual(["TRUST-ORG-WIDE"]);
});
