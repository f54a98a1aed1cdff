import type { Json } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import type { CanQuestion } from "../../answer.js";
import { HOME, role, snapshot, trust, user } from "../../testing/world.js";

const ALICE = `arn:aws:iam::${HOME}:user/alice`;
const CI = `arn:aws:iam::${HOME}:role/ci`;
const TARGET = `arn:aws:iam::${HOME}:role/Target`;
const EXTRA = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];

type Context = NonNullable<CanQuestion["context"]>;

/** What comes of the question whether alice, named by the trust policy, becomes Target where `context` holds. */
function verdict(condition: Json, context: Context, action: Json = EXTRA): string {
  const world = snapshot([user("alice"), role("Target", trust(ALICE, condition, action))]);
  return summary(world, { from: ALICE, to: TARGET, context });
}

/** As {@link verdict}, for some session of a role. */
function ofSession(condition: Json, context: Context, action: Json = EXTRA): string {
  const world = snapshot([role("ci", trust(ALICE, {}, EXTRA)), role("Target", trust(CI, condition, action))]);
  return summary(world, { from: CI, to: TARGET, context });
}

function summary(world: Parameters<typeof analyze>[0], question: CanQuestion): string {
  const answer = analyze(world).can(question);
  return [answer.verdict, ...answer.requires.map(({ key }) => key)].join(" ");
}

test.each([{ "aws:CurrentTime": "2026-11-01T00:00:00Z" }, { "aws:EpochTime": "1793491200" }])(
  "the time that %j pins is the time of both clocks",
  (context) => {
    const times = (operator: string, seconds: string) => ({ [operator]: { "aws:EpochTime": seconds } });
    expect(verdict(times("NumericGreaterThan", "1793491199"), context)).toBe("allowed");
    expect(verdict(times("NumericEquals", "1793491200"), context)).toBe("allowed");
    expect(verdict(times("NumericLessThan", "1793491200"), context)).toBe("denied");
    expect(verdict(times("NumericNotEquals", "1793491200"), context)).toBe("denied");
    expect(verdict({ DateLessThan: { "aws:CurrentTime": "2026-11-02" } }, context)).toBe("allowed");
  },
);

describe("a session tag that the question pins", () => {
  const team = { "aws:RequestTag/team": "blue" };

  test("needs sts:TagSession, as one that is passed does", () => {
    expect(verdict({}, team, "sts:AssumeRole")).toBe("denied");
    expect(verdict({}, team)).toBe("allowed");
    expect(verdict({}, { "sts:TransitiveTagKeys": ["team"] }, "sts:AssumeRole")).toBe("denied");
  });

  test("is among the tag keys", () => {
    expect(verdict({ "ForAllValues:StringEquals": { "aws:TagKeys": ["cost"] } }, team)).toBe("denied");
    expect(verdict({ "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } }, team)).toBe("allowed");
    expect(verdict({ "ForAnyValue:StringEquals": { "aws:TagKeys": ["team"] } }, team)).toBe("allowed");
    expect(verdict({ Null: { "aws:TagKeys": "true" } }, team)).toBe("denied");
  });

  test("leaves the other tags open", () => {
    const both = { StringEquals: { "aws:RequestTag/team": "blue", "aws:RequestTag/cost": "7" } };
    expect(verdict(both, team)).toBe("conditional aws:RequestTag/cost");
  });

  test("is none of the tag keys when it is pinned to absent", () => {
    const some = (...keys: string[]) => ({ "ForAnyValue:StringEquals": { "aws:TagKeys": keys } });
    expect(verdict(some("team"), { "aws:RequestTag/team": null })).toBe("denied");
    expect(verdict(some("team", "cost"), { "aws:RequestTag/team": null })).toBe("conditional aws:TagKeys");
  });

  test("is there when the tag keys are pinned, and no list is no tags", () => {
    const none = { Null: { "aws:RequestTag/team": "true" } };
    expect(verdict(none, { "aws:TagKeys": ["team"] })).toBe("denied");
    expect(verdict(none, { "aws:TagKeys": [] }, "sts:AssumeRole")).toBe("allowed");
  });
});

test("pinned MFA says whether there is an age of it, and the other way round", () => {
  const recent = { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } };
  expect(verdict(recent, { "aws:MultiFactorAuthPresent": "false" })).toBe("denied");
  expect(verdict(recent, { "aws:MultiFactorAuthPresent": null })).toBe("denied");
  expect(verdict(recent, { "aws:MultiFactorAuthPresent": "true" })).toBe(
    "conditional aws:MultiFactorAuthAge",
  );
  expect(
    verdict({ Bool: { "aws:MultiFactorAuthPresent": "true" } }, { "aws:MultiFactorAuthAge": "10" }),
  ).toBe("allowed");
});

test("a pinned VPC is that of an endpoint, so there is no address", () => {
  const condition = { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
  expect(verdict(condition, { "aws:SourceVpc": "vpc-0a1b2c3d" })).toBe("denied");
});

test("a pinned source identity is that of request and session alike, and needs sts:SetSourceIdentity", () => {
  const session = (value: string) => ({ StringEquals: { "aws:SourceIdentity": value } });
  expect(ofSession(session("alice"), { "sts:SourceIdentity": "alice" })).toBe(
    "conditional aws:SourceIdentity",
  );
  expect(ofSession(session("alice"), { "sts:SourceIdentity": "bobby" })).toBe("denied");
  expect(ofSession(session("alice"), { "sts:SourceIdentity": null })).toBe("denied");
  const request = { StringEquals: { "sts:SourceIdentity": "alice" } };
  expect(ofSession(request, { "aws:SourceIdentity": "alice" })).toBe("allowed");
  expect(ofSession(request, { "aws:SourceIdentity": "bobby" })).toBe("denied");
  expect(ofSession({}, { "aws:SourceIdentity": "bobby" }, "sts:AssumeRole")).toBe("denied");
});

test("a key that is settled, or that no such call has, is said to have been given to no effect", () => {
  const world = snapshot([user("alice"), role("Target", trust(ALICE))]);
  const noted = (context: Context) =>
    analyze(world)
      .can({ from: ALICE, to: TARGET, context })
      .assumptions.filter((text) => text.includes("to no effect"));
  expect(noted({ "aws:PrincipalArn": "arn:aws:iam::1:user/bob" })[0]).toMatch(/^aws:PrincipalArn is given/);
  expect(noted({ ExternalId: "abc" })[0]).toMatch(/^ExternalId is given/);
  expect(noted({ "sts:ExternalId": "abc", "aws:SourceIp": null })).toEqual([]);
});
