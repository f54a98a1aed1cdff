import { describe, expect, test } from "vitest";
import {
  about,
  assume,
  everything,
  findingsAbout,
  gitHub,
  home,
  member,
  organizationId,
  outside,
  type Stage,
  trust,
} from "./cast.js";

const ci = { AWS: `arn:aws:iam::${member}:role/ci` };
const alice = { AWS: `arn:aws:iam::${member}:user/alice` };
const asAlice: Stage = { aliceMay: [everything] };
const deny = (condition: unknown) => ({
  Effect: "Deny",
  Principal: { AWS: "*" },
  Action: "sts:AssumeRole",
  Condition: condition,
});
const rcp = (condition: unknown) => [{ ...deny(condition), Principal: "*", Resource: "*" }];

describe("a test that passes when its key is missing", () => {
  const vacuous = ["low TRUST-IFEXISTS-VACUOUS"];
  const id = { "sts:ExternalId": "release-2f6c9b0d" };

  test.each([
    ["the external id under IfExists", { StringEqualsIfExists: id }],
    ["the external id under ForAllValues", { "ForAllValues:StringEquals": id }],
    ["the network under IfExists, alone", { IpAddressIfExists: { "aws:SourceIp": "198.51.100.0/24" } }],
    ["the user agent under IfExists", { StringLikeIfExists: { "aws:UserAgent": "ci/*" } }],
  ])("is reported: %s", (_name, condition) => {
    expect(findingsAbout(trust(assume(ci, condition)))).toEqual(vacuous);
  });

  test("is reported: an attribute under ForAllValues that an assertion need not have", () => {
    const provider = `arn:aws:iam::${home}:saml-provider/Okta`;
    const staff = (condition: unknown) => ({
      ...assume({ Federated: provider }, condition),
      Action: "sts:AssumeRoleWithSAML",
    });
    const saml = { saml: ["Okta"] };
    const attribute = { "saml:edupersonaffiliation": ["staff"] };
    expect(findingsAbout(trust(staff({ "ForAllValues:StringLike": attribute })), saml)).toEqual(vacuous);
    expect(findingsAbout(trust(staff({ "ForAnyValue:StringLike": attribute })), saml)).toEqual([]);
    const url = { "saml:aud": "https://signin.aws.amazon.com/saml" };
    expect(findingsAbout(trust(staff({ StringEqualsIfExists: url })), saml)).toEqual([]);
  });

  test("is as severe as the entry without it", () => {
    const condition = { StringEqualsIfExists: id };
    expect(findingsAbout(trust(assume({ AWS: member }, condition)))).toEqual([
      "medium TRUST-IFEXISTS-VACUOUS",
    ]);
    expect(findingsAbout(trust(assume(ci, condition)), { permissions: [] })).toEqual(vacuous);
  });

  test.each([
    ["a Null test beside it", { StringEqualsIfExists: id, Null: { "sts:ExternalId": "false" } }],
    ["the plain test beside it", { StringEqualsIfExists: id, StringEquals: id }],
    [
      "the other way in being tested too",
      {
        IpAddressIfExists: { "aws:SourceIp": "198.51.100.0/24" },
        StringEqualsIfExists: { "aws:SourceVpce": "vpce-0123456789abcdef0" },
      },
    ],
    ["a key that is always there", { StringLikeIfExists: { "sts:RoleSessionName": "ci-*" } }],
    ["limits on tags", { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } }],
    ["what the caller cannot leave out", { StringEqualsIfExists: { "aws:PrincipalOrgID": organizationId } }],
  ])("binds with %s", (_name, condition) => {
    expect(findingsAbout(trust(assume(ci, condition)))).toEqual([]);
  });

  test("binds with a Deny or an RCP on the missing key", () => {
    const missing = { Null: { "sts:ExternalId": "true" } };
    expect(findingsAbout(trust(assume(ci, { StringEqualsIfExists: id }), deny(missing)))).toEqual([]);
    expect(findingsAbout(trust(assume(ci, { StringEqualsIfExists: id })), { rcp: rcp(missing) })).toEqual([]);
  });

  test("is another rule's where outsiders get in by it", () => {
    const condition = { StringEqualsIfExists: id };
    expect(findingsAbout(trust(assume({ AWS: outside }, condition)))).toEqual(["high TRUST-VENDOR-NO-EXTID"]);
    expect(findingsAbout(trust(assume({ AWS: "*" }, condition)))).toEqual(["critical TRUST-PUBLIC"]);
  });

  test("is one finding for two statements, with a patch that makes it bind", () => {
    const [finding, ...others] = about(
      trust(assume(ci, { StringEqualsIfExists: id }), assume(ci, { StringEqualsIfExists: id })),
    );
    expect(others).toEqual([]);
    expect(finding?.evidence.map(({ statement }) => statement)).toEqual([0, 1]);
    expect(finding?.patch?.verified).toBe(true);
    expect(finding?.example?.verdict).toBe("allowed");
  });
});

describe("a statement that lets nobody in", () => {
  const dead = ["info TRUST-IMPOSSIBLE"];

  test.each([
    ["a star under StringEquals", ci, { StringEquals: { "sts:ExternalId": "*" } }],
    ["an id with a space", ci, { StringEquals: { "sts:ExternalId": "our id" } }],
    ["a date that has passed", ci, { DateLessThan: { "aws:CurrentTime": "2025-01-01T00:00:00Z" } }],
    [
      "a date that has passed, for everyone",
      { AWS: "*" },
      { DateLessThan: { "aws:CurrentTime": "2025-01-01T00:00:00Z" } },
    ],
    [
      "an address and an endpoint at once",
      ci,
      {
        IpAddress: { "aws:SourceIp": "198.51.100.0/24" },
        StringEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" },
      },
    ],
    [
      "a principal that is not the one named",
      ci,
      { StringEquals: { "aws:PrincipalArn": `arn:aws:iam::${home}:role/release` } },
    ],
    [
      "an account that is not the one named",
      { AWS: member },
      { StringEquals: { "aws:PrincipalAccount": home } },
    ],
  ])("is reported: %s", (_name, principal, condition) => {
    expect(findingsAbout(trust(assume(principal, condition)))).toEqual(dead);
  });

  test("is reported: keys of principals on a call with a token, and a call that the principal does not make", () => {
    const provider = `arn:aws:iam::${home}:saml-provider/Okta`;
    const saml = { saml: ["Okta"] };
    const federated = { ...assume({ Federated: provider }), Action: "sts:AssumeRoleWithSAML" };
    const condition = { StringEquals: { "aws:PrincipalOrgID": organizationId } };
    expect(findingsAbout(trust({ ...federated, Condition: condition }), saml)).toEqual(dead);
    expect(findingsAbout(trust(assume({ Federated: provider })), saml)).toEqual(dead);
    expect(findingsAbout(trust({ ...assume(ci), Action: "sts:AssumeRoleWithSAML" }))).toEqual(dead);
  });

  test.each(["repo:acme/*", "repo:acme*", "*"])(
    "is reported: `%s` as the whole subject of a token",
    (sub) => {
      const takes = (condition: unknown) => ({
        Effect: "Allow",
        Principal: { Federated: gitHub },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: condition,
      });
      const key = "token.actions.githubusercontent.com:sub";
      expect(findingsAbout(trust(takes({ StringEquals: { [key]: sub } })))).toEqual(dead);
      const [finding] = about(trust(takes({ StringEquals: { [key]: sub } })));
      expect(finding?.why).toContain("no wildcard under StringEquals");
      // One that is written out makes the statement work.
      const written = takes({ StringEquals: { [key]: [sub, "repo:acme@1/shop@2:ref:refs/heads/main"] } });
      expect(findingsAbout(trust(written))).toEqual([]);
    },
  );

  test("is reported: the call of another kind of provider, whatever it asks of the assertion", () => {
    const statement = {
      Effect: "Allow",
      Principal: { Federated: gitHub },
      Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
      Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
    };
    const [finding, ...others] = about(trust(statement));
    expect(others).toEqual([]);
    expect([finding?.rule, finding?.why.includes("its action is none")]).toEqual(["TRUST-IMPOSSIBLE", true]);
  });

  test("is told with the tests that nobody meets", () => {
    const [finding] = about(trust(assume(ci, { StringEquals: { "sts:ExternalId": "our id" } })));
    expect(finding?.why).toContain(
      "no request of theirs meets StringEquals on sts:ExternalId with `our id`.",
    );
  });

  test("is reported: principals of another partition", () => {
    const china = { AWS: `arn:aws-cn:iam::${member}:root` };
    const [finding, ...others] = about(trust(assume(china)));
    expect(others).toEqual([]);
    expect([finding?.rule, finding?.why.includes("another partition")]).toEqual(["TRUST-IMPOSSIBLE", true]);
    expect(findingsAbout(trust(assume({ AWS: [china.AWS, ci.AWS] })))).toEqual([]);
  });

  test("is all that is said of an outsider of another partition, who cannot call", () => {
    const outsider = { AWS: "arn:aws-cn:iam::888888888888:root" };
    expect(findingsAbout(trust(assume(outsider)))).toEqual(dead);
    expect(findingsAbout(trust(assume({ AWS: "arn:aws:iam::888888888888:root" })))).not.toContain(dead[0]);
  });

  test("is told with what is wrong with each, where several do", () => {
    const [finding] = about(
      trust(
        assume(ci, { StringEquals: { "sts:ExternalId": "our id" } }),
        assume({ AWS: `arn:aws-cn:iam::${member}:root` }),
      ),
    );
    expect(finding?.title).toMatch(/^2 statements in the trust policy of \S+ let nobody in$/);
    expect(finding?.why).toMatch(
      /let nobody in: no request of theirs meets StringEquals on sts:ExternalId with `our id`; they are of another partition, /,
    );
  });

  test("is told once for a role, and its patch takes it away", () => {
    const star = { StringEquals: { "sts:ExternalId": "*" } };
    const [finding, ...others] = about(
      trust(assume(ci, star), assume(alice, star), assume({ Service: "ec2.amazonaws.com" })),
    );
    expect(others).toEqual([]);
    expect(finding?.evidence).toHaveLength(2);
    expect(finding?.patch).toMatchObject({ verified: true });
  });

  test.each([
    ["somebody can meet it", ci, { StringEquals: { "sts:ExternalId": "release-2f6c9b0d" } }],
    [
      "one of its principals can",
      { AWS: [`arn:aws:iam::${member}:role/ci`, `arn:aws:iam::${home}:role/release`] },
      { StringEquals: { "aws:PrincipalAccount": member } },
    ],
    [
      "only members of the organization can",
      { AWS: "*" },
      { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${member}:role/ci` } },
    ],
    ["a session may bring along what it asks for", ci, { StringLike: { "aws:SourceIdentity": "*" } }],
    [
      "a key of a service may be there",
      ci,
      { ArnLike: { "ec2:SourceInstanceARN": "arn:aws:ec2:*:*:instance/i-1" } },
    ],
    ["its date is still to come", ci, { DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } }],
  ])("is none when %s", (_name, principal, condition) => {
    expect(findingsAbout(trust(assume(principal, condition)))).toEqual([]);
  });

  test("is none when only guardrails and Deny statements close it, or the principal is gone", () => {
    const never = { Null: { "sts:RoleSessionName": "false" } };
    expect(findingsAbout(trust(assume(ci), deny(never)))).toEqual([]);
    expect(findingsAbout(trust(assume(ci)), { rcp: rcp(never) })).toEqual([]);
    const scp = [{ Effect: "Deny", Action: "sts:AssumeRole", Resource: "*" }];
    expect(findingsAbout(trust(assume(ci)), { scp })).toEqual([]);
    expect(findingsAbout(trust(assume({ AWS: "AROAOLDJENKINSEXAMPLE" })))).toEqual(["low TRUST-DANGLING"]);
    expect(findingsAbout(trust({ ...assume(ci), Action: "sts:TagSession" }))).toEqual([]);
  });
});

describe("MFA", () => {
  const flag = (value: string) => ({ "aws:MultiFactorAuthPresent": value });
  const misuse = ["medium TRUST-MFA-MISUSE"];

  test("is not asked of access keys by BoolIfExists, nor by a Deny on false", () => {
    expect(findingsAbout(trust(assume(alice, { BoolIfExists: flag("true") })), asAlice)).toEqual(misuse);
    expect(findingsAbout(trust(assume({ AWS: member }, { BoolIfExists: flag("true") })))).toEqual(misuse);
    expect(findingsAbout(trust(assume(alice), deny({ Bool: flag("false") })), asAlice)).toEqual(misuse);
    const age = { NumericLessThanIfExists: { "aws:MultiFactorAuthAge": "3600" }, BoolIfExists: flag("true") };
    expect(findingsAbout(trust(assume(alice, age)), asAlice)).toEqual(misuse);
  });

  test("is asked by Bool in the Allow, by BoolIfExists in the Deny, by the age, and by an RCP", () => {
    expect(findingsAbout(trust(assume(alice, { Bool: flag("true") })), asAlice)).toEqual([]);
    expect(findingsAbout(trust(assume(alice), deny({ BoolIfExists: flag("false") })), asAlice)).toEqual([]);
    const age = { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" }, BoolIfExists: flag("true") };
    expect(findingsAbout(trust(assume(alice, age)), asAlice)).toEqual([]);
    const soft = trust(assume(alice, { BoolIfExists: flag("true") }));
    expect(findingsAbout(soft, { ...asAlice, rcp: rcp({ BoolIfExists: flag("false") }) })).toEqual([]);
    expect(findingsAbout(trust(assume(alice)), asAlice)).toEqual([]);
  });

  test("is asked of a role in vain", () => {
    const [finding, ...others] = about(trust(assume(ci, { Bool: flag("true") })));
    expect(others).toEqual([]);
    expect([finding?.severity, finding?.rule, finding?.principals]).toEqual([
      "low",
      "TRUST-MFA-MISUSE",
      [`arn:aws:iam::${member}:role/ci`],
    ]);
    const named = { AWS: `arn:aws:sts::${member}:assumed-role/ci/build` };
    expect(findingsAbout(trust(assume(named, { BoolIfExists: flag("true") })))).toEqual([
      "low TRUST-MFA-MISUSE",
    ]);
  });

  test("is no matter where a role gets in all the same, or would not without it", () => {
    expect(findingsAbout(trust(assume(ci, { Bool: flag("false") })))).toEqual([]);
    expect(findingsAbout(trust(assume(alice, { BoolIfExists: flag("false") })), asAlice)).toEqual([]);
    const release = { AWS: `arn:aws:iam::${home}:role/release` };
    const closed = deny({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${home}:role/*` } });
    expect(findingsAbout(trust(assume(release, { Bool: flag("true") }), closed))).toEqual([
      "info TRUST-IMPOSSIBLE",
    ]);
  });

  test("is another rule's where outsiders get in without it", () => {
    const soft = { BoolIfExists: flag("true") };
    expect(findingsAbout(trust(assume({ AWS: outside }, soft)))).toEqual(["high TRUST-VENDOR-NO-EXTID"]);
  });

  test("is asked for by the patch", () => {
    const [finding] = about(trust(assume(alice, { BoolIfExists: flag("true") })), asAlice);
    expect(finding?.patch).toMatchObject({
      verified: true,
      operations: [
        { op: "add", path: "/Statement/0/Condition/Bool", value: flag("true") },
        { op: "remove", path: "/Statement/0/Condition/BoolIfExists" },
      ],
    });
  });
});

describe("NotPrincipal", () => {
  const ours = { StringEquals: { "aws:PrincipalOrgID": organizationId } };
  const statement = (effect: string, condition?: unknown) => ({
    Effect: effect,
    NotPrincipal: ci,
    Action: "sts:AssumeRole",
    ...(condition === undefined ? {} : { Condition: condition }),
  });

  test("in an Allow that lets somebody in is high; open to the world it is that", () => {
    expect(findingsAbout(trust(statement("Allow", ours)))).toEqual(["high TRUST-NOTPRINCIPAL"]);
    const inside = { StringEquals: { "aws:PrincipalAccount": home } };
    expect(findingsAbout(trust(statement("Allow", inside)))).toEqual(["high TRUST-NOTPRINCIPAL"]);
    expect(findingsAbout(trust(statement("Allow")))).toEqual(["critical TRUST-PUBLIC"]);
  });

  test("in a Deny that keeps somebody out is low", () => {
    expect(findingsAbout(trust(assume(alice), statement("Deny")), asAlice)).toEqual([
      "low TRUST-NOTPRINCIPAL",
    ]);
  });

  test("is none where it decides nothing", () => {
    expect(findingsAbout(trust(assume(ci), statement("Deny")))).toEqual([]);
    const nobody = deny({ Null: { "sts:RoleSessionName": "false" } });
    expect(findingsAbout(trust(statement("Allow", ours), nobody))).toEqual([]);
    const foreign = rcp({ Null: { "aws:PrincipalArn": "false" } });
    expect(findingsAbout(trust(statement("Allow", ours)), { rcp: foreign })).toEqual([]);
  });
});
