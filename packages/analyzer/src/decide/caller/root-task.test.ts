import type { Organization } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, OTHER, role, snapshot, trust, user } from "../../testing/world.js";

const organization: Organization = {
  Organization: { Id: "o-exampleorgid", MasterAccountId: HOME },
  Roots: [{ Id: "r-root" }],
  OrganizationalUnits: [],
  Accounts: [
    { Id: HOME, ParentId: "r-root" },
    { Id: OTHER, ParentId: "r-root" },
  ],
  Policies: [],
};
const TASK = "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy";
const analysis = analyze(
  snapshot(
    [
      user("admin", { policies: [allow("*")] }),
      user("unlocker", {
        policies: [allow("sts:AssumeRoot", "*", { StringEquals: { "sts:TaskPolicyArn": TASK } })],
      }),
      user("reader", { policies: [allow("s3:*")] }),
      user("member", { account: OTHER, policies: [allow("*")] }),
      role("x", trust(HOME), { account: OTHER }),
    ],
    { organization },
  ),
);
const root = `arn:aws:iam::${OTHER}:root`;
const ask = (from: string, to = root) => analysis.can({ from, to });

test("a principal of the management account gets a root task of a member account by its identity policy", () => {
  expect(ask("user/admin")).toMatchObject({
    verdict: "allowed",
    action: "sts:AssumeRoot",
    maxSessionSeconds: 900,
  });
  expect(ask("user/reader")).toMatchObject({ verdict: "denied", layer: "identity", denyType: "implicit" });
});

test("the task policy is a condition that the caller meets by choosing it", () => {
  const answer = ask("user/unlocker");
  expect(answer.requires.map((entry) => [entry.key, entry.values])).toEqual([["sts:TaskPolicyArn", [TASK]]]);
  expect(answer.witness?.["sts:TaskPolicyArn"]).toBe(TASK);
});

test("members, root users and the management account itself are left out", () => {
  expect(ask("user/member")).toMatchObject({ verdict: "denied", layer: "sts" });
  expect(ask(`arn:aws:iam::${HOME}:root`)).toMatchObject({ verdict: "denied", layer: "sts" });
  expect(ask("user/admin", `arn:aws:iam::${HOME}:root`)).toMatchObject({ verdict: "denied", layer: "sts" });
});

test("the graph holds root tasks as edges of their own kind", () => {
  const edges = [...analysis.edges()].filter((edge) => edge.action === "sts:AssumeRoot");
  expect(edges.map((edge) => [edge.from.split("/")[1], edge.to, edge.verdict])).toEqual([
    ["admin", root, "allowed"],
    ["unlocker", root, "conditional"],
  ]);
});
