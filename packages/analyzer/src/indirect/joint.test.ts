import type { Json, PolicyDocument } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../analyze.js";
import { allow, HOME, policy, role, snapshot, trust, user } from "../testing/world.js";

const alice = `arn:aws:iam::${HOME}:user/alice`;
const target = `arn:aws:iam::${HOME}:role/Target`;
const lambda = policy({
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
});
const raising = policy({ Effect: "Allow", Action: "*", Resource: "*" });

const bool = (value: string): Json => ({ Bool: { "aws:MultiFactorAuthPresent": value } });
const address = (range: string): Json => ({ IpAddress: { "aws:SourceIp": range } });
const tag = (value: string): Json => ({ StringEquals: { "aws:PrincipalTag/team": value } });
const region = (value: string): Json => ({ StringEquals: { "aws:RequestedRegion": value } });

/** What alice, with the tag that the caller of a snapshot cannot choose, gets hold of in one indirect hop. */
function hops(policies: readonly PolicyDocument[], trusted: PolicyDocument) {
  const world = snapshot([
    user("alice", { policies: [...policies], tags: { team: "red" } }),
    role("Target", trusted, { policies: [raising] }),
  ]);
  return analyze(world).whatCan(alice, { indirect: true, maxHops: 1 }).results;
}

describe("the calls of one hop", () => {
  const make = ["lambda:CreateFunction", "lambda:InvokeFunction"];

  test.each<[string, Json, Json]>([
    ["addresses", address("203.0.113.0/24"), address("198.51.100.0/24")],
    ["MFA and none", bool("true"), { Null: { "aws:MultiFactorAuthPresent": "true" } }],
    ["two tags", tag("red"), tag("blue")],
    ["two regions", region("us-east-1"), region("eu-west-1")],
  ])("that demand what excludes each other are no hop: %s", (_, first, second) => {
    const calls = [allow("iam:PassRole", target, first), allow(make, "*", second)];
    expect(hops(calls, lambda)).toEqual([]);
    const same = [allow("iam:PassRole", target, first), allow(make, "*", first)];
    expect(hops(same, lambda).map((result) => result.principal)).toEqual([target]);
  });
});

describe("changing a role and then entering it", () => {
  const change = (condition?: Json) => allow("iam:UpdateAssumeRolePolicy", "*", condition);
  const enter = (condition?: Json) => allow("sts:AssumeRole", "*", condition);
  const closed = trust(`arn:aws:iam::${HOME}:role/nobody`);

  test("is no hop where the one needs an address that the other does not take", () => {
    const [here, there] = [address("203.0.113.0/24"), address("198.51.100.0/24")];
    const deny = policy({ Effect: "Deny", Action: "sts:AssumeRole", Resource: "*", Condition: there });
    const elsewhere = policy({
      Effect: "Deny",
      Action: "sts:AssumeRole",
      Resource: "*",
      Condition: { NotIpAddress: { "aws:SourceIp": "198.51.100.0/24" } },
    });
    const found = (policies: PolicyDocument[]) => hops(policies, closed).map((result) => result.principal);
    expect(found([change(here), enter(), deny])).toEqual([target]);
    expect(found([change(here), enter(), elsewhere])).toEqual([]);
    expect(found([change(there), enter(), elsewhere])).toEqual([target]);
  });

  test("needs only what both demand together", () => {
    const deny = policy({
      Effect: "Deny",
      Action: "sts:AssumeRole",
      Resource: "*",
      Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    });
    const [result] = hops([change(bool("true")), enter(), deny], closed);
    expect(result?.requires.map((entry) => entry.key)).toEqual(["aws:MultiFactorAuthPresent"]);
  });
});
