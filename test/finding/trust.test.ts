import { describe, expect, test } from "vitest";
import { about, assume, findingsAbout, home, member, organizationId, outside, trust } from "./cast.js";

const anyone = { AWS: "*" };
const denyUnless = (condition: unknown, principal: unknown = anyone) => ({
  Effect: "Deny",
  Principal: principal,
  Action: "sts:AssumeRole",
  Condition: condition,
});
const rcpUnless = (condition: unknown) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "sts:AssumeRole",
  Resource: "*",
  Condition: condition,
});

describe("a wildcard", () => {
  test.each([
    ["an external id", { StringEquals: { "sts:ExternalId": "known-to-many" } }],
    ["MFA", { Bool: { "aws:MultiFactorAuthPresent": "true" } }],
    ["an ARN whose account is open", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy" } }],
    ["the whole internet as a network", { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }],
    ["half the internet as networks", { IpAddress: { "aws:SourceIp": ["0.0.0.0/1"] } }],
  ])("is public when it asks only for %s", (_name, condition) => {
    expect(findingsAbout(trust(assume(anyone, condition)))).toEqual(["critical TRUST-PUBLIC"]);
  });

  test.each([
    ["a session name", { StringLike: { "sts:RoleSessionName": "ci-*" } }],
    [
      "a session name and a tag of the caller",
      { StringLike: { "sts:RoleSessionName": "ci-*", "aws:PrincipalTag/team": "x" } },
    ],
    ["a user agent", { StringLike: { "aws:UserAgent": "*terraform*" } }],
    ["an organization, with IfExists", { StringEqualsIfExists: { "aws:PrincipalOrgID": organizationId } }],
    [
      "a set of paths that may be empty",
      { "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": `${organizationId}/*` } },
    ],
    ["not being one account", { StringNotEquals: { "aws:PrincipalAccount": outside } }],
  ])("is public under a condition when it asks only for %s", (_name, condition) => {
    expect(findingsAbout(trust(assume(anyone, condition)))).toEqual(["high TRUST-PUBLIC-COND"]);
  });

  test("is just public when another statement asks for less, and quiet when what binds stands elsewhere", () => {
    const named = assume(anyone, { StringLike: { "sts:RoleSessionName": "ci-*" } });
    expect(findingsAbout(trust(named, assume(anyone)))).toEqual(["critical TRUST-PUBLIC"]);
    const network = { NotIpAddress: { "aws:SourceIp": "198.51.100.0/24" } };
    expect(findingsAbout(trust(named, denyUnless(network)))).toEqual([]);
    expect(findingsAbout(trust(named), { rcp: [rcpUnless(network)] })).toEqual([]);
    expect(findingsAbout(trust(named), { permissions: [] })).toEqual(["medium TRUST-PUBLIC-COND"]);
  });

  test.each([
    ["one network", { IpAddress: { "aws:SourceIp": ["198.51.100.0/24"] } }],
    ["one VPC endpoint", { StringEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } }],
    ["one member account", { StringEquals: { "aws:PrincipalAccount": member } }],
    ["one role", { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${member}:role/ci` } }],
    ["one role by its unique id", { StringLike: { "aws:userid": "AROACIEXAMPLE:*" } }],
    [
      "one unit of the organization",
      { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": `${organizationId}/r-root/ou-play/*` } },
    ],
  ])("is quiet when it asks for %s", (_name, condition) => {
    expect(findingsAbout(trust(assume(anyone, condition)))).toEqual([]);
  });

  test("is public for tokens when it covers the call of tokens", () => {
    const statement = { ...assume("*"), Action: "sts:AssumeRoleWithWebIdentity" };
    expect(findingsAbout(trust(statement))).toEqual(["critical TRUST-PUBLIC"]);
    const [tokens] = about(trust(statement));
    expect(tokens?.why).toContain(
      "allows `*`: every token of an Amazon Cognito identity pool, which anyone can make.",
    );
    expect(tokens?.fix).toBe(
      "Name in Principal the provider whose tokens need target, under Federated, and test their aud and sub.",
    );
    const [both] = about(trust(statement, assume("*")));
    expect(both?.why).toContain("every user and every role of every AWS account.");
    expect(both?.fix).toContain("aws:PrincipalOrgID");
  });

  test("is a little less than critical on a role that may do nothing", () => {
    expect(findingsAbout(trust(assume("*")), { permissions: [] })).toEqual(["high TRUST-PUBLIC"]);
  });

  test("is one finding for two statements, with both as evidence", () => {
    const [finding, ...others] = about(
      trust(assume("*", { StringEquals: { "sts:ExternalId": "a-1" } }), assume(anyone)),
    );
    expect(others).toEqual([]);
    expect(finding?.evidence.map((entry) => [entry.statement, entry.match])).toEqual([
      [0, "if"],
      [1, "yes"],
    ]);
    expect(finding?.principals).toEqual(["*"]);
  });

  test("points at the statement where it stands in the file", () => {
    const [finding] = about(trust(assume({ Service: "ec2.amazonaws.com" }), assume("*")));
    const [evidence] = finding?.evidence ?? [];
    expect(evidence?.file).toBe(`accounts/${home}/authorization-details.json`);
    expect(evidence?.pointer).toBe(`${evidence?.documentPointer}/Statement/1`);
    expect(evidence?.documentPointer).toMatch(/^\/RoleDetailList\/\d+\/AssumeRolePolicyDocument$/);
  });
});

describe("the organization as a condition", () => {
  const ours = { StringEquals: { "aws:PrincipalOrgID": organizationId } };

  test("is too wide alone, wherever it stands", () => {
    const wide = ["medium TRUST-ORG-WIDE"];
    const foreign = { StringNotEquals: { "aws:PrincipalOrgID": organizationId } };
    expect(findingsAbout(trust(assume(anyone, ours)))).toEqual(wide);
    expect(findingsAbout(trust(assume(anyone), denyUnless(foreign)))).toEqual(wide);
    expect(findingsAbout(trust(assume(anyone)), { rcp: [rcpUnless(foreign)] })).toEqual(wide);
    expect(findingsAbout(trust(assume(anyone, ours)), { organization: false })).toEqual(wide);
  });

  test("is too wide as a path that begins at the root", () => {
    const path = { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": `${organizationId}/r-root/*` } };
    expect(findingsAbout(trust(assume(anyone, path)))).toEqual(["medium TRUST-ORG-WIDE"]);
    expect(findingsAbout(trust(assume(anyone, path)), { organization: false })).toEqual([
      "medium TRUST-ORG-WIDE",
    ]);
  });

  test("is too wide as a list of all of its units", () => {
    const paths = ["ou-work", "ou-play"].map((unit) => `${organizationId}/r-root/${unit}/*`);
    const condition = { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": paths } };
    expect(findingsAbout(trust(assume(anyone, condition)))).toEqual(["medium TRUST-ORG-WIDE"]);
  });

  test("is too wide even if an SCP keeps one unit in", () => {
    const scp = [
      {
        Effect: "Deny",
        Action: "sts:AssumeRole",
        Resource: "*",
        Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "*/ou-play/*" } },
      },
    ];
    expect(findingsAbout(trust(assume(anyone, ours)), { scp })).toEqual(["medium TRUST-ORG-WIDE"]);
  });

  test.each([
    ["role names", { ...ours, ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci-*" } }],
    ["a tag", { StringEquals: { ...ours.StringEquals, "aws:PrincipalTag/team": "platform" } }],
    ["a network", { ...ours, IpAddress: { "aws:SourceIp": "198.51.100.0/24" } }],
  ])("is enough beside %s", (_name, condition) => {
    expect(findingsAbout(trust(assume(anyone, condition)))).toEqual([]);
  });

  test("is enough where an RCP lets in one unit only", () => {
    const rcp = [
      rcpUnless({
        "ForAllValues:StringNotLike": { "aws:PrincipalOrgPaths": `${organizationId}/r-root/ou-play/*` },
      }),
    ];
    expect(findingsAbout(trust(assume(anyone, ours)), { rcp })).toEqual([]);
  });

  test("is high for an administrator", () => {
    const permissions = [{ Effect: "Allow", Action: "*", Resource: "*" }];
    expect(findingsAbout(trust(assume(anyone, ours)), { permissions })).toEqual(["high TRUST-ORG-WIDE"]);
  });

  test("is another party's when it is another organization", () => {
    const condition = { StringEquals: { "aws:PrincipalOrgID": "o-stranger01" } };
    const [finding, ...others] = about(trust(assume(anyone, condition)));
    expect(others).toEqual([]);
    expect(finding?.rule).toBe("TRUST-CROSS-ORG");
    expect(finding?.principals).toEqual(["o-stranger01"]);
  });
});

describe("a principal that is gone", () => {
  test("is reported by its unique id, beside living ones", () => {
    const principals = { AWS: [`arn:aws:iam::${home}:role/release`, "AROAOLDJENKINSEXAMPLE"] };
    const [finding, ...others] = about(trust(assume(principals)));
    expect(others).toEqual([]);
    expect([finding?.severity, finding?.rule, finding?.principals]).toEqual([
      "low",
      "TRUST-DANGLING",
      ["AROAOLDJENKINSEXAMPLE"],
    ]);
  });

  test("is reported when its account was collected and does not have it", () => {
    expect(findingsAbout(trust(assume({ AWS: `arn:aws:iam::${member}:role/gone` })))).toEqual([
      "low TRUST-DANGLING",
    ]);
    expect(findingsAbout(trust(assume({ AWS: `arn:aws:iam::${member}:user/gone` })))).toEqual([
      "low TRUST-DANGLING",
    ]);
  });

  test("is not missed in an account of which not one user is known", () => {
    expect(findingsAbout(trust(assume({ AWS: `arn:aws:iam::${home}:user/gone` })))).toEqual([]);
  });

  test("is more severe as an identity provider, unless the providers were not collected", () => {
    const provider = `arn:aws:iam::${home}:saml-provider/Gone`;
    const policy = trust({
      Effect: "Allow",
      Principal: { Federated: provider },
      Action: "sts:AssumeRoleWithSAML",
    });
    expect(findingsAbout(policy)).toEqual(["medium TRUST-DANGLING"]);
    expect(findingsAbout(policy, { providers: false })).toEqual([]);
  });

  test("is no finding in a condition or in a Deny", () => {
    const condition = { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${home}:role/gone` } };
    expect(findingsAbout(trust(assume({ AWS: home }, condition)))).toEqual([]);
    const deny = { Effect: "Deny", Principal: { AWS: "AROAOLDJENKINSEXAMPLE" }, Action: "sts:AssumeRole" };
    expect(findingsAbout(trust(assume({ AWS: home }), deny))).toEqual([]);
  });
});

describe("what is as it should be", () => {
  test.each([
    ["the own account", { AWS: home }],
    ["a role of another member", { AWS: `arn:aws:iam::${member}:role/ci` }],
    ["another member account", { AWS: member }],
    ["a service", { Service: ["ec2.amazonaws.com", "lambda.amazonaws.com"] }],
  ])("is quiet: %s", (_name, principal) => {
    expect(findingsAbout(trust(assume(principal)))).toEqual([]);
  });
});
