import { expect, test } from "vitest";
import { analyze } from "../analyze.js";
import { allow, HOME, role, snapshot, trust, user } from "../testing/world.js";

const problemsOf = (condition: Parameters<typeof trust>[1]) =>
  analyze(snapshot([role("Target", trust(HOME, condition))]))
    .problems()
    .map((problem) => problem.message.replace("trust policy of Target: ", ""));

test.each([
  [
    { IpAddress: { "aws:SourceIp": "10.0.0.0/40" } },
    "`10.0.0.0/40` under IpAddress aws:SourceIp is no address block; it matches nothing",
  ],
  [
    { DateLessThan: { "aws:CurrentTime": "soon" } },
    "`soon` under DateLessThan aws:CurrentTime is no date; it matches nothing",
  ],
  [
    { NumericLessThan: { "aws:MultiFactorAuthAge": "an hour" } },
    "`an hour` under NumericLessThan aws:MultiFactorAuthAge is no number; it matches nothing",
  ],
  [
    { Bool: { "aws:SecureTransport": "yes" } },
    "`yes` under Bool aws:SecureTransport is no boolean; it matches nothing",
  ],
  [
    { ArnLike: { "aws:PrincipalArn": "arn:aws:iam:role/x" } },
    "`arn:aws:iam:role/x` under ArnLike aws:PrincipalArn is no ARN pattern of six parts; it matches nothing",
  ],
  [
    { StringSounds: { "aws:PrincipalArn": "x" } },
    "AWS has no condition operator `StringSounds`; it is kept open",
  ],
  [
    { StringEquals: { "aws:PrincipalMood": "x" } },
    "AWS has no condition key `aws:PrincipalMood`; it is never present",
  ],
  [
    { StringLike: { "aws:PrincipalOrgPaths": "o-x/*" } },
    "`aws:PrincipalOrgPaths` holds several values and StringLike has no ForAllValues or ForAnyValue; it is read as ForAnyValue",
  ],
  [
    { "ForAnyValue:StringLike": { "aws:PrincipalArn": "x" } },
    "`aws:PrincipalArn` holds one value and ForAnyValue:StringLike is for several; it is read as a list of one",
  ],
])("condition %j gets a warning that says what becomes of it", (condition, message) => {
  expect(problemsOf(condition)).toEqual([message]);
});

test("sound conditions get none", () => {
  expect(
    problemsOf({
      StringEquals: { "sts:ExternalId": "abc" },
      "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-x/*" },
      Null: { "aws:TagKeys": "true" },
      StringLike: { "token.example.com:sub": "x" },
    }),
  ).toEqual([]);
});

test("a warning names file and statement", () => {
  const odd = user("alice", { policies: [allow("*", "*", { IpAddress: { "aws:SourceIp": "nowhere" } })] });
  expect(analyze(snapshot([odd])).problems()).toMatchObject([
    {
      level: "warning",
      file: `accounts/${HOME}/authorization-details.json`,
      pointer: "/UserDetailList/0/UserPolicyList/0/PolicyDocument/Statement/0",
    },
  ]);
});

test("a document that stands in several places gets its warning at each of them", () => {
  const odd = allow("*", "*", { IpAddress: { "aws:SourceIp": "nowhere" } });
  const world = snapshot([
    user("alice", { policies: [odd] }),
    user("bob", { policies: [allow("s3:*"), odd] }),
  ]);
  expect(
    analyze(world)
      .problems()
      .map(({ pointer }) => pointer),
  ).toEqual([
    "/UserDetailList/0/UserPolicyList/0/PolicyDocument/Statement/0",
    "/UserDetailList/1/UserPolicyList/1/PolicyDocument/Statement/0",
  ]);
});

test("documents of hostile size and depth are read in time", () => {
  let deep: unknown = "x";
  for (let level = 0; level < 2000; level += 1) deep = [deep];
  const many = Array.from({ length: 2000 }, (_, index) => `*a${index}*b?${index}*`);
  const verdict = (condition: Parameters<typeof trust>[1]) =>
    analyze(snapshot([user("alice"), role("Target", trust("*", condition))])).can({
      from: "user/alice",
      to: "role/Target",
    }).verdict;
  expect(verdict({ StringLike: { "aws:UserAgent": deep as string } })).toBe("denied");
  expect(verdict({ StringLike: { "sts:RoleSessionName": many } })).toBe("conditional");
  expect(verdict({ StringNotLike: { "sts:RoleSessionName": many } })).toBe("conditional");
  expect(
    verdict({
      StringLike: { "sts:RoleSessionName": many },
      StringNotLike: { "sts:RoleSessionName": many.map((pattern) => `*${pattern}`) },
    }),
  ).not.toBe("allowed");
});
