import type { Json, PolicyDocument } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { type Analysis, analyze } from "../analyze.js";
import { allow, HOME, OTHER, policy, role, snapshot, trust, user } from "../testing/world.js";

const alice = `arn:aws:iam::${HOME}:user/alice`;
const target = `arn:aws:iam::${HOME}:role/Target`;
const everything = policy({ Effect: "Allow", Action: "*", Resource: "*" });

function service(name: string, condition?: Json): PolicyDocument {
  return policy({
    Effect: "Allow",
    Principal: { Service: name },
    Action: "sts:AssumeRole",
    ...(condition === undefined ? {} : { Condition: condition }),
  });
}

/** Alice with these policies beside a role that trusts Lambda. */
function withAlice(policies: readonly PolicyDocument[], trusted = service("lambda.amazonaws.com")): Analysis {
  return analyze(
    snapshot([
      user("alice", { policies: [...policies] }),
      role("Target", trusted, { policies: [everything] }),
    ]),
  );
}

/** Who is got hold of by one indirect hop, with the way. */
function reached(analysis: Analysis, from = alice): Record<string, string> {
  return Object.fromEntries(
    analysis
      .whatCan(from, { indirect: true, maxHops: 1 })
      .results.map((result) => [
        result.principal,
        `${result.verdict === "allowed" ? "" : "maybe "}${result.hops[0]?.way ?? result.hops[0]?.action}`,
      ]),
  );
}

const passLambda = allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]);

describe("passing a role", () => {
  test("gives the role to whoever may pass it and start what runs with it", () => {
    expect(reached(withAlice([passLambda]))).toEqual({ [target]: "lambda-001" });
  });

  test("needs every call of the way", () => {
    expect(reached(withAlice([allow(["iam:PassRole", "lambda:CreateFunction"])]))).toEqual({});
    expect(reached(withAlice([allow(["lambda:CreateFunction", "lambda:InvokeFunction"])]))).toEqual({});
  });

  test("needs a role that trusts the service", () => {
    expect(reached(withAlice([passLambda], service("states.amazonaws.com")))).toEqual({});
  });

  test("keeps to the service that `iam:PassedToService` names", () => {
    const pass = (name: string) =>
      allow("iam:PassRole", target, { StringEquals: { "iam:PassedToService": name } });
    const make = allow(["lambda:CreateFunction", "lambda:InvokeFunction"]);
    expect(reached(withAlice([pass("lambda.amazonaws.com"), make]))).toEqual({ [target]: "lambda-001" });
    expect(reached(withAlice([pass("ec2.amazonaws.com"), make]))).toEqual({});
  });

  test("keeps to the roles and the resources that the policy names", () => {
    const make = allow(
      ["lambda:CreateFunction", "lambda:InvokeFunction"],
      `arn:aws:lambda:*:${HOME}:function:dev-*`,
    );
    expect(reached(withAlice([allow("iam:PassRole", target), make]))).toEqual({ [target]: "lambda-001" });
    expect(reached(withAlice([allow("iam:PassRole", `${target}2`), make]))).toEqual({});
    const elsewhere = allow(["lambda:*"], `arn:aws:lambda:*:${OTHER}:function:dev-*`);
    expect(reached(withAlice([allow("iam:PassRole", target), elsewhere]))).toEqual({});
  });

  test("needs the calls that share a resource to be allowed on one and the same", () => {
    const on = (action: string, name: string) => allow(action, `arn:aws:lambda:*:${HOME}:function:${name}`);
    const parts = [allow("iam:PassRole"), on("lambda:CreateFunction", "a"), on("lambda:InvokeFunction", "b")];
    expect(reached(withAlice(parts))).toEqual({});
  });

  test("never crosses accounts", () => {
    const analysis = analyze(
      snapshot([
        user("alice", { policies: [passLambda] }),
        role("Target", service("lambda.amazonaws.com"), { account: OTHER }),
      ]),
    );
    expect(reached(analysis)).toEqual({});
  });

  test("is stopped by a Deny, a boundary and an SCP", () => {
    const deny = policy({ Effect: "Deny", Action: "iam:PassRole", Resource: "*" });
    expect(reached(withAlice([passLambda, deny]))).toEqual({});
    const entities = [
      user("alice", { policies: [passLambda] }),
      role("Target", service("lambda.amazonaws.com"), { policies: [everything] }),
    ];
    expect(reached(analyze(bounded(entities, allow("lambda:*"))))).toEqual({});
    expect(reached(analyze(snapshot(entities, { organization: guarded("iam:PassRole") })))).toEqual({});
    expect(reached(analyze(snapshot(entities, { organization: guarded("s3:*") })))).toEqual({
      [target]: "lambda-001",
    });
  });

  test("carries its conditions into what is required", () => {
    const mfa = allow(["iam:PassRole", "lambda:*"], "*", { Bool: { "aws:MultiFactorAuthPresent": "true" } });
    const [result] = withAlice([mfa]).whatCan(alice, { indirect: true, maxHops: 1 }).results;
    expect(result).toMatchObject({
      verdict: "conditional",
      requires: [{ key: "aws:MultiFactorAuthPresent" }],
    });
  });

  test("leaves out roles that admit the service for another account only", () => {
    const from = (account: string) =>
      service("lambda.amazonaws.com", { StringEquals: { "aws:SourceAccount": account } });
    expect(reached(withAlice([passLambda], from(OTHER)))).toEqual({});
    expect(reached(withAlice([passLambda], from(HOME)))).toEqual({ [target]: "maybe lambda-001" });
  });
});

describe("using compute", () => {
  test("is a hop on condition that something runs with the role", () => {
    const analysis = withAlice([allow(["lambda:UpdateFunctionCode", "lambda:InvokeFunction"])]);
    const [result] = analysis.whatCan(alice, { indirect: true, maxHops: 1 }).results;
    expect(result).toMatchObject({
      principal: target,
      verdict: "conditional",
      requires: [{ key: "compute", text: "some Lambda function has the role Target" }],
      hops: [
        {
          class: "use-compute",
          way: "lambda-004",
          action: "lambda:UpdateFunctionCode+lambda:InvokeFunction",
        },
      ],
    });
  });

  test("of EC2 needs an instance profile on the role", () => {
    const ec2 = role("Target", service("ec2.amazonaws.com"));
    const profile = { InstanceProfileName: "p", Arn: `arn:aws:iam::${HOME}:instance-profile/p` };
    const starter = user("alice", { policies: [allow("ssm:StartSession")] });
    expect(reached(analyze(snapshot([starter, ec2])))).toEqual({});
    const attached = { ...ec2, InstanceProfileList: [profile] };
    expect(reached(analyze(snapshot([starter, attached])))).toEqual({ [target]: "maybe ssm-001" });
  });
});

describe("changing IAM", () => {
  const account = (way: string) => ({ [HOME]: way });

  test("of oneself gives control of the account", () => {
    expect(reached(withAlice([allow("iam:PutUserPolicy", alice)]))).toEqual(account("iam-007"));
    expect(reached(withAlice([allow("iam:AttachUserPolicy", alice)]))).toEqual(account("iam-008"));
    expect(reached(withAlice([allow("iam:PutUserPolicy", `${alice}2`)]))).toEqual({});
  });

  test("is of no use under a boundary or an SCP that keeps the rest away", () => {
    const entities = [user("alice", { policies: [allow("iam:PutUserPolicy", alice)] })];
    expect(reached(analyze(bounded(entities, allow(["iam:PutUserPolicy", "s3:*"]))))).toEqual({});
    expect(reached(analyze(snapshot(entities, { organization: guarded("iam:Put*") })))).toEqual({});
  });

  test("is of no use where only weak policies may be attached", () => {
    const only = (name: string) =>
      allow("iam:AttachUserPolicy", alice, {
        ArnEquals: { "iam:PolicyARN": `arn:aws:iam::aws:policy/${name}` },
      });
    expect(reached(withAlice([only("ReadOnlyAccess")]))).toEqual({});
    expect(reached(withAlice([only("AdministratorAccess")]))).toEqual(account("iam-008"));
  });

  test("by new roles counts only where they need no boundary", () => {
    const make = (condition?: Json) => allow(["iam:CreateRole", "iam:PutRolePolicy"], "*", condition);
    const boundary = { StringEquals: { "iam:PermissionsBoundary": `arn:aws:iam::${HOME}:policy/Limit` } };
    expect(reached(withAlice([make()]))).toMatchObject(account("new-role-inline"));
    expect(reached(withAlice([make(boundary)]))).toEqual({});
  });

  test("of a role's trust policy gives the role, unless entering it is denied", () => {
    const rewrite = allow("iam:UpdateAssumeRolePolicy", target);
    const deny = policy({ Effect: "Deny", Action: "sts:AssumeRole", Resource: "*" });
    expect(reached(withAlice([rewrite]))).toEqual({ [target]: "iam-012" });
    expect(reached(withAlice([rewrite, deny]))).toEqual({});
  });

  test("of a role that the caller can enter gives control of the account", () => {
    const raise = allow("iam:PutRolePolicy", target);
    const weak = (trusted: PolicyDocument) =>
      analyze(snapshot([user("alice", { policies: [raise] }), role("Target", trusted)]));
    expect(reached(weak(trust(alice)))).toEqual({ [target]: "sts:AssumeRole", [HOME]: "iam-017" });
    expect(reached(weak(service("lambda.amazonaws.com")))).toEqual({});
  });

  test("of credentials gives the other user", () => {
    const keys = (action: Json) => allow(action, `arn:aws:iam::${HOME}:user/bob`);
    const world = (action: Json) =>
      analyze(snapshot([user("alice", { policies: [keys(action)] }), user("bob"), user("carol")]));
    const bob = `arn:aws:iam::${HOME}:user/bob`;
    expect(reached(world("iam:CreateAccessKey"))).toEqual({ [bob]: "maybe iam-002" });
    expect(reached(world(["iam:CreateAccessKey", "iam:DeleteAccessKey"]))).toEqual({ [bob]: "iam-003" });
  });

  test("leads from control of an account on to its users and roles", () => {
    const analysis = withAlice([allow("iam:PutUserPolicy", alice)]);
    expect(analysis.can({ from: alice, to: target, indirect: true })).toMatchObject({
      verdict: "allowed",
      path: [alice, HOME, target],
    });
    expect(analysis.whoCan(target, { indirect: true }).results.map((result) => result.principal)).toContain(
      alice,
    );
    const found = analysis.paths({ from: alice, to: "admin", indirect: true }).results;
    expect(found.map((result) => result.principal)).toEqual([HOME, target]);
  });
});

describe("a session behind an indirect hop", () => {
  test("has no MFA, so a later hop that asks for it is closed", () => {
    const next = `arn:aws:iam::${HOME}:role/Next`;
    const world = (condition?: Json) =>
      analyze(
        snapshot([
          user("alice", { policies: [passLambda] }),
          role("Target", service("lambda.amazonaws.com")),
          role("Next", trust(target, condition)),
        ]),
      ).can({ from: alice, to: next, indirect: true });
    expect(world()).toMatchObject({ verdict: "allowed", path: [alice, target, next] });
    expect(world({ Bool: { "aws:MultiFactorAuthPresent": "true" } })).toMatchObject({
      verdict: "denied",
      path: null,
    });
  });
});

describe("without the option", () => {
  test("answers are what they were", () => {
    const analysis = withAlice([passLambda, allow("iam:*")]);
    expect(analysis.whatCan(alice).results).toEqual([]);
    expect(analysis.whatCan(alice, { indirect: false })).toEqual(analysis.whatCan(alice));
    expect(analysis.can({ from: alice, to: target })).toMatchObject({ verdict: "denied" });
    expect(analysis.paths({ from: alice, to: "admin" }).results).toEqual([]);
  });
});

/** The snapshot with a boundary on its users. */
function bounded(
  entities: Parameters<typeof snapshot>[0],
  document: PolicyDocument,
): ReturnType<typeof snapshot> {
  const arn = `arn:aws:iam::${HOME}:policy/Limit`;
  const found = snapshot(
    entities.map((entity) =>
      "UserName" in entity ? { ...entity, PermissionsBoundary: { PermissionsBoundaryArn: arn } } : entity,
    ),
  );
  return {
    ...found,
    accounts: found.accounts.map((account) => ({
      ...account,
      authorizationDetails: {
        ...account.authorizationDetails,
        Policies: [
          {
            PolicyName: "Limit",
            PolicyId: "ANPALIMIT",
            Arn: arn,
            Path: "/",
            DefaultVersionId: "v1",
            PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: document }],
          },
        ],
      },
    })),
  };
}

/** An organization whose only account of ours may not do `action`. */
function guarded(action: string): NonNullable<Parameters<typeof snapshot>[1]>["organization"] & object {
  return {
    Organization: {
      Id: "o-example",
      Arn: `arn:aws:organizations::${OTHER}:organization/o-example`,
      MasterAccountId: OTHER,
      FeatureSet: "ALL",
    },
    Roots: [{ Id: "r-1", Name: "Root" }],
    OrganizationalUnits: [],
    Accounts: [OTHER, HOME].map((Id) => ({ Id, Name: Id, Status: "ACTIVE", ParentId: "r-1" })),
    Policies: [
      {
        Id: "p-1",
        Name: "Guard",
        Type: "SERVICE_CONTROL_POLICY",
        AwsManaged: false,
        Content: policy(
          { Effect: "Allow", Action: "*", Resource: "*" },
          { Effect: "Deny", Action: action, Resource: "*" },
        ),
        Targets: ["r-1", HOME],
      },
    ],
  };
}
