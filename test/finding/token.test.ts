import { describe, expect, test } from "vitest";
import { about, findingsAbout as allAbout, gitHub, home, type Stage, trust } from "./cast.js";

const host = "token.actions.githubusercontent.com";
const audience = { [`${host}:aud`]: "sts.amazonaws.com" };

function takes(provider: string, condition?: unknown): { readonly [key: string]: unknown } {
  return {
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: "sts:AssumeRoleWithWebIdentity",
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function subject(operator: string, ...values: readonly string[]): unknown {
  return { StringEquals: audience, [operator]: { [`${host}:sub`]: values } };
}

// What else is wrong with a door that keeps strangers out is other rules' business.
function findingsAbout(trustPolicy: unknown, stage?: Stage): readonly string[] {
  return allAbout(trustPolicy, stage).filter((line) =>
    / (OIDC-NO-SUB|OIDC-WILD-SUB|COGNITO-NO-AUD)$/.test(line),
  );
}

// The providers of the other issuers are not part of the stage; where they were not collected they are taken to exist.
const anyProvider: Stage = { providers: false };
const provider = (name: string): string => `arn:aws:iam::${home}:oidc-provider/${name}`;

describe("tokens of GitHub Actions", () => {
  test.each([
    ["no condition", undefined],
    ["the audience alone", { StringEquals: audience }],
    [
      "a branch, by a claim that every organization has",
      { StringEquals: { [`${host}:ref`]: "refs/heads/main" } },
    ],
    [
      "the subject of another issuer, with IfExists",
      { StringLikeIfExists: { "gitlab.com:sub": "project_path:acme/*" } },
    ],
  ])("are open to every organization with %s", (_name, condition) => {
    expect(findingsAbout(trust(takes(gitHub, condition)))).toEqual(["critical OIDC-NO-SUB"]);
  });

  test.each([
    ["any repository", subject("StringLike", "repo:*")],
    ["an organization that is not closed", subject("StringLike", "repo:acme*")],
    ["a repository name of any organization", subject("StringLike", "repo:*/deploy:*")],
    ["a branch of any repository", subject("StringLike", "*:ref:refs/heads/main")],
    ["anything", subject("StringLike", "*")],
    ["one closed value and one open one", subject("StringLike", "repo:acme/*", "repo:acme-*")],
    ["not being one organization", subject("StringNotLike", "repo:evil/*")],
    ["an environment, by a customized subject", subject("StringEquals", "environment:production")],
    ["an open owner", { StringLike: { [`${host}:repository_owner`]: "acme*" } }],
  ])("are open in part with %s", (_name, condition) => {
    expect(findingsAbout(trust(takes(gitHub, condition)))).toEqual(["high OIDC-WILD-SUB"]);
  });

  test.each([
    ["an organization", subject("StringLike", "repo:acme/*")],
    ["a repository", subject("StringEquals", "repo:acme/shop:ref:refs/heads/main")],
    ["an organization with its immutable id", subject("StringLike", "repo:acme@123456/*")],
    [
      "a customized subject with the owner's id",
      subject("StringLike", "repository_owner_id:123456:environment:prod"),
    ],
    [
      "a customized subject with the repository in the middle",
      subject("StringEquals", "workflow:ci:repo:acme/shop:ref:refs/heads/main"),
    ],
    ["the owner's id", { StringEquals: { ...audience, [`${host}:repository_owner_id`]: "123456" } }],
    ["the repository", { StringLike: { [`${host}:repository`]: "acme/*" } }],
    [
      "a reusable workflow",
      { StringLike: { [`${host}:job_workflow_ref`]: "acme/workflows/.github/workflows/x.yml@*" } },
    ],
    [
      "an open subject, but a closed owner",
      { StringLike: { [`${host}:sub`]: "repo:*" }, StringEquals: { [`${host}:repository_owner`]: "acme" } },
    ],
    ["a wildcard under StringEquals, which no token has", subject("StringEquals", "repo:acme*")],
    ["the subject of another issuer", { StringLike: { "gitlab.com:sub": "project_path:acme/*" } }],
  ])("are bound by %s", (_name, condition) => {
    expect(findingsAbout(trust(takes(gitHub, condition)))).toEqual([]);
  });

  test("are bound by a Deny and by an RCP", () => {
    const open = takes(gitHub, subject("StringLike", "repo:acme*"));
    const condition = { StringNotLike: { [`${host}:sub`]: "repo:acme/*" } };
    const deny = {
      Effect: "Deny",
      Principal: "*",
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: condition,
    };
    expect(findingsAbout(trust(open, deny))).toEqual([]);
    expect(findingsAbout(trust(open), { rcp: [{ ...deny, Resource: "*" }] })).toEqual([]);
  });

  test("do not get in at all with an audience that the provider does not know", () => {
    const condition = { StringEquals: { [`${host}:aud`]: "https://github.com/acme" } };
    expect(findingsAbout(trust(takes(gitHub, condition)))).toEqual([]);
  });

  test("are shown by an example that the engine lets in", () => {
    const [finding] = about(trust(takes(gitHub, subject("StringLike", "repo:acme*"))));
    expect(finding?.why).toContain("repo:acme-stranger/any:ref:refs/heads/main");
    expect(finding?.principals).toEqual([gitHub]);
  });

  test("are critical when they end as an administrator", () => {
    const permissions = [{ Effect: "Allow", Action: "*", Resource: "*" }];
    const open = trust(takes(gitHub, subject("StringLike", "repo:acme*")));
    expect(findingsAbout(open, { permissions })).toEqual(["critical OIDC-WILD-SUB"]);
  });

  test("are one finding for a role, however many statements let them in", () => {
    const open = takes(gitHub, subject("StringLike", "repo:acme*"));
    const [finding, ...others] = about(trust(open, takes(gitHub, subject("StringLike", "repo:shop*"))));
    expect(others).toEqual([]);
    expect(finding?.evidence.map((entry) => entry.statement)).toEqual([0, 1]);
  });
});

describe("tokens of other shared issuers", () => {
  test.each([
    ["gitlab.com", "sub", "project_path:acme*", "project_path:acme/*"],
    ["app.terraform.io", "sub", "organization:acme*", "organization:acme:project:*"],
    ["agent.buildkite.com", "sub", "organization:*:pipeline:deploy:*", "organization:acme:pipeline:deploy:*"],
    ["oidc.codefresh.io", "sub", "account:*", "account:64f0c1:pipeline:*"],
    ["studio.datachain.ai/api", "sub", "credentials:acme*", "credentials:acme/*"],
    ["scalr.io", "sub", "account:acme*", "account:acme:environment:*"],
    ["proidc.upbound.io", "sub", "mcp:acme*", "mcp:acme/*"],
    ["api.pulumi.com/oidc", "aud", "aws:*", "aws:acme"],
    ["oidc.vercel.com", "aud", "https://vercel.com/*", "https://vercel.com/acme"],
  ])("%s name their customer in %s", (issuer, claim, open, closed) => {
    const policy = (value: string) =>
      trust(takes(provider(issuer), { StringLike: { [`${issuer}:${claim}`]: value } }));
    expect(findingsAbout(policy(open), anyProvider)).toEqual(["high OIDC-WILD-SUB"]);
    expect(findingsAbout(policy(closed), anyProvider)).toEqual([]);
    expect(findingsAbout(trust(takes(provider(issuer))), anyProvider)).toEqual(["critical OIDC-NO-SUB"]);
  });

  test("are those of the built-in providers too", () => {
    expect(findingsAbout(trust(takes("accounts.google.com")))).toEqual(["critical OIDC-NO-SUB"]);
    const client = { StringEquals: { "accounts.google.com:aud": "123.apps.googleusercontent.com" } };
    expect(findingsAbout(trust(takes("accounts.google.com", client)))).toEqual([]);
  });
});

describe("tokens of an issuer that one customer has", () => {
  test.each([
    "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
    "oidc.circleci.com/org/3f1d6c4e-0000-4000-8000-000000000000",
    "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
    "token.actions.githubusercontent.com/acme",
    "gitlab.acme.example",
    "acme.app.spacelift.io",
  ])("are no finding: %s", (issuer) => {
    expect(findingsAbout(trust(takes(provider(issuer))), anyProvider)).toEqual([]);
    const wild = { StringLike: { [`${issuer}:sub`]: "*" } };
    expect(findingsAbout(trust(takes(provider(issuer), wild)), anyProvider)).toEqual([]);
  });
});

describe("tokens of Cognito", () => {
  const cognito = "cognito-identity.amazonaws.com";
  const pool = { StringEquals: { [`${cognito}:aud`]: "eu-west-1:1f2e3d4c-5b6a-7988-90a1-b2c3d4e5f607" } };
  const signedIn = { "ForAnyValue:StringLike": { [`${cognito}:amr`]: "authenticated" } };

  test("must be of one identity pool", () => {
    expect(findingsAbout(trust(takes(cognito)))).toEqual(["critical COGNITO-NO-AUD"]);
    expect(findingsAbout(trust(takes(cognito, signedIn)))).toEqual(["critical COGNITO-NO-AUD"]);
    expect(
      findingsAbout(trust(takes(cognito, { StringLike: { [`${cognito}:aud`]: "eu-west-1:*" } }))),
    ).toEqual(["critical COGNITO-NO-AUD"]);
    expect(findingsAbout(trust(takes(cognito, { ...pool, ...signedIn })))).toEqual([]);
  });

  test("may be bound by a Deny", () => {
    const deny = {
      Effect: "Deny",
      Principal: "*",
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringNotEquals: pool.StringEquals },
    };
    expect(findingsAbout(trust(takes(cognito, signedIn), deny))).toEqual([]);
  });
});

test("assertions of a SAML provider that is there are no finding", () => {
  const saml = {
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${home}:saml-provider/Okta` },
    Action: "sts:AssumeRoleWithSAML",
  };
  expect(findingsAbout(trust(saml), anyProvider)).toEqual([]);
});
