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
