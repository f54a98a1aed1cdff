import { describe, expect, test } from "vitest";
import {
  about,
  assume,
  everything,
  findingsAbout,
  home,
  member,
  outside,
  readOwnTeam,
  type Stage,
  stageOf,
  trust,
} from "./cast.js";

const datadog = "464622532012";
const ci = { AWS: `arn:aws:iam::${member}:role/ci` };
const alice = { AWS: `arn:aws:iam::${member}:user/alice` };
const asAlice: Stage = { aliceMay: [everything] };
const bound = { StringEquals: { "sts:ExternalId": "6f1c9e4b2a7d4c0f" } };
const deny = (condition: unknown, principal: unknown = { AWS: "*" }) => ({
  Effect: "Deny",
  Principal: principal,
  Action: ["sts:AssumeRole", "sts:TagSession"],
  Condition: condition,
});
const assumeAny = { Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Resource: "*" };
const service = { Service: "ec2.amazonaws.com" };

describe("a whole account that is trusted for a few", () => {
  const used: Stage = { lastUsed: "2026-10-01T00:00:00Z" };
  const whole = trust(assume({ AWS: member }));
  const role = (name: string, account = member) => ({
    [`${account}/${name}`]: { trust: trust(assume(service)), permissions: [assumeAny] },
  });

  test("is reported with the few and the number of administrators, by what the role can do", () => {
    const [finding, ...others] = about(whole, used);
    expect(others).toEqual([]);
    expect([finding?.severity, finding?.rule, finding?.principals]).toEqual([
      "medium",
      "TRUST-ROOT-BROAD",
      [member],
    ]);
    expect(finding?.why).toContain("only ci can enter by it (1 administrator of it can as well)");
    const permissions = [{ Effect: "Allow", Action: "s3:ListBucket", Resource: "*" }];
    expect(findingsAbout(whole, { ...used, permissions })).toEqual(["low TRUST-ROOT-BROAD"]);
    expect(findingsAbout(whole, { ...used, roles: { ...role("a"), ...role("b") } })).toEqual([
      "medium TRUST-ROOT-BROAD",
    ]);
  });

  test("is low in the own account, and none where the few come by a policy that names the role", () => {
    const own = trust(assume({ AWS: home }));
    expect(findingsAbout(own, { ...used, roles: role("tool", home) })).toEqual(["low TRUST-ROOT-BROAD"]);
    const naming = { ...assumeAny, Resource: `arn:aws:iam::${home}:role/target` };
    const roles = { [`${home}/tool`]: { trust: trust(assume(service)), permissions: [naming] } };
    expect(findingsAbout(own, { ...used, roles })).toEqual([]);
  });

  test("is none where many come, where nobody does, or only administrators", () => {
    const many = { ...role("a"), ...role("b"), ...role("c") };
    expect(findingsAbout(whole, { ...used, roles: many })).toEqual([]);
    expect(findingsAbout(trust(assume({ AWS: home })), used)).toEqual([]);
    const notCi = deny({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${member}:role/ci` } });
    expect(findingsAbout(trust(assume({ AWS: member }), notCi), used)).toEqual([]);
  });

  test("is none where the role is not in use, or nobody knows", () => {
    expect(findingsAbout(whole, { lastUsed: "2026-01-01T00:00:00Z" })).toEqual([]);
    expect(findingsAbout(whole, { lastUsed: "never" })).toEqual([]);
    expect(findingsAbout(whole)).toEqual([]);
  });

  test.each([
    ["names of roles", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci" } }],
    ["a tag", { StringEquals: { "aws:PrincipalTag/team": "delivery" } }],
    ["a network", { IpAddress: { "aws:SourceIp": "198.51.100.0/24" } }],
  ])("is none under %s", (_name, condition) => {
    expect(findingsAbout(trust(assume({ AWS: member }, condition)), used)).toEqual([]);
  });

  test("is none for what tools lay, and for whom the policy names besides", () => {
    for (const name of ["OrganizationAccountAccessRole", "cdk-hnb659fds-deploy-role-111122223333-eu-west-1"])
      expect(findingsAbout(whole, { ...used, name })).toEqual([]);
    expect(findingsAbout(trust(assume({ AWS: [member, ci.AWS] })), used)).toEqual([]);
  });
});

describe("a session that renews itself", () => {
  const own = `arn:aws:iam::${home}:role/target`;

  test("is found when the role names itself, whatever it can do", () => {
    const [finding, ...others] = about(trust(assume({ AWS: own })));
    expect(others).toEqual([]);
    expect([finding?.severity, finding?.rule, finding?.path]).toEqual(["medium", "TRUST-SELF", [own, own]]);
    expect(findingsAbout(trust(assume({ AWS: own })), { permissions: [everything] })).toEqual([
      "medium TRUST-SELF",
    ]);
  });

  test("is found when the role enters through its account, unless it is an administrator", () => {
    const account = trust(assume({ AWS: home }));
    expect(findingsAbout(account, { permissions: [assumeAny] })).toEqual(["medium TRUST-SELF"]);
    expect(findingsAbout(account, { permissions: [everything] })).toEqual([]);
    expect(findingsAbout(account)).toEqual([]);
  });

  test("is found once for a circle of two", () => {
    const roles = { [`${home}/other`]: { trust: trust(assume({ AWS: own })), permissions: [] } };
    const policy = trust(assume({ AWS: `arn:aws:iam::${home}:role/other` }));
    const { findings } = stageOf(policy, { roles }).check();
    expect(findings.map(({ rule }) => rule)).toEqual(["TRUST-SELF"]);
    expect(findings[0]?.principals).toEqual([`arn:aws:iam::${home}:role/other`, own]);
  });

  test("is none where a Deny stops it, where a tag does not come back, or where only others enter", () => {
    const stopped = deny({ ArnEquals: { "aws:PrincipalArn": own } });
    expect(findingsAbout(trust(assume({ AWS: own }), stopped))).toEqual([]);
    const roles = { [`${home}/other`]: { trust: trust(assume({ AWS: own })), permissions: [] } };
    const tagged = { StringEquals: { "aws:PrincipalTag/stage": "first" } };
    expect(
      findingsAbout(trust(assume({ AWS: `arn:aws:iam::${home}:role/other` }, tagged)), { roles }),
    ).toEqual([]);
    expect(findingsAbout(trust(assume(ci)))).toEqual([]);
    const never = [{ ...deny({ ArnEquals: { "aws:PrincipalArn": own } }), Principal: "*", Resource: "*" }];
    expect(findingsAbout(trust(assume({ AWS: own })), { rcp: never })).toEqual([]);
  });
});

describe("a long session", () => {
  const long = (sessionHours: number, more: Stage = {}): Stage => ({ ...asAlice, sessionHours, ...more });
  const admin = { permissions: [everything] };

  test("is reported for an administrator from one hour on, for others at twelve", () => {
    expect(findingsAbout(trust(assume(alice)), long(12))).toEqual(["low TRUST-LONG-SESSION"]);
    expect(findingsAbout(trust(assume(alice)), long(11))).toEqual([]);
    expect(findingsAbout(trust(assume(alice)), long(2, admin))).toEqual(["low TRUST-LONG-SESSION"]);
    expect(findingsAbout(trust(assume(alice)), long(12, admin))).toEqual(["medium TRUST-LONG-SESSION"]);
    expect(findingsAbout(trust(assume(alice)), long(1, admin))).toEqual([]);
  });

  test("is reported for tokens and for accounts outside", () => {
    expect(findingsAbout(trust(assume({ AWS: datadog }, bound)), long(12))).toEqual([
      "low TRUST-LONG-SESSION",
    ]);
  });

  test("is none where only roles or services enter, or a Deny keeps the user out", () => {
    expect(findingsAbout(trust(assume(ci)), long(12))).toEqual([]);
    expect(findingsAbout(trust(assume(service)), long(12))).toEqual([]);
    const noUsers = deny({ StringEquals: { "aws:PrincipalType": "User" } });
    expect(findingsAbout(trust(assume(alice), noUsers), long(12))).toEqual([]);
    expect(findingsAbout(trust(assume({ AWS: "*" })), long(12))).toEqual(["critical TRUST-PUBLIC"]);
  });
});

describe("a role that nobody uses", () => {
  const vendor = trust(assume({ AWS: datadog }, bound));
  const token = (condition: unknown) =>
    trust({
      ...assume(
        { Federated: `arn:aws:iam::${home}:oidc-provider/token.actions.githubusercontent.com` },
        condition,
      ),
      Action: "sts:AssumeRoleWithWebIdentity",
    });
  const unused: Stage = { lastUsed: "2026-07-01T00:00:00Z" };
  const rules = (policy: unknown, stage: Stage) =>
    findingsAbout(policy, stage).filter((line) => line.endsWith("TRUST-UNUSED"));

  test("is reported when somebody outside can enter", () => {
    expect(findingsAbout(vendor, unused)).toEqual(["medium TRUST-UNUSED"]);
    expect(findingsAbout(vendor, { lastUsed: "never" })).toEqual(["medium TRUST-UNUSED"]);
    expect(findingsAbout(vendor, { ...unused, permissions: [] })).toEqual(["low TRUST-UNUSED"]);
    const repository = {
      StringEquals: { "token.actions.githubusercontent.com:sub": "repo:acme/site:ref:refs/heads/main" },
    };
    expect(rules(token(repository), unused)).toEqual(["medium TRUST-UNUSED"]);
  });

  test("is none when it was used in time, when nobody knows, or when it is new", () => {
    expect(findingsAbout(vendor, { lastUsed: "2026-07-17T00:00:00Z" })).toEqual([]);
    expect(findingsAbout(vendor)).toEqual([]);
    expect(findingsAbout(vendor, { lastUsed: "never", created: "2026-09-01T00:00:00Z" })).toEqual([]);
  });

  test("is none when only members enter, when the outsider is kept out, or when the world can enter", () => {
    expect(findingsAbout(trust(assume(ci)), unused)).toEqual([]);
    const closed = deny({ StringNotEquals: { "aws:PrincipalAccount": member } });
    expect(findingsAbout(trust(assume({ AWS: datadog }, bound), closed), unused)).toEqual([]);
    expect(findingsAbout(trust(assume({ AWS: "*" })), unused)).toEqual(["critical TRUST-PUBLIC"]);
    const trusted = {
      accounts: new Set([datadog]),
      organizations: new Set<string>(),
      vendors: new Set<string>(),
    };
    expect(stageOf(vendor, unused).check({ trusted }).findings).toEqual([]);
  });
});

describe("session tags", () => {
  const byTag: Stage = { permissions: [readOwnTeam] };
  const admin = { AWS: `arn:aws:iam::${member}:role/platform-admin` };
  const tagging = (principal: unknown, condition?: unknown) => ({
    ...assume(principal, condition),
    Action: ["sts:AssumeRole", "sts:TagSession"],
  });
  const helper = { AWS: `arn:aws:iam::${home}:role/helper` };
  const roles = { [`${home}/helper`]: { trust: trust(assume(service)), permissions: [assumeAny] } };

  test("that permissions hang on are open to whoever enters: high across accounts, medium within", () => {
    expect(findingsAbout(trust(tagging(admin)), byTag)).toEqual(["high TRUST-TAGSESSION-OPEN"]);
    expect(findingsAbout(trust(tagging(helper)), { ...byTag, roles })).toEqual([
      "medium TRUST-TAGSESSION-OPEN",
    ]);
    const apart = trust(assume(admin), { ...assume(admin), Action: "sts:TagSession" });
    expect(findingsAbout(apart, byTag)).toEqual(["high TRUST-TAGSESSION-OPEN"]);
  });

  test.each([
    ["team", ["high TRUST-TAGSESSION-OPEN"]],
    ["Team", ["high TRUST-TAGSESSION-OPEN"]],
    ["project", []],
  ])("are no less open where the keys are limited to %s: its case makes no other tag", (key, findings) => {
    const limit = { "ForAllValues:StringEquals": { "aws:TagKeys": [key] } };
    expect(findingsAbout(trust(tagging(admin, limit)), byTag)).toEqual(findings);
  });

  test("matter in a variable, in the trust policy of the next role, and in a Deny that their absence escapes", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    const own = "arn:aws:s3:::data/${aws:PrincipalTag/team}/*";
    const variable = [{ Effect: "Allow", Action: "s3:*", Resource: own }];
    const open = ["high TRUST-TAGSESSION-OPEN"];
    expect(findingsAbout(trust(tagging(admin)), { permissions: variable })).toEqual(open);
    const target = { AWS: `arn:aws:iam::${home}:role/target` };
    const next = {
      [`${home}/next`]: {
        trust: trust(assume(target, { StringEquals: { "aws:PrincipalTag/team": "payments" } })),
      },
    };
    expect(findingsAbout(trust(tagging(admin)), { roles: next })).toEqual(open);
    const scp = [
      {
        Effect: "Deny",
        Action: "s3:*",
        Resource: "*",
        Condition: { StringNotEquals: { "aws:PrincipalTag/team": "payments" } },
      },
    ];
    expect(findingsAbout(trust(tagging(admin)), { scp })).toEqual(open);
    const positive = [{ ...scp[0], Condition: { StringEquals: { "aws:PrincipalTag/team": "contractors" } } }];
    expect(findingsAbout(trust(tagging(admin)), { scp: positive })).toEqual([]);
  });

  test.each([
    ["the value", { StringEquals: { "aws:RequestTag/team": "delivery" } }],
    ["the keys", { "ForAllValues:StringEquals": { "aws:TagKeys": ["cost-center"] } }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    ["the value to the caller's", { StringEquals: { "aws:RequestTag/team": "${aws:PrincipalTag/team}" } }],
  ])("are limited by %s", (_name, condition) => {
    expect(findingsAbout(trust(tagging(admin, condition)), byTag)).toEqual([]);
  });

  test("are limited by a Deny, by an RCP, and by what the caller itself may do", () => {
    const value = { StringNotEquals: { "aws:RequestTag/team": "delivery" } };
    expect(findingsAbout(trust(tagging(admin), deny(value)), byTag)).toEqual([]);
    const rcp = [{ ...deny(value), Principal: "*", Resource: "*" }];
    expect(findingsAbout(trust(tagging(admin)), { ...byTag, rcp })).toEqual([]);
    expect(findingsAbout(trust(tagging(ci)), byTag)).toEqual([]);
  });

  test("are no matter where nothing hangs on them, where none may be passed, and for tags that pods bring along", () => {
    expect(findingsAbout(trust(tagging(admin)))).toEqual([]);
    expect(findingsAbout(trust(assume(admin)), byTag)).toEqual([]);
    const pods = {
      [`${home}/helper`]: {
        trust: trust({
          ...assume({ Service: "pods.eks.amazonaws.com" }),
          Action: ["sts:AssumeRole", "sts:TagSession"],
        }),
        permissions: [assumeAny],
      },
    };
    const byNamespace = [
      { ...readOwnTeam, Condition: { StringEquals: { "aws:PrincipalTag/kubernetes-namespace": "x" } } },
    ];
    expect(findingsAbout(trust(tagging(helper)), { permissions: byNamespace, roles: pods })).toEqual([]);
    expect(findingsAbout(trust(tagging(helper)), { permissions: byNamespace, roles })).toEqual([
      "medium TRUST-TAGSESSION-OPEN",
    ]);
  });

  test("are open to an outsider beside what lets him in", () => {
    const lines = findingsAbout(trust(tagging({ AWS: outside })), byTag);
    expect(lines).toEqual(["high TRUST-TAGSESSION-OPEN", "high TRUST-VENDOR-NO-EXTID"]);
  });
});
