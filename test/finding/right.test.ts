import { describe, expect, test } from "vitest";
import {
  about,
  assume,
  everything,
  findingsAbout,
  home,
  management,
  member,
  type Stage,
  stageOf,
  trust,
} from "./cast.js";
import { stages } from "./stages.js";

const allow = (action: unknown, resource: unknown = "*", condition?: object) => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...(condition === undefined ? {} : { Condition: condition }),
});
const deny = (action: unknown, resource: unknown = "*") => ({
  Effect: "Deny",
  Action: action,
  Resource: resource,
});
const only =
  (rule: string) =>
  (statements: readonly object[], more: Stage = {}) =>
    findingsAbout(trust(...(statements as [])), { ...stages[rule], ...more }).filter((line) =>
      line.endsWith(rule),
    );

describe("the right to take root tasks", () => {
  const rule = "MGMT-ASSUMEROOT";
  const found = only(rule);
  const task = (name: string) => ({
    StringEquals: { "sts:TaskPolicyArn": `arn:aws:iam::aws:policy/root-task/${name}` },
  });

  test("is told with one request that is allowed", () => {
    const [finding] = about(trust(allow("sts:AssumeRoot")), stages[rule]);
    expect(finding).toMatchObject({ rule, severity: "high", principals: [finding?.resource] });
    expect(finding?.example?.to).toBe(`arn:aws:iam::${home}:root`);
    expect(finding?.evidence.map(({ source }) => source)).toEqual(["inline policy own of role target"]);
  });

  test("is found where it leaves a task that gives something away", () => {
    expect(found([allow("sts:*", "arn:aws:iam::*:root", task("S3UnlockBucketPolicy"))])).toEqual([
      `high ${rule}`,
    ]);
    expect(found([allow("sts:AssumeRoot", "*", task("IAMCreateRootUserPassword"))])).toEqual([
      `high ${rule}`,
    ]);
  });

  test("is found in the delegated administrator, and one step lower when a user needs MFA", () => {
    const alice = `arn:aws:iam::${member}:user/alice`;
    const severities = (statement: object) =>
      stageOf(trust(assume({ Service: "ec2.amazonaws.com" })), {
        delegated: true,
        aliceMay: [statement as never],
      })
        .check()
        .findings.filter((finding) => finding.rule === rule && finding.resource === alice)
        .map(({ severity }) => severity);
    expect(severities(allow("sts:AssumeRoot"))).toEqual(["high"]);
    const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    expect(severities(allow("sts:AssumeRoot", "*", mfa))).toEqual(["medium"]);
  });

  test("is none where MFA is asked of a role, which never has it", () => {
    expect(found([allow("sts:AssumeRoot", "*", { Bool: { "aws:MultiFactorAuthPresent": "true" } })])).toEqual(
      [],
    );
  });

  test("is none where only looking and deleting is left, or the accounts are named", () => {
    expect(found([allow("sts:AssumeRoot", "*", task("IAMAuditRootUserCredentials"))])).toEqual([]);
    expect(found([allow("sts:AssumeRoot", "*", task("IAMDeleteRootUserCredentials"))])).toEqual([]);
    expect(found([allow("sts:AssumeRoot", `arn:aws:iam::${member}:root`)])).toEqual([]);
  });

  test("is none for administrators, in a member account, or under a Deny", () => {
    expect(found([everything])).toEqual([]);
    expect(found([allow("sts:AssumeRoot")], { account: member })).toEqual([]);
    expect(found([allow("sts:AssumeRoot"), deny("sts:AssumeRoot")])).toEqual([]);
  });
});

describe("an administrator's permission set for many", () => {
  const rule = "SSO-ADMIN-WIDE";
  const found = only(rule);

  test("is medium in a member account, high in the management account", () => {
    expect(found([everything])).toEqual([`medium ${rule}`]);
    expect(found([everything], { account: management })).toEqual([`high ${rule}`]);
  });

  test("names the people and the group", () => {
    const [finding] = about(trust(everything), stages[rule]);
    expect(finding?.principals).toHaveLength(12);
    expect(finding?.why).toContain("through Everybody");
    expect(finding?.title).toBe("12 people are administrators by permission set Operators");
  });

  test("is found where it is half of all people, and not for a handful", () => {
    expect(found([everything], { people: 5 })).toEqual([`medium ${rule}`]);
    expect(found([everything], { people: 4 })).toEqual([]);
    expect(found([everything], { people: 4, account: management })).toEqual([]);
  });

  test("is none where the set is no administrator's, by what it allows or by a Deny", () => {
    expect(found([allow("ec2:*")])).toEqual([]);
    expect(found([everything, deny(["iam:*", "s3:*", "kms:*"])])).toEqual([]);
  });

  test("is none where Identity Center was not collected", () => {
    const { people: _, ...stage } = stages[rule] ?? {};
    expect(findingsAbout(trust(everything), stage)).toEqual([]);
  });
});

describe("the right to pass any role", () => {
  const rule = "PASSROLE-OPEN";
  const found = only(rule);
  const run = allow(["lambda:CreateFunction", "lambda:InvokeFunction"]);

  test("is told with the administrator that it leads to", () => {
    const [finding] = about(trust(allow("iam:PassRole"), run), stages[rule]);
    expect(finding).toMatchObject({ rule, severity: "high" });
    expect(finding?.path).toEqual([finding?.resource, `arn:aws:iam::${home}:role/deployer`]);
    expect(finding?.evidence.map(({ source }) => source)).toContain("trust policy of deployer");
  });

  test("is found by a pattern that covers roles nobody has made yet", () => {
    expect(found([allow("iam:PassRole", `arn:aws:iam::${home}:role/*`), run])).toEqual([`high ${rule}`]);
  });

  test("is medium where something must be there that the snapshot does not show", () => {
    const feed = allow(["lambda:CreateFunction", "lambda:CreateEventSourceMapping"]);
    expect(found([allow("iam:PassRole"), feed])).toEqual([`medium ${rule}`]);
  });

  test("is none for roles by name, the administrator's own name included", () => {
    expect(found([allow("iam:PassRole", `arn:aws:iam::${home}:role/deployer`), run])).toEqual([]);
    expect(found([allow("iam:PassRole", `arn:aws:iam::${home}:role/functions/*`), run])).toEqual([]);
  });

  test("is none to another service, without compute, or where a Deny or an SCP holds", () => {
    const toEc2 = { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } };
    expect(found([allow("iam:PassRole", "*", toEc2), run])).toEqual([]);
    expect(found([allow("iam:PassRole")])).toEqual([]);
    expect(
      found([allow("iam:PassRole"), run, deny("iam:PassRole", `arn:aws:iam::${home}:role/deployer`)]),
    ).toEqual([]);
    expect(found([allow("iam:PassRole"), run], { scp: [deny("lambda:CreateFunction")] })).toEqual([]);
  });

  test("is told once for a permission set, however many accounts it is in", () => {
    const set = {
      trust: trust(assume({ Service: "ec2.amazonaws.com" })),
      permissions: [allow("iam:PassRole"), run],
    };
    const strong = { trust: trust(assume({ Service: "lambda.amazonaws.com" })), permissions: [everything] };
    const path = "aws-reserved/sso.amazonaws.com";
    const findings = stageOf(trust(assume({ Service: "ec2.amazonaws.com" })), {
      roles: {
        [`${home}/deployer`]: strong,
        [`${member}/deployer`]: strong,
        [`${home}/${path}/AWSReservedSSO_Builders_0123456789abcdef`]: set,
        [`${member}/${path}/AWSReservedSSO_Builders_fedcba9876543210`]: set,
      },
    })
      .check()
      .findings.filter((finding) => finding.rule === rule);
    expect(findings.map(({ principals }) => principals.length)).toEqual([2]);
    expect(findings[0]?.why).toContain("in 1 more account");
  });

  test("is none where no stronger role trusts the service", () => {
    const weak = { trust: trust(assume({ Service: "lambda.amazonaws.com" })), permissions: [allow("s3:*")] };
    expect(found([allow("iam:PassRole"), run], { roles: { [`${home}/worker`]: weak } })).toEqual([]);
    const other = { trust: trust(assume({ Service: "ecs-tasks.amazonaws.com" })), permissions: [everything] };
    expect(found([allow("iam:PassRole"), run], { roles: { [`${home}/task`]: other } })).toEqual([]);
    const elsewhere = {
      trust: trust(assume({ Service: "lambda.amazonaws.com" })),
      permissions: [everything],
    };
    expect(found([allow("iam:PassRole"), run], { roles: { [`${member}/deployer`]: elsewhere } })).toEqual([]);
  });

  test("is none for administrators", () => {
    expect(found([everything])).toEqual([]);
  });
});

describe("the right to edit the trust of strong roles", () => {
  const rule = "TRUST-EDIT";
  const found = only(rule);
  const strong = `arn:aws:iam::${member}:role/platform-admin`;

  test("is told with the role that it opens", () => {
    const [finding] = about(trust(allow("iam:UpdateAssumeRolePolicy")), stages[rule]);
    expect(finding).toMatchObject({ rule, severity: "high" });
    expect(finding?.path).toEqual([finding?.resource, strong]);
    expect(finding?.title).toBe("target may change the trust policy of platform-admin");
  });

  test("is found for the metadata of a SAML provider that a strong role trusts", () => {
    const provider = `arn:aws:iam::${member}:saml-provider/Okta`;
    const signIn = {
      Effect: "Allow",
      Principal: { Federated: provider },
      Action: "sts:AssumeRoleWithSAML",
      Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
    };
    const people = (permissions: readonly object[]): Stage => ({
      saml: ["Okta"],
      roles: { [`${member}/people`]: { trust: trust(signIn), permissions: permissions as [] } },
    });
    const metadata = allow("iam:UpdateSAMLProvider", provider);
    expect(found([metadata], people([everything]))).toEqual([`high ${rule}`]);
    expect(found([metadata], people([allow("s3:GetObject")]))).toEqual([]);
    expect(found([metadata], { saml: ["Okta"] })).toEqual([]);
  });

  test("is none on weak roles, in another account, or under a Deny or an SCP", () => {
    expect(found([allow("iam:UpdateAssumeRolePolicy", `arn:aws:iam::${member}:role/etl-export`)])).toEqual(
      [],
    );
    expect(found([allow("iam:UpdateAssumeRolePolicy", strong)], { account: home })).toEqual([]);
    expect(found([allow("iam:UpdateAssumeRolePolicy"), deny("iam:Update*", strong)])).toEqual([]);
    expect(found([allow("iam:UpdateAssumeRolePolicy")], { scp: [deny("iam:*", strong)] })).toEqual([]);
  });

  test("is none for administrators", () => {
    expect(found([everything])).toEqual([]);
    expect(found([allow("iam:*")])).toEqual([]);
  });
});
