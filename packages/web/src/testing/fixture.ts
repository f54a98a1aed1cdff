import type { Finding } from "@rolepath/analyzer";
import { makeDataset } from "../model/dataset.js";
import { externalId, type FakeWorld, fakeAnalysis, roleArn } from "./fake-analysis.js";

/** The ARN of a role in an account named by one digit. */
export const role = roleArn;
export const github = "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com";
export const alice = "arn:aws:iam::111111111111:user/alice";

const finding: Finding = {
  id: "f-1",
  rule: "CHAIN-TO-ADMIN",
  severity: "high",
  title: "gha-build reaches an administrator",
  resource: role(3, "Admin"),
  account: "333333333333",
  principals: [github],
  evidence: [],
  path: [github, role(2, "build"), role(3, "Admin")],
  why: "whoever pushes code becomes administrator",
  fix: "ask for a subject",
  references: [
    { title: "IAM user guide", url: "https://docs.aws.amazon.com/IAM/" },
    { title: "bad", url: "javascript:alert(1)" },
  ],
  fingerprint: "x",
};

/** GitHub, a user and a vendor lead into three accounts, one hop under a condition. */
export const world: FakeWorld = {
  principals: [
    { id: "*", kind: "anyone", name: "*", account: "", outside: true },
    {
      id: github,
      kind: "oidc",
      name: "token.actions.githubusercontent.com",
      account: "222222222222",
      outside: true,
    },
    { id: "999999999999", kind: "account", name: "999999999999", account: "999999999999", outside: true },
    { id: "ec2.amazonaws.com", kind: "service", name: "ec2.amazonaws.com", account: "" },
    { id: alice, kind: "user", name: "alice", account: "111111111111", tags: { team: "payments" } },
    { id: role(2, "build"), kind: "role", name: "build", account: "222222222222" },
    { id: role(3, "Admin"), kind: "role", name: "Admin", account: "333333333333", admin: true },
    { id: role(3, "vendor"), kind: "role", name: "vendor", account: "333333333333" },
    { id: role(3, "web"), kind: "service-role", name: "web", account: "333333333333" },
  ],
  edges: [
    { from: github, to: role(2, "build") },
    { from: role(2, "build"), to: role(3, "Admin"), requires: [externalId] },
    { from: alice, to: role(2, "build") },
    { from: "999999999999", to: role(3, "vendor"), requires: [externalId] },
    { from: "ec2.amazonaws.com", to: role(3, "web") },
  ],
  findings: [finding],
};

export const dataset = makeDataset("fixture", fakeAnalysis(world));
