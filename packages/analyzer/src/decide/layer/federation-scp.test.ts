import type { Json, Organization } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { HOME, OTHER, policy, role, snapshot } from "../../testing/world.js";

const GOOGLE = "accounts.google.com";

type Statement = Readonly<Record<string, Json>>;
const full: Statement = { Effect: "Allow", Action: "*", Resource: "*" };
const deny = (condition?: Json, more: Statement = { Action: "*" }): Statement => ({
  Effect: "Deny",
  Resource: "*",
  ...more,
  ...(condition === undefined ? {} : { Condition: condition }),
});

function organization(scps: readonly (readonly Statement[])[], manager: string): Organization {
  return {
    Organization: { Id: "o-exampleorgid", Arn: "arn", MasterAccountId: manager, FeatureSet: "ALL" },
    Roots: [{ Id: "r-root", Name: "Root" }],
    OrganizationalUnits: [],
    Accounts: [HOME, OTHER].map((Id) => ({ Id, Name: Id, Status: "ACTIVE", ParentId: "r-root" })),
    Policies: scps.map((statements, index) => ({
      Id: `p-${index}`,
      Name: `p${index}`,
      Type: "SERVICE_CONTROL_POLICY",
      AwsManaged: false,
      Content: policy(...statements),
      Targets: ["r-root", HOME],
    })),
  } as Organization;
}

/** What is taken for granted about SCPs when a token of Google enters a role of a member account. */
function noted(
  scps: readonly (readonly Statement[])[],
  { condition, manager = OTHER }: { readonly condition?: Json; readonly manager?: string } = {},
): readonly string[] {
  const trusting = policy({
    Effect: "Allow",
    Principal: { Federated: GOOGLE },
    Action: "sts:AssumeRoleWithWebIdentity",
    ...(condition === undefined ? {} : { Condition: condition }),
  });
  const answer = analyze(
    snapshot([role("Target", trusting)], { organization: organization(scps, manager) }),
  ).can({ from: { type: "oidc", provider: GOOGLE }, to: `arn:aws:iam::${HOME}:role/Target` });
  return answer.assumptions.filter((text) => text.includes("callers with a token"));
}

const always = [
  `SCPs on account ${HOME} would deny this call if they bound callers with a token; AWS does not say that they do, so they are taken to have no effect`,
];
const sometimes = always.map((text) => text.replace("this call if", "this call in some circumstances if"));

describe("that SCPs do not bind callers with a token", () => {
  test("is said where one would deny them", () => {
    expect(noted([[full], [deny()]])).toEqual(always);
    expect(noted([[full], [deny(undefined, { Action: "sts:AssumeRoleWith*" })]])).toEqual(always);
    expect(
      noted([[full], [deny({ StringNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ops" } })]]),
    ).toEqual(always);
  });

  test("is said where none would allow them", () => {
    expect(noted([[{ ...full, Action: "s3:*" }]])).toEqual(always);
  });

  test("is said with a reservation where one would deny some of their calls", () => {
    const region = deny({ StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } });
    expect(noted([[full], [region]])).toEqual(sometimes);
  });

  test.each([
    ["root users", deny({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } })],
    ["principals with a tag", deny({ StringEquals: { "aws:PrincipalTag/employment": "contractor" } })],
    ["other roles", deny(undefined, { Action: "*", Resource: `arn:aws:iam::${HOME}:role/break-glass` })],
    ["other actions", deny(undefined, { NotAction: "sts:*" })],
    ["other calls of STS", deny(undefined, { Action: "sts:AssumeRole" })],
  ])("is not said because of a Deny that is about %s", (_name, statement) => {
    expect(noted([[full], [statement]])).toEqual([]);
  });

  test("is not said where the rest demands what the SCP demands", () => {
    const region = deny({ StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } });
    const condition = { StringEquals: { "aws:RequestedRegion": "eu-west-1" } };
    expect(noted([[full], [region]], { condition })).toEqual([]);
  });

  test("is not said where nobody gets in anyway", () => {
    expect(noted([[full], [deny()]], { condition: { Null: { "accounts.google.com:sub": "true" } } })).toEqual(
      [],
    );
  });

  test("is not said of the management account, where SCPs bind nobody", () => {
    expect(noted([[full], [deny()]], { manager: HOME })).toEqual([]);
  });
});
