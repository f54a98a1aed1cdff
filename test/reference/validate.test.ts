import { describe, expect, it } from "vitest";
import { account, COLLECTED, policy, role, snapshot, user } from "./build.js";
import type { Caller, ConcreteRequest, Context } from "./request.js";
import { validateContext } from "./validate.js";

const HOME = "111122223333";
const world = snapshot([
  account(HOME, {
    UserDetailList: [user(HOME, "alice", { tags: { team: "blue" } })],
    RoleDetailList: [role(HOME, "Target", policy([])), role(HOME, "ci", policy([]))],
  }),
]);
const alice: Caller = { kind: "principal", arn: `arn:aws:iam::${HOME}:user/alice` };
const ci: Caller = { kind: "principal", arn: `arn:aws:iam::${HOME}:role/ci` };
const lambda: Caller = { kind: "service", name: "lambda.amazonaws.com" };
const NOW: Context = {
  "aws:CurrentTime": COLLECTED,
  "aws:EpochTime": "1792022400",
  "sts:RoleSessionName": "me",
};
const SESSION: Context = { ...NOW, "aws:TokenIssueTime": COLLECTED };

function problems(caller: Caller, context: Context): string[] {
  const request: ConcreteRequest = {
    caller,
    to: `arn:aws:iam::${HOME}:role/Target`,
    action: "sts:AssumeRole",
    context,
  };
  return validateContext(world, request);
}

describe("a context", () => {
  it.each([
    [
      "with static keys spelled out",
      alice,
      { ...NOW, "aws:PrincipalTag/TEAM": "blue", "aws:username": "alice" },
    ],
    [
      "of a role session",
      ci,
      { ...SESSION, "aws:MultiFactorAuthPresent": "false", "aws:userid": `AROA${HOME}CI:x` },
    ],
    ["with MFA", alice, { ...NOW, "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "5" }],
    [
      "with tags",
      alice,
      { ...NOW, "aws:RequestTag/a": "1", "aws:TagKeys": ["a"], "sts:TransitiveTagKeys": ["a"] },
    ],
    ["behind an endpoint", alice, { ...NOW, "aws:SourceVpc": "vpc-1", "aws:SourceVpce": "vpce-1" }],
    ["of a service", lambda, { ...NOW, "aws:SourceAccount": HOME, "aws:SourceOrgID": "o-a1b2c3d4e5" }],
  ] as const)("%s can exist", (_title, caller, context) => {
    expect(problems(caller, context)).toEqual([]);
  });

  it.each([
    ["contradicts a static key", alice, { ...NOW, "aws:username": "bob" }],
    ["changes a tag that nobody can pass", ci, { ...SESSION, "aws:PrincipalTag/team": "red" }],
    ["has a key that AWS never sends", alice, { ...NOW, "aws:PrincipalOrganisation": "o-1" }],
    [
      "has both an address and an endpoint",
      alice,
      { ...NOW, "aws:SourceIp": "10.0.0.1", "aws:SourceVpce": "vpce-1" },
    ],
    [
      "gives a role session MFA",
      ci,
      { ...SESSION, "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "1" },
    ],
    ["has an external id with a space", alice, { ...NOW, "sts:ExternalId": "a b" }],
    ["has an external id of one character", alice, { ...NOW, "sts:ExternalId": "7" }],
    ["has a session name with a slash", alice, { ...NOW, "sts:RoleSessionName": "a/b" }],
    ["lists other tag keys than it passes", alice, { ...NOW, "aws:RequestTag/a": "1", "aws:TagKeys": ["b"] }],
    ["makes a tag transitive that it does not pass", alice, { ...NOW, "sts:TransitiveTagKeys": ["a"] }],
    [
      "lies before the collection",
      alice,
      { ...NOW, "aws:CurrentTime": "2026-10-14T00:00:00Z", "aws:EpochTime": "1791936000" },
    ],
    ["has clocks that differ", alice, { ...NOW, "aws:EpochTime": "1792022401" }],
    ["has a token from the future", ci, { ...NOW, "aws:TokenIssueTime": "2027-01-01T00:00:00Z" }],
    ["has an MFA age without MFA", alice, { ...NOW, "aws:MultiFactorAuthAge": "5" }],
    ["has a source organization without an account", lambda, { ...NOW, "aws:SourceOrgID": "o-a1b2c3d4e5" }],
    ["gives a user source keys", alice, { ...NOW, "aws:SourceAccount": HOME }],
    ["gives a service an organization", lambda, { ...NOW, "aws:PrincipalOrgID": "o-a1b2c3d4e5" }],
  ] as const)("cannot exist when it %s", (_title, caller, context) => {
    expect(problems(caller, context)).not.toEqual([]);
  });
});
