import { describe, expect, test } from "vitest";
import { about, assume, findingsAbout, gitHub, home, type Stage, stageOf, trust } from "./cast.js";

const negated = { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-exampleorgid" } };
const services = { BoolIfExists: { "aws:PrincipalIsAWSService": "false" } };
const deny = (action: unknown, condition: object, more: object = {}) => ({
  Effect: "Deny",
  Principal: "*",
  Action: action,
  Resource: "*",
  Condition: condition,
  ...more,
});

describe("an RCP that locks out who has no organization", () => {
  const stage: Stage = { example: "rcp" };
  const found = (...statements: readonly object[]) => findingsAbout(trust(...(statements as [])), stage);
  const lockout = ["high GUARD-RCP-BREAKS-FEDERATION"];

  test("is found by sts:*, by the calls of tokens, and by sts:AssumeRole for services", () => {
    expect(found(deny("sts:*", { ...negated, ...services }))).toEqual(lockout);
    expect(found(deny("sts:AssumeRoleWithSAML", negated))).toEqual(lockout);
    expect(found(deny("sts:AssumeRole", negated))).toEqual(lockout);
    expect(found(deny("*", { StringNotEquals: { "aws:PrincipalAccount": home } }))).toEqual(lockout);
  });

  test("names the roles that nobody gets into any more", () => {
    const token = trust({
      Effect: "Allow",
      Principal: { Federated: gitHub },
      Action: "sts:AssumeRoleWithWebIdentity",
    });
    const [finding] = about(trust(deny("sts:*", { ...negated, ...services }) as never), {
      ...stage,
      roles: { [`${home}/pipeline`]: { trust: token } },
    });
    expect(finding?.why).toContain("pipeline");
    expect(finding?.principals).toEqual([gitHub]);
  });

  test("is narrowed by a patch that leaves other services alone", () => {
    const [finding] = about(trust(deny(["s3:*", "sts:*"], negated) as never), stage);
    expect(finding?.patch).toMatchObject({
      file: "organization.json",
      verified: true,
      operations: [
        { op: "replace", path: "/Statement/0/Action", value: ["s3:*", "sts:AssumeRole"] },
        { op: "add", path: "/Statement/0/Condition/BoolIfExists", value: services.BoolIfExists },
      ],
    });
    const [wide] = about(trust(deny("*", negated) as never), stage);
    expect(wide?.patch).toBeUndefined();
  });

  test("is none as AWS writes it: sts:AssumeRole, and services exempt", () => {
    expect(found(deny("sts:AssumeRole", { ...negated, ...services }))).toEqual([]);
  });

  test("is none where tokens are exempt by what they have", () => {
    const present = { Null: { "aws:PrincipalAccount": "false" } };
    expect(found(deny("sts:*", { ...negated, ...present }))).toEqual([]);
    expect(found(deny("sts:*", { StringEquals: { "aws:PrincipalOrgID": "o-someoneelse" } }))).toEqual([]);
  });

  test("is none where it is about other resources, or denies tokens without a test of the organization", () => {
    expect(found(deny("s3:*", negated))).toEqual([]);
    expect(found(deny("sts:*", negated, { Resource: "arn:aws:iam::*:role/vault" }))).toEqual([]);
    expect(
      found(deny("sts:AssumeRoleWithWebIdentity", { StringNotLike: { "accounts.google.com:aud": "x" } })),
    ).toEqual([]);
  });

  test("is found for one role where only that is meant", () => {
    const policy = trust(
      deny("sts:*", { ...negated, ...services }, { Resource: `arn:aws:iam::${home}:role/pipeline` }) as never,
    );
    const roles = {
      [`${home}/pipeline`]: {
        trust: trust({
          Effect: "Allow",
          Principal: { Federated: gitHub },
          Action: "sts:AssumeRoleWithWebIdentity",
        }),
      },
    };
    expect(findingsAbout(policy, stage)).toEqual([]);
    expect(findingsAbout(policy, { ...stage, roles })).toEqual(lockout);
  });
});

describe("an SCP that protects nothing", () => {
  const stage: Stage = { example: "scp" };
  const found = (...statements: readonly object[]) => findingsAbout(trust(...(statements as [])), stage);
  const dead = ["info GUARD-SCP-NOEFFECT"];
  const scp = (action: unknown, condition?: object) => ({
    Effect: "Deny",
    Action: action,
    Resource: "*",
    ...(condition === undefined ? {} : { Condition: condition }),
  });

  test("is found where it names federation calls", () => {
    expect(found(scp("sts:AssumeRoleWithSAML"))).toEqual(dead);
    expect(found(scp(["sts:AssumeRole", "STS:AssumeRoleWith*"]))).toEqual(dead);
  });

  test("is found where it is about strangers", () => {
    expect(
      found(scp("sts:AssumeRole", { StringNotEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } })),
    ).toEqual(dead);
    expect(
      found(scp("*", { "ForAnyValue:StringNotLike": { "aws:PrincipalOrgPaths": "o-exampleorgid/*" } })),
    ).toEqual(dead);
  });

  test("is none where wildcards cover such calls among others", () => {
    expect(found(scp("sts:*"))).toEqual([]);
    expect(found(scp("*", { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } }))).toEqual([]);
    expect(found({ Effect: "Deny", NotAction: "sts:AssumeRoleWithSAML", Resource: "*" })).toEqual([]);
  });

  test("is none where the organization of the resource is asked, or another one named", () => {
    expect(
      found(scp("sts:AssumeRole", { StringNotEquals: { "aws:ResourceOrgID": "o-exampleorgid" } })),
    ).toEqual([]);
    expect(
      found(scp("sts:AssumeRole", { StringNotEquals: { "aws:PrincipalOrgID": "o-someoneelse" } })),
    ).toEqual([]);
    expect(
      found(
        scp("sts:AssumeRole", {
          "ForAnyValue:StringNotLike": { "aws:PrincipalOrgPaths": "o-exampleorgid/*/ou-work/*" },
        }),
      ),
    ).toEqual([]);
  });

  test("is found where it hangs on the management account, unless it allows everything", () => {
    const at = (statement: object) =>
      stageOf(trust(assume({ Service: "ec2.amazonaws.com" })), {
        scp: [statement as never],
        scpOnManagement: true,
      })
        .check()
        .findings.filter(({ rule }) => rule === "GUARD-SCP-NOEFFECT")
        .map(({ evidence }) => evidence.map(({ text }) => text));
    expect(at(scp("ec2:*"))).toEqual([["binds nobody in the management account"]]);
    expect(at({ Effect: "Allow", Action: "*", Resource: "*" })).toEqual([]);
  });
});
