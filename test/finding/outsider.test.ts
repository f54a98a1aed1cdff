import { describe, expect, test } from "vitest";
import { about, assume, findingsAbout, member, organizationId, outside, trust } from "./cast.js";

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

describe("an outside account", () => {
  const whole = { AWS: `arn:aws:iam::${outside}:root` };
  const named = { AWS: `arn:aws:iam::${outside}:role/collector` };
  const id = { StringEquals: { "sts:ExternalId": "c0ffee-4711" } };
  const bound = ["low TRUST-VENDOR-UNKNOWN"];

  test("as a whole needs an external id", () => {
    expect(findingsAbout(trust(assume(whole)))).toEqual(["high TRUST-VENDOR-NO-EXTID"]);
    expect(findingsAbout(trust(assume({ AWS: outside })))).toEqual(["high TRUST-VENDOR-NO-EXTID"]);
    expect(findingsAbout(trust(assume(whole, id)))).toEqual(bound);
  });

  test.each([
    ["IfExists", { StringEqualsIfExists: { "sts:ExternalId": "c0ffee-4711" } }],
    ["a negated test", { StringNotEquals: { "sts:ExternalId": "public" } }],
    ["a pattern that everything matches", { StringLike: { "sts:ExternalId": "*" } }],
    ["another way in beside it", { "ForAllValues:StringEquals": { "sts:ExternalId": "c0ffee-4711" } }],
  ])("is not bound by %s", (_name, condition) => {
    expect(findingsAbout(trust(assume(whole, condition)))).toEqual(["high TRUST-VENDOR-NO-EXTID"]);
  });

  test("is bound by a Deny on the wrong id, and by an id that cannot exist", () => {
    const wrong = denyUnless({ StringNotEquals: { "sts:ExternalId": "c0ffee-4711" } });
    expect(findingsAbout(trust(assume(whole), wrong))).toEqual(bound);
    expect(findingsAbout(trust(assume(whole, { StringEquals: { "sts:ExternalId": "*" } })))).toEqual([
      "info TRUST-IMPOSSIBLE",
    ]);
  });

  test("is kept out by an RCP", () => {
    const foreign = { StringNotEquals: { "aws:PrincipalOrgID": organizationId } };
    expect(findingsAbout(trust(assume(whole)), { rcp: [rcpUnless(foreign)] })).toEqual([]);
  });

  test("behind a wildcard is found in the condition, and in the exceptions of an RCP", () => {
    const condition = { StringEquals: { "aws:PrincipalAccount": outside } };
    expect(findingsAbout(trust(assume(anyone, condition)))).toEqual(["high TRUST-VENDOR-NO-EXTID"]);
    const rcp = [
      rcpUnless({
        StringNotEquals: { "aws:PrincipalOrgID": organizationId, "aws:PrincipalAccount": outside },
      }),
    ];
    expect(findingsAbout(trust(assume(anyone)), { rcp })).toEqual([
      "high TRUST-VENDOR-NO-EXTID",
      "medium TRUST-ORG-WIDE",
    ]);
  });

  test("with a named principal is another organization's, not a vendor's", () => {
    expect(findingsAbout(trust(assume(named)))).toEqual(["high TRUST-CROSS-ORG"]);
    const condition = { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${outside}:role/collector-*` } };
    expect(findingsAbout(trust(assume(whole, condition)))).toEqual(["high TRUST-CROSS-ORG"]);
    expect(findingsAbout(trust(assume(named, id)))).toEqual(bound);
  });

  test("with a role whose ARN leaves the account open is named too: the account is the statement's", () => {
    const condition = { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/cdk-accel-*" } };
    const [finding, ...others] = about(trust(assume(whole, condition)));
    expect(others).toEqual([]);
    expect([finding?.rule, finding?.why.includes("every principal")]).toEqual(["TRUST-CROSS-ORG", false]);
    const open = { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } };
    expect(findingsAbout(trust(assume(whole, open)))).toEqual(["high TRUST-VENDOR-NO-EXTID"]);
  });

  test("is advised by what it can send: people no external id, a service no external id, software one", () => {
    const fixOf = (policy: unknown): string => about(policy)[0]?.fix ?? "";
    const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    const service = `arn:aws:iam::${outside}:role/aws-service-role/example.amazonaws.com/AWSServiceRoleForExample`;
    expect(fixOf(trust(assume(named)))).toContain("StringEquals on sts:ExternalId");
    expect(fixOf(trust(assume(whole, mfa)))).toContain("name in Principal the users");
    expect(about(trust(assume(whole, mfa)))[0]?.why).toContain(`every principal of account ${outside}`);
    expect(fixOf(trust(assume({ AWS: service })))).toContain("a service-linked role sends no external id");
    const elsewhere = { StringEquals: { "aws:PrincipalOrgID": "o-anotherorgid" } };
    expect(fixOf(trust(assume(anyone, elsewhere)))).toContain("name in Principal the accounts or roles");
  });

  test("of AWS itself is to be replaced by the service: it gives out no external ids", () => {
    const [finding] = about(trust(assume({ AWS: "193672423079" })));
    expect(finding?.rule).toBe("TRUST-VENDOR-NO-EXTID");
    expect(finding?.fix).toContain("name the service in Principal");
  });

  test("with people who pass MFA is no vendor either, and less severe", () => {
    const condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    expect(findingsAbout(trust(assume(whole, condition)))).toEqual(["medium TRUST-CROSS-ORG"]);
  });

  test("is a vendor's, named or not, when it is asked for an external id elsewhere", () => {
    const roles = { [`${member}/scanner`]: { trust: trust(assume(whole, id)) } };
    expect(findingsAbout(trust(assume(named)), { roles })).toEqual(["high TRUST-VENDOR-NO-EXTID"]);
  });

  test("is one finding for all statements about it, two for two accounts", () => {
    expect(findingsAbout(trust(assume(whole), assume(named)))).toEqual(["high TRUST-VENDOR-NO-EXTID"]);
    expect(findingsAbout(trust(assume({ AWS: [outside, "888888888888"] })))).toHaveLength(2);
  });

  test("is less severe when only one network is let in, and when the organization is not known", () => {
    const condition = { IpAddress: { "aws:SourceIp": "198.51.100.0/24" } };
    expect(findingsAbout(trust(assume(whole, condition)))).toEqual(["medium TRUST-VENDOR-NO-EXTID"]);
    expect(findingsAbout(trust(assume(whole)), { organization: false })).toEqual([
      "medium TRUST-VENDOR-NO-EXTID",
    ]);
  });

  test("is no news beside a wildcard in the same statement, but is in another", () => {
    const both = { AWS: ["*", outside] };
    expect(findingsAbout(trust(assume(both)))).toEqual(["critical TRUST-PUBLIC"]);
    expect(findingsAbout(trust(assume("*", id), assume(whole)))).toEqual([
      "critical TRUST-PUBLIC",
      "high TRUST-VENDOR-NO-EXTID",
    ]);
  });

  test("may be the management account of the roles of the baseline when the organization is not known", () => {
    for (const name of ["AWSControlTowerExecution", "OrganizationAccountAccessRole"]) {
      expect(findingsAbout(trust(assume(whole)), { organization: false, name })).toEqual([]);
      expect(findingsAbout(trust(assume(whole)), { name })).toEqual(["high TRUST-VENDOR-NO-EXTID"]);
    }
  });

  test("may be StackSets of the management account when the organization is not known", () => {
    const path = "aws-service-role/stacksets.cloudformation.amazonaws.com";
    const linked = `arn:aws:iam::${outside}:role/${path}/AWSServiceRoleForCloudFormationStackSetsOrgAdmin`;
    expect(findingsAbout(trust(assume({ AWS: linked })), { organization: false })).toEqual([]);
    expect(findingsAbout(trust(assume({ AWS: linked })))).toEqual(["high TRUST-CROSS-ORG"]);
  });
});
