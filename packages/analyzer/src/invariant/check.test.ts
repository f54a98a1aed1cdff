import type { Organization } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { broken } from "../testing/invariant.js";
import { allow, HOME, OTHER, policy, role, snapshot, trust, user } from "../testing/world.js";

const arn = (name: string, account = HOME): string => `arn:aws:iam::${account}:${name}`;
const assumes = (name: string, account = HOME) => [allow("sts:AssumeRole", arn(name, account))];

const organization: Organization = {
  Organization: { Id: "o-exampleorgid", MasterAccountId: "999999999999" },
  Roots: [{ Id: "r-root", Name: "Root" }],
  OrganizationalUnits: [
    { Id: "ou-root-sand", Name: "sandbox", ParentId: "r-root" },
    { Id: "ou-root-prod", Name: "prod", ParentId: "r-root" },
    { Id: "ou-root-idle", Name: "idle", ParentId: "r-root" },
  ],
  Accounts: [
    { Id: HOME, Name: "playground", ParentId: "ou-root-sand" },
    { Id: OTHER, Name: "payments", ParentId: "ou-root-prod" },
    { Id: "777777777777", Name: "far away", ParentId: "ou-root-idle" },
  ],
  Policies: [],
};

// dan → bridge (sandbox) → gate → vault (prod); nobody else of the sandbox gets in.
const sandbox = snapshot(
  [
    user("dan", { policies: assumes("role/bridge") }),
    user("eve"),
    role("bridge", trust(arn("user/dan")), { policies: assumes("role/gate", OTHER) }),
    role("gate", trust(arn("role/bridge")), { account: OTHER, policies: assumes("role/vault", OTHER) }),
    role("vault", trust(arn("role/gate", OTHER)), { account: OTHER }),
  ],
  { organization },
);

describe("no-path", () => {
  const rule = { kind: "no-path", from: { ou: "sandbox" }, to: { ou: "prod" } };

  test("tells the shortest path in, everyone who has one, and stops at the door", () => {
    const [finding, ...more] = broken(sandbox, rule);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: "INVARIANT/mine",
      severity: "high",
      title: "No path from ou sandbox to ou prod: role bridge becomes gate",
      resource: arn("role/gate", OTHER),
      account: OTHER,
      principals: [arn("role/bridge"), arn("user/dan")],
      path: [arn("role/bridge"), arn("role/gate", OTHER)],
      example: { from: arn("role/bridge"), to: arn("role/gate", OTHER) },
    });
    expect(finding?.evidence.map(({ layer, effect }) => `${layer} ${effect}`)).toEqual([
      "trust Allow",
      "identity Allow",
    ]);
  });

  test("holds where there is none", () => {
    expect(broken(sandbox, { ...rule, from: { ou: "prod" }, to: { ou: "sandbox" } })).toEqual([]);
    expect(broken(sandbox, { ...rule, from: "user/eve" })).toEqual([]);
  });

  test("follows chains as far as it is told to", () => {
    const far = { ...rule, from: "user/dan", to: "role/vault" };
    expect(broken(sandbox, far)[0]?.path).toHaveLength(4);
    expect(broken(sandbox, { ...far, maxHops: 2 })).toEqual([]);
  });

  test("keeps its fingerprint when others come in by the same door, and not by another", () => {
    const wider = snapshot(
      [
        ...sandbox.accounts.flatMap(({ authorizationDetails: { UserDetailList, RoleDetailList } }) => [
          ...UserDetailList,
          ...RoleDetailList.filter(({ RoleName }) => RoleName !== "bridge"),
        ]),
        user("fay", { policies: assumes("role/bridge") }),
        role("bridge", trust([arn("user/dan"), arn("user/fay")]), { policies: assumes("role/gate", OTHER) }),
      ],
      { organization },
    );
    const [before] = broken(sandbox, rule);
    const [after] = broken(wider, rule);
    expect(after?.principals).toContain(arn("user/fay"));
    expect(after?.fingerprint).toBe(before?.fingerprint);
    const [elsewhere] = broken(sandbox, { ...rule, to: "role/vault" });
    expect(elsewhere?.fingerprint).not.toBe(before?.fingerprint);
  });

  test("has the title, the severity and the reason that the user gives it", () => {
    const [finding] = broken(sandbox, { ...rule, title: "Play stays play", severity: "low", why: "PCI." });
    expect(finding).toMatchObject({ severity: "low", title: "Play stays play: role bridge becomes gate" });
    expect(finding?.why).toMatch(/PCI\.$/);
  });
});

describe("only", () => {
  const deploy = snapshot([
    role("ci-runner", trust({ Service: "codebuild.amazonaws.com" }), { policies: assumes("role/deploy") }),
    user("ada", { policies: assumes("role/ci-runner") }),
    user("bob", { policies: assumes("role/deploy") }),
    role("deploy", trust([arn("role/ci-runner"), arn("user/bob")])),
  ]);

  test("tells who else may, and lets whoever becomes an allowed one pass", () => {
    const findings = broken(deploy, { kind: "only", from: "role/ci-runner", to: "*/deploy" });
    expect(findings.map(({ principals }) => principals)).toEqual([[arn("user/bob")]]);
    expect(findings[0]?.fix).toContain("Take user bob out of the trust policy of deploy");
  });

  test("holds when all who may are named", () => {
    const from = { any: ["role/ci-runner", { arn: arn("user/b*") }] };
    expect(broken(deploy, { kind: "only", from, to: "*/deploy" })).toEqual([]);
  });
});

describe("requires", () => {
  const partner = (condition?: object) =>
    snapshot([role("partner", trust("arn:aws:iam::222222222222:root", condition as never))], {
      organization: { ...organization, Accounts: [{ Id: HOME }] },
    });
  const rule = { kind: "requires", from: "outside", to: { account: HOME }, requires: "external-id" };
  const equals = { StringEquals: { "sts:ExternalId": "s3cret" } };

  test("asks for an external ID on every path, whatever shape the condition has", () => {
    expect(broken(partner(equals), rule)).toEqual([]);
    expect(broken(partner({ Null: { "sts:ExternalId": "false" } }), rule)).toEqual([]);
    expect(broken(partner(), rule)).toMatchObject([
      {
        principals: ["222222222222"],
        title: `Every path from outside to account ${HOME} needs an external ID: any principal of account 222222222222 becomes partner without an external ID`,
      },
    ]);
  });

  test("is not taken in by a condition that a request without the key passes", () => {
    const weak = [
      { StringEqualsIfExists: { "sts:ExternalId": "s3cret" } },
      { StringNotEquals: { "sts:ExternalId": "guess" } },
      { "ForAllValues:StringEquals": { "sts:ExternalId": "s3cret" } },
    ];
    for (const condition of weak)
      expect(broken(partner(condition), rule), JSON.stringify(condition)).toHaveLength(1);
  });

  test("finds the way round that another statement leaves open", () => {
    const two = snapshot(
      [
        role(
          "partner",
          policy(
            ...[
              equals,
              { StringLike: { "aws:SourceIp": "10.*" } },
              { Bool: { "aws:SecureTransport": "true" } },
            ].map((Condition) => ({
              Effect: "Allow",
              Principal: { AWS: "222222222222" },
              Action: "sts:AssumeRole",
              Condition,
            })),
          ),
        ),
      ],
      { organization: { ...organization, Accounts: [{ Id: HOME }] } },
    );
    expect(broken(two, rule)).toHaveLength(1);
  });

  test("is content with an external ID on any hop of the path", () => {
    const chained = snapshot(
      [
        role("partner", trust("222222222222", equals), { policies: assumes("role/inner") }),
        role("inner", trust(arn("role/partner"))),
      ],
      { organization: { ...organization, Accounts: [{ Id: HOME }] } },
    );
    expect(broken(chained, { ...rule, to: "role/inner" })).toEqual([]);
  });

  test("knows that a session without MFA says false, and one with access keys says nothing", () => {
    const glass = (condition: object) =>
      snapshot([
        user("ada", { policies: assumes("role/glass") }),
        role("glass", trust(HOME, condition as never)),
      ]);
    const mfa = { kind: "requires", to: "role/glass", requires: "mfa" };
    expect(broken(glass({ Bool: { "aws:MultiFactorAuthPresent": "true" } }), mfa)).toEqual([]);
    expect(broken(glass({ NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } }), mfa)).toEqual([]);
    // Passes when the key is missing.
    expect(broken(glass({ BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }), mfa)).toHaveLength(1);
    // Passes when it says false.
    expect(broken(glass({ Null: { "aws:MultiFactorAuthPresent": "false" } }), mfa)).toHaveLength(1);
  });

  test("asks for any condition key", () => {
    const named = snapshot([
      user("ada", { policies: [allow(["sts:AssumeRole", "sts:SetSourceIdentity"])] }),
      role(
        "named",
        trust(HOME, { StringLike: { "sts:SourceIdentity": "?*" } }, [
          "sts:AssumeRole",
          "sts:SetSourceIdentity",
        ]),
      ),
      role("nameless", trust(HOME)),
    ]);
    const findings = broken(named, { kind: "requires", to: "everyone", requires: "sts:SourceIdentity" });
    expect(findings.map(({ resource }) => resource)).toEqual([arn("role/nameless")]);
  });
});

describe("at-most", () => {
  const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
  const glass = (...names: string[]) =>
    snapshot([
      ...names.map((name) => user(name, { policies: assumes("role/break-glass") })),
      user("bystander"),
      role("break-glass", trust(HOME, mfa)),
    ]);
  const rule = { kind: "at-most", max: 3, to: "role/break-glass", requires: "mfa" };

  test("counts those who can, and no session between", () => {
    expect(broken(glass("a", "b", "c"), rule)).toEqual([]);
    const [finding, ...more] = broken(glass("a", "b", "c", "d"), rule);
    expect(more).toEqual([]);
    expect(finding?.principals).toHaveLength(4);
    expect(finding?.title).toBe(
      "At most 3 principals of anybody can become role/break-glass, all with MFA: 4 principals can",
    );
  });

  test("is another finding when one more can", () => {
    const prints = [glass("a", "b", "c", "d"), glass("a", "b", "c", "d", "e")].map(
      (world) => broken(world, rule)[0]?.fingerprint,
    );
    expect(new Set(prints).size).toBe(2);
  });

  test("tells who comes in without what is required", () => {
    const open = snapshot([
      user("a", { policies: assumes("role/break-glass") }),
      role("hall", trust(arn("user/a")), { policies: assumes("role/break-glass") }),
      role(
        "break-glass",
        policy(
          ...[arn("user/a"), arn("role/hall")].map((AWS, index) => ({
            Effect: "Allow",
            Principal: { AWS },
            Action: "sts:AssumeRole",
            ...(index === 0 && { Condition: mfa }),
          })),
        ),
      ),
    ]);
    const findings = broken(open, rule);
    expect(findings).toMatchObject([
      { path: [arn("user/a"), arn("role/hall"), arn("role/break-glass")], principals: [arn("user/a")] },
    ]);
  });
});

describe("a selector that matches nothing", () => {
  const rule = { kind: "no-path", from: { ou: "sandbox" }, to: { ou: "prod" } };
  const said = (more: object, world = sandbox) =>
    broken(world, { ...rule, ...more })
      .filter(({ path }) => path === undefined)
      .map(({ title }) => title.slice(title.indexOf(": ") + 2));

  test("is a finding that says which", () => {
    expect(said({ to: { ou: "pord" } })).toEqual([
      "not checked as it stands, since `to.ou: pord` names no organizational unit",
    ]);
    expect(said({ from: "role/brigde" })[0]).toContain("`from: role/brigde` matches no principal");
    expect(said({ from: { any: ["user/dan", { account: "playgrund" }] } })[0]).toContain(
      "`from.any[1].account: playgrund` matches no principal",
    );
    expect(said({ from: { not: { tag: { team: "x" } } } })[0]).toContain(
      "`from.not.tag.team: x` matches no principal",
    );
    expect(said({ to: { accountTag: { stage: "prod" } } })[0]).toContain("matches no account");
    expect(said({ to: "user/dan" })[0]).toContain("`to` matches no role");
  });

  test("is one too where the accounts it means were not collected, or the organization was not", () => {
    expect(said({ from: { ou: "idle" } })[0]).toContain("stands for accounts that were not collected");
    expect(said({ from: { account: "far away" } })[0]).toContain("were not collected");
    const { organization: _, ...bare } = sandbox;
    expect(said({ to: "everyone" }, bare)[0]).toContain("the snapshot has no organization.json");
  });

  test("is none where there may be nobody of the kind, or the user says so", () => {
    expect(said({ from: "outside", to: "admin" })).toEqual([]);
    expect(said({ from: { kind: "saml" } })).toEqual([]);
    expect(said({ to: { ou: "pord" }, mayBeEmpty: true })).toEqual([]);
  });
});
