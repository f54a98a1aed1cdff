import { expect, test } from "vitest";
import { auditRolePolicy, partitionOfRegion, requiredPolicy } from "./required-policy.js";

const question = {
  organization: false,
  entersAccounts: false,
  withAccountTags: true,
  withIdentityCenter: true,
  partition: "aws",
  roleName: "audit/rolepath",
};

test("one account needs IAM's reading calls alone, which is what the audit role allows", () => {
  expect(requiredPolicy(question)).toEqual(auditRolePolicy());
  const actions = auditRolePolicy().Statement.flatMap(({ Action }) => Action);
  expect(actions.length).toBeGreaterThan(0);
  for (const action of actions) expect(action).toMatch(/^iam:(?:Get|List)/);
});

test("an organization needs its own calls too, and one role name in all accounts of the partition", () => {
  const policy = requiredPolicy({ ...question, organization: true, partition: "aws-cn" });
  expect(policy.Statement.map(({ Sid }) => Sid)).toEqual([
    "ReadIam",
    "ReadOrganization",
    "ReadIdentityCenter",
    "EnterAccounts",
  ]);
  expect(policy.Statement.at(-1)).toMatchObject({
    Action: ["sts:AssumeRole"],
    Resource: "arn:aws-cn:iam::*:role/audit/rolepath",
  });
});

test("what is skipped is not asked for", () => {
  const policy = requiredPolicy({
    ...question,
    organization: true,
    withAccountTags: false,
    withIdentityCenter: false,
  });
  const actions = policy.Statement.flatMap(({ Action }) => Action).join();
  expect(actions).not.toMatch(/sso:|identitystore:|ListTagsForResource/);
});

test("a region tells its partition", () => {
  expect(["eu-west-1", "cn-north-1", "us-gov-west-1"].map(partitionOfRegion)).toEqual([
    "aws",
    "aws-cn",
    "aws-us-gov",
  ]);
});
