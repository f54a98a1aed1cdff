import { describe, expect, test } from "vitest";
import {
  about,
  assume,
  everything,
  findingsAbout,
  gitHub,
  home,
  management,
  member,
  outside,
  type Stage,
  stageOf,
  trust,
} from "./cast.js";

const admin: Stage = { permissions: [everything] };
const ci = { AWS: `arn:aws:iam::${member}:role/ci` };
const assumeAnything = { Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" };

describe("a chain to an administrator", () => {
  test("is told from its start, with every statement on the way", () => {
    const [finding, ...others] = about(trust(assume(ci)), admin);
    expect(others).toEqual([]);
    expect(finding?.path).toEqual([
      `arn:aws:iam::${member}:user/alice`,
      `arn:aws:iam::${member}:role/ci`,
      `arn:aws:iam::${home}:role/target`,
    ]);
    expect(finding?.severity).toBe("high");
    expect(finding?.principals).toEqual([`arn:aws:iam::${member}:user/alice`]);
    expect(finding?.evidence.map((entry) => entry.source)).toEqual([
      "trust policy of ci",
      "trust policy of target",
      "inline policy own of role ci",
    ]);
  });

  test("is medium inside one account", () => {
    expect(findingsAbout(trust(assume(ci)), { ...admin, account: member })).toEqual([
      "medium CHAIN-TO-ADMIN",
    ]);
  });

  test("is one step lower when it asks for MFA", () => {
    const withMfa = trust(
      assume(
        { AWS: `arn:aws:iam::${member}:user/alice` },
        { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      ),
    );
    const roles = { [`${member}/jump`]: { trust: withMfa, permissions: [assumeAnything] } };
    const jump = trust(assume({ AWS: `arn:aws:iam::${member}:role/jump` }));
    expect(findingsAbout(jump, { ...admin, roles })).toEqual(["medium CHAIN-TO-ADMIN"]);
  });

  test("is critical for strangers, high for another party", () => {
    const next = (start: unknown): Stage => ({
      ...admin,
      roles: { [`${home}/jump`]: { trust: start, permissions: [assumeAnything] } },
    });
    const jump = trust(assume({ AWS: `arn:aws:iam::${home}:role/jump` }));
    const token = {
      Effect: "Allow",
      Principal: { Federated: gitHub },
      Action: "sts:AssumeRoleWithWebIdentity",
    };
    const bound = {
      ...token,
      Condition: { StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/*" } },
    };
    expect(findingsAbout(jump, next(trust(assume("*"))))).toEqual(["critical CHAIN-TO-ADMIN"]);
    expect(findingsAbout(jump, next(trust(token)))).toEqual(["critical CHAIN-TO-ADMIN"]);
    expect(findingsAbout(jump, next(trust(bound)))).toEqual(["medium CHAIN-TO-ADMIN"]);
    expect(findingsAbout(jump, next(trust(assume({ AWS: outside }))))).toEqual(["high CHAIN-TO-ADMIN"]);
  });

  test("is one finding for all roles of a name that the same role enters", () => {
    const copy = { trust: trust(assume(ci)), permissions: [everything] };
    const roles = { [`${member}/target`]: copy, [`${management}/target`]: copy };
    const { findings } = stageOf(trust(assume(ci)), { ...admin, roles }).check();
    const chains = findings.filter((finding) => finding.rule === "CHAIN-TO-ADMIN");
    expect(chains).toHaveLength(1);
    expect(chains[0]?.why).toContain("2 more accounts");
  });

  test("is one finding for all of its starts", () => {
    const first = {
      trust: trust(assume({ AWS: `arn:aws:iam::${member}:user/alice` })),
      permissions: [assumeAnything],
    };
    const roles = {
      [`${member}/left`]: first,
      [`${home}/right`]: {
        trust: trust(assume({ AWS: outside }, { StringEquals: { "sts:ExternalId": "x-1" } })),
        permissions: [assumeAnything],
      },
      [`${home}/hub`]: {
        trust: trust(
          assume({ AWS: [`arn:aws:iam::${member}:role/left`, `arn:aws:iam::${home}:role/right`] }),
        ),
        permissions: [assumeAnything],
      },
    };
    const [finding, ...others] = about(trust(assume({ AWS: `arn:aws:iam::${home}:role/hub` })), {
      ...admin,
      roles,
    });
    expect(others).toEqual([]);
    expect(finding?.principals).toEqual([outside, `arn:aws:iam::${member}:user/alice`]);
  });

  test("begins with a role that people sign in to", () => {
    const saml = {
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::${home}:saml-provider/Okta` },
      Action: "sts:AssumeRoleWithSAML",
    };
    const roles = {
      [`${home}/staff`]: { trust: trust(saml), permissions: [assumeAnything] },
      [`${home}/jump`]: {
        trust: trust(assume({ AWS: `arn:aws:iam::${home}:role/staff` })),
        permissions: [assumeAnything],
      },
    };
    const policy = trust(assume({ AWS: `arn:aws:iam::${home}:role/jump` }));
    const [finding] = about(policy, { ...admin, roles, providers: false });
    expect(finding?.path?.[0]).toBe(`arn:aws:iam::${home}:role/staff`);
    const direct = trust(assume({ AWS: `arn:aws:iam::${home}:role/staff` }));
    expect(findingsAbout(direct, { ...admin, roles, providers: false })).toEqual([]);
  });
});

describe("no chain", () => {
  test("is direct trust", () => {
    expect(findingsAbout(trust(assume({ AWS: `arn:aws:iam::${home}:role/release` })), admin)).toEqual([]);
  });

  test("begins with an administrator, or goes on from one", () => {
    const policy = trust(assume({ AWS: `arn:aws:iam::${member}:role/platform-admin` }));
    expect(findingsAbout(policy, admin)).toEqual([]);
  });

  test("begins with a service", () => {
    const roles = {
      [`${home}/worker`]: {
        trust: trust(assume({ Service: "ec2.amazonaws.com" })),
        permissions: [assumeAnything],
      },
    };
    expect(
      findingsAbout(trust(assume({ AWS: `arn:aws:iam::${home}:role/worker` })), { ...admin, roles }),
    ).toEqual([]);
  });

  test("ends at a role that is no administrator", () => {
    expect(findingsAbout(trust(assume(ci)))).toEqual([]);
  });

  test("passes a condition that the session before it cannot meet", () => {
    const condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    expect(findingsAbout(trust(assume(ci, condition)), admin)).toEqual(["low TRUST-MFA-MISUSE"]);
  });

  test("is told of an administrator that anybody can enter", () => {
    expect(findingsAbout(trust(assume("*"), assume(ci)), admin)).toEqual(["critical TRUST-PUBLIC"]);
  });

  test("is a hop of StackSets, as AWS documents them", () => {
    const stackSet = "AWSCloudFormationStackSetAdministrationRole";
    const roles = {
      [`${member}/${stackSet}`]: {
        trust: trust(assume({ AWS: `arn:aws:iam::${member}:user/alice` })),
        permissions: [assumeAnything],
      },
    };
    const policy = trust(assume({ AWS: `arn:aws:iam::${member}:role/${stackSet}` }));
    expect(
      findingsAbout(policy, { ...admin, roles, name: "AWSCloudFormationStackSetExecutionRole" }),
    ).toEqual([]);
    expect(findingsAbout(policy, { ...admin, roles, name: "SomethingElse" })).toEqual([
      "high CHAIN-TO-ADMIN",
    ]);
  });
});

describe("a role of the management account", () => {
  const there: Stage = { account: management };

  test("is found when a member account or one of its roles can enter it", () => {
    expect(findingsAbout(trust(assume({ AWS: member })), there)).toEqual(["high MGMT-TARGET"]);
    expect(findingsAbout(trust(assume(ci)), there)).toEqual(["high MGMT-TARGET"]);
  });

  test("says whose account gets in", () => {
    const [finding] = about(trust(assume({ AWS: "464622532012" })), there);
    expect(finding?.why).toContain("lets account 464622532012 (Datadog) in.");
  });

  test("is found beside what lets the outsider in", () => {
    expect(findingsAbout(trust(assume({ AWS: outside })), there)).toEqual([
      "high MGMT-TARGET",
      "high TRUST-VENDOR-NO-EXTID",
    ]);
    const id = { StringEquals: { "sts:ExternalId": "c0ffee-4711" } };
    expect(findingsAbout(trust(assume({ AWS: outside }, id)), there)).toEqual([
      "high MGMT-TARGET",
      "low TRUST-VENDOR-UNKNOWN",
    ]);
  });

  test("is critical when an outsider ends as its administrator, medium when there is only something to read", () => {
    const id = { StringEquals: { "sts:ExternalId": "c0ffee-4711" } };
    expect(findingsAbout(trust(assume({ AWS: outside }, id)), { ...there, ...admin })).toEqual([
      "critical MGMT-TARGET",
      "medium TRUST-VENDOR-UNKNOWN",
    ]);
    const permissions = [{ Effect: "Allow", Action: "organizations:List*", Resource: "*" }];
    expect(findingsAbout(trust(assume(ci)), { ...there, permissions })).toEqual(["medium MGMT-TARGET"]);
  });

  test("is found when pipelines enter it", () => {
    const provider = `arn:aws:iam::${management}:oidc-provider/token.actions.githubusercontent.com`;
    const bound = {
      Effect: "Allow",
      Principal: { Federated: provider },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme@123456/shop@654321:*" },
      },
    };
    expect(findingsAbout(trust(bound), there)).toEqual(["high MGMT-TARGET"]);
    const title = (document: ReturnType<typeof trust>) => about(document, there)[0]?.title;
    const entered = "target of the management account can be entered";
    expect(title(trust(bound))).toBe(`${entered} with tokens of token.actions.githubusercontent.com`);
    expect(title(trust(assume({ AWS: member }), bound))).toBe(
      `${entered} from another account and with tokens of token.actions.githubusercontent.com`,
    );
    expect(title(trust(assume({ AWS: member })))).toBe(`${entered} from another account`);
  });

  test.each([
    ["its own account", { AWS: management }],
    ["a service", { Service: "cloudtrail.amazonaws.com" }],
  ])("is quiet when it trusts %s", (_name, principal) => {
    expect(findingsAbout(trust(assume(principal)), there)).toEqual([]);
  });

  test("is quiet when a Deny turns the others away", () => {
    const deny = {
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "sts:AssumeRole",
      Condition: { StringNotEquals: { "aws:PrincipalAccount": management } },
    };
    expect(findingsAbout(trust(assume({ AWS: [management, member] }), deny), there)).toEqual([]);
  });

  test("is quiet when it is not known which account that is", () => {
    expect(findingsAbout(trust(assume(ci)), { ...there, organization: false })).toEqual([]);
  });
});
