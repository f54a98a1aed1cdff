import { describe, expect, test } from "vitest";
import {
  about,
  everything,
  findingsAbout,
  home,
  organizationId,
  outside,
  type Stage,
  stageOf,
  trust,
} from "./cast.js";

interface Statement {
  readonly [key: string]: unknown;
}

function takes(service: unknown, condition?: unknown, action: unknown = "sts:AssumeRole"): Statement {
  return {
    Effect: "Allow",
    Principal: { Service: service },
    Action: action,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function rule(id: string, policy: unknown, stage: Stage = {}): readonly string[] {
  return findingsAbout(policy, stage)
    .filter((line) => line.endsWith(` ${id}`))
    .map((line) => line.split(" ")[0] ?? "");
}

const refusal = (condition: unknown): Statement => ({
  Effect: "Deny",
  Principal: "*",
  Action: "sts:*",
  Condition: condition,
});

const admin: Stage = { permissions: [everything] };

describe("a service that works for other customers too", () => {
  const deputy = (policy: unknown, stage?: Stage): readonly string[] => rule("SVC-DEPUTY", policy, stage);
  const states = "states.amazonaws.com";

  test.each([
    "states.amazonaws.com",
    "datasync.amazonaws.com",
    "scheduler.amazonaws.com",
    "logs.eu-west-1.amazonaws.com",
    "states.eu-west-1.amazonaws.com",
    "config.amazonaws.com",
  ])("is reported where it says for whom and nobody listens: %s", (service) => {
    expect(deputy(trust(takes(service)))).toEqual(["low"]);
    expect(deputy(trust(takes(service)), admin)).toEqual(["medium"]);
  });

  test("is shown by a request that passes no external id, which most services do not send", () => {
    const [finding] = about(trust(takes(states)));
    expect(Object.keys(finding?.example?.context ?? {})).not.toContain("sts:ExternalId");
    expect(finding?.example?.context?.["aws:SourceAccount"]).toMatch(/^\d{12}$/);
  });

  test.each([
    "ec2.amazonaws.com",
    "lambda.amazonaws.com",
    "ecs-tasks.amazonaws.com",
    "apigateway.amazonaws.com",
    "backup.amazonaws.com",
    "codebuild.amazonaws.com",
    "sagemaker.amazonaws.com",
    "eks.amazonaws.com",
    "cloudtrail.amazonaws.com",
    "cloudformation.amazonaws.com",
    "nobody-has-heard-of.amazonaws.com",
  ])("is left alone where it is not known to say so, or runs its customer's code: %s", (service) => {
    expect(findingsAbout(trust(takes(service)), admin)).toEqual([]);
  });

  test.each([
    ["the account", { StringEquals: { "aws:SourceAccount": home } }],
    ["a resource", { ArnLike: { "aws:SourceArn": `arn:aws:states:eu-west-1:${home}:stateMachine:*` } }],
    ["the organization", { StringEquals: { "aws:SourceOrgID": organizationId } }],
    ["a unit", { "ForAnyValue:StringLike": { "aws:SourceOrgPaths": `${organizationId}/r-root/ou-work/*` } }],
    ["the account, if the service sends it", { StringEqualsIfExists: { "aws:SourceAccount": home } }],
    ["the account as external id", { StringEquals: { "sts:ExternalId": home } }],
  ])("is bound by %s", (_name, condition) => {
    expect(deputy(trust(takes(states, condition)))).toEqual([]);
  });

  test.each([
    ["a resource of any account", { ArnLike: { "aws:SourceArn": "arn:aws:states:*:*:stateMachine:*" } }],
    ["not being one account", { StringNotEquals: { "aws:SourceAccount": outside } }],
    ["any bucket", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } }],
  ])("is not bound by %s", (_name, condition) => {
    expect(deputy(trust(takes(states, condition)))).toEqual(["low"]);
  });

  test("is bound for all roles by an RCP on the organization", () => {
    const rcp = [
      {
        ...refusal({
          StringNotEqualsIfExists: { "aws:SourceOrgID": organizationId },
          Null: { "aws:SourceAccount": "false" },
          Bool: { "aws:PrincipalIsAWSService": "true" },
        }),
        Resource: "*",
      },
    ];
    expect(deputy(trust(takes(states)), { rcp })).toEqual([]);
  });

  test("is bound by a Deny of the trust policy", () => {
    const deny = refusal({ StringNotEquals: { "aws:SourceAccount": home } });
    expect(deputy(trust(takes(states), deny))).toEqual([]);
  });

  test("gains nothing by a role that only reads configuration, or does nothing", () => {
    expect(deputy(trust(takes(states)), { permissions: [] })).toEqual([]);
    const reads = [{ Effect: "Allow", Action: "ec2:Describe*", Resource: "*" }];
    expect(deputy(trust(takes(states)), { permissions: reads })).toEqual([]);
  });

  test("is one finding for a role, with a patch that closes it and a source for each service", () => {
    const [finding, ...more] = about(trust(takes([states, "scheduler.amazonaws.com"])));
    expect(more).toEqual([]);
    expect(finding?.principals).toEqual(["scheduler.amazonaws.com", states]);
    expect(finding?.why).toContain("https://docs.aws.amazon.com/step-functions/");
    expect(finding?.patch).toMatchObject({
      verified: true,
      operations: [
        { op: "add", path: "/Statement/0/Condition", value: { StringEquals: { "aws:SourceAccount": home } } },
      ],
    });
  });

  test("is one finding for all roles of an account that it uses, but for administrators", () => {
    const roles = {
      [`${home}/second`]: {
        trust: trust(takes(states)),
        permissions: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
      },
      [`${home}/third`]: { trust: trust(takes(states)), permissions: [everything] },
    };
    const found = stageOf(trust(takes(states)), { roles })
      .check()
      .findings.filter(({ rule: id }) => id === "SVC-DEPUTY");
    expect(found.map(({ severity, resource, evidence }) => [severity, resource, evidence.length])).toEqual([
      ["medium", `arn:aws:iam::${home}:role/third`, 1],
      ["low", `arn:aws:iam::${home}:role/second`, 2],
    ]);
  });

  test("gets no patch that would lock another service of the statement out", () => {
    const [finding] = about(trust(takes([states, "lambda.amazonaws.com"])));
    expect(finding?.rule).toBe("SVC-DEPUTY");
    expect(finding?.patch).toBeUndefined();
    expect(finding?.fix).toMatch(/^Give states\.amazonaws\.com a statement without the other principals/);
  });
});

describe("IAM Roles Anywhere", () => {
  const service = "rolesanywhere.amazonaws.com";
  const actions = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
  const anchor = `arn:aws:rolesanywhere:eu-west-1:${home}:trust-anchor/4e8f3c60-0000-4000-8000-000000000000`;
  const open = (condition?: unknown, stage?: Stage): readonly string[] =>
    rule("RA-NO-ANCHOR", trust(takes(service, condition, actions)), stage);

  test.each([
    ["nothing", undefined],
    ["the account", { StringEquals: { "aws:SourceAccount": home } }],
    [
      "any trust anchor of the account",
      { ArnLike: { "aws:SourceArn": `arn:aws:rolesanywhere:eu-west-1:${home}:trust-anchor/*` } },
    ],
  ])("takes certificates of every trust anchor with a test of %s", (_name, condition) => {
    expect(open(condition)).toEqual(["medium"]);
    expect(open(condition, admin)).toEqual(["high"]);
  });

  test("is one step lower where the certificate is named", () => {
    expect(
      open({ StringEquals: { "aws:PrincipalTag/x509Subject/CN": "batch.acme.example" } }, admin),
    ).toEqual(["medium"]);
    expect(open({ StringLike: { "aws:PrincipalTag/x509Subject/CN": "*" } }, admin)).toEqual(["high"]);
  });

  test("is fine with a trust anchor, in the statement, in a Deny or in an RCP", () => {
    expect(open({ ArnEquals: { "aws:SourceArn": anchor } })).toEqual([]);
    const deny = refusal({ ArnNotEquals: { "aws:SourceArn": anchor } });
    expect(rule("RA-NO-ANCHOR", trust(takes(service, undefined, actions), deny))).toEqual([]);
    expect(open(undefined, { rcp: [{ ...deny, Resource: "*" }] })).toEqual([]);
  });

  test("cannot use a role that does not let it set tags and a source identity", () => {
    expect(rule("RA-NO-ANCHOR", trust(takes(service)))).toEqual([]);
  });

  test("is no deputy besides", () => {
    expect(findingsAbout(trust(takes(service, undefined, actions)))).toEqual(["medium RA-NO-ANCHOR"]);
  });
});

describe("EKS Pod Identity", () => {
  const service = "pods.eks.amazonaws.com";
  const cluster = `arn:aws:eks:eu-west-1:${home}:cluster/platform`;
  const open = (condition?: unknown, stage: Stage = admin): readonly string[] =>
    rule("POD-NO-TAGS", trust(takes(service, condition, ["sts:AssumeRole", "sts:TagSession"])), stage);

  test("gives a powerful role to pods of every cluster", () => {
    expect(open()).toEqual(["medium"]);
    expect(open({ StringEquals: { "aws:SourceAccount": home } })).toEqual(["medium"]);
    expect(open({ StringLike: { "aws:RequestTag/kubernetes-namespace": "*" } })).toEqual(["medium"]);
    expect(open(undefined, { permissions: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] })).toEqual([
      "low",
    ]);
  });

  test.each([
    ["a cluster", { StringEquals: { "aws:RequestTag/eks-cluster-arn": cluster } }],
    ["a cluster's name", { StringEquals: { "aws:RequestTag/eks-cluster-name": "platform" } }],
    ["a namespace", { StringEquals: { "aws:RequestTag/kubernetes-namespace": "operators" } }],
    ["a service account", { StringLike: { "aws:RequestTag/kubernetes-service-account": "operator-*" } }],
    ["the cluster that it works for", { ArnEquals: { "aws:SourceArn": cluster } }],
  ])("is tied by %s", (_name, condition) => {
    expect(open(condition)).toEqual([]);
  });

  test("is tied by a Deny", () => {
    const deny = refusal({ StringNotEquals: { "aws:RequestTag/kubernetes-namespace": "operators" } });
    const policy = trust(takes(service, undefined, ["sts:AssumeRole", "sts:TagSession"]), deny);
    expect(rule("POD-NO-TAGS", policy, admin)).toEqual([]);
  });

  test("is left alone with a role that touches named resources only", () => {
    expect(open(undefined, {})).toEqual([]);
    const one = [{ Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::example/*" }];
    expect(open(undefined, { permissions: one })).toEqual([]);
  });

  test("cannot use a role that does not let it set tags", () => {
    expect(rule("POD-NO-TAGS", trust(takes(service)), admin)).toEqual([]);
  });
});
