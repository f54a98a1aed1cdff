import type { Json } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { HOME, OTHER, role, snapshot, trust } from "../../testing/world.js";

const STRANGER = "999988887777";

test.each<[string, Json, string]>([
  ["an account of the snapshot", { StringEquals: { "aws:PrincipalAccount": HOME } }, "denied"],
  ["an ARN in it", { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/x*` } }, "denied"],
  ["another account", { StringEquals: { "aws:PrincipalAccount": STRANGER } }, "conditional"],
  ["either", { StringEquals: { "aws:PrincipalAccount": [HOME, STRANGER] } }, "conditional"],
  ["an ARN of anywhere", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x*" } }, "conditional"],
])("anyone is nobody of the snapshot's accounts: %s is asked for", (_, condition, verdict) => {
  const world = snapshot([role("open", trust("*", condition)), role("other", null, { account: OTHER })]);
  const answer = analyze(world).can({ from: "*", to: "role/open" });
  expect(answer.verdict).toBe(verdict);
  if (verdict === "conditional")
    expect(JSON.stringify(answer.witness)).not.toMatch(new RegExp(`${HOME}|${OTHER}`));
});

// Without organization.json nothing says that an account is in no organization, but for those that were collected.
test.each(["*", STRANGER, `arn:aws:iam::${STRANGER}:user/eve`, `arn:aws:iam::${STRANGER}:role/x`])(
  "which organization %s is in is not known without organization.json",
  (from) => {
    const verdict = (condition: Json) =>
      analyze(snapshot([role("open", trust("*", condition))])).can({ from, to: "role/open" }).verdict;
    expect(verdict({ StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } })).toBe("conditional");
    const paths = { "aws:PrincipalOrgPaths": "o-exampleorgid/*" };
    expect(verdict({ "ForAnyValue:StringLike": paths })).toBe("conditional");
    expect(verdict({ "ForAnyValue:StringNotLike": paths })).toBe("conditional");
    expect(verdict({ StringNotEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } })).not.toBe("denied");
  },
);
