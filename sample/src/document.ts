import type { Json, PolicyDocument } from "@rolepath/snapshot";
import { type AccountName, accountIds, cognitoPoolId, gitHubHost } from "./company.js";

/** One statement of a policy, as JSON. */
export type Statement = { readonly [key: string]: Json };
export type Condition = { readonly [operator: string]: { readonly [key: string]: Json } };
type OneOrMore = string | readonly string[];

interface StatementOptions {
  readonly sid?: string;
  readonly condition?: Condition;
}

/** A document of policy version 2012-10-17. */
export const document = (...statements: readonly Statement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements,
});

function statement(effect: "Allow" | "Deny", body: Statement, options: StatementOptions): Statement {
  return {
    ...(options.sid === undefined ? {} : { Sid: options.sid }),
    Effect: effect,
    ...body,
    ...(options.condition === undefined ? {} : { Condition: options.condition }),
  };
}

/** A statement of a permission policy that allows. */
export const allow = (
  action: OneOrMore,
  resource: OneOrMore = "*",
  options: StatementOptions = {},
): Statement => statement("Allow", { Action: action, Resource: resource }, options);

/** A statement of a permission policy that denies. */
export const deny = (
  action: OneOrMore,
  resource: OneOrMore = "*",
  options: StatementOptions = {},
): Statement => statement("Deny", { Action: action, Resource: resource }, options);

interface TrustOptions extends StatementOptions {
  readonly action?: OneOrMore;
}

/** A statement of a trust policy that lets AWS principals in: ARNs, account ids or `*`. */
export const trustAws = (principal: OneOrMore, options: TrustOptions = {}): Statement =>
  statement("Allow", { Principal: { AWS: principal }, Action: options.action ?? "sts:AssumeRole" }, options);

/** A statement of a trust policy that lets everyone in, written as the bare `*`. */
export const trustAnyone = (options: TrustOptions = {}): Statement =>
  statement("Allow", { Principal: "*", Action: options.action ?? "sts:AssumeRole" }, options);

/** A statement of a trust policy that lets AWS services in, by their short names (`ec2`). */
export const trustService = (service: OneOrMore, options: TrustOptions = {}): Statement => {
  const names = [service].flat().map((name) => `${name}.amazonaws.com`);
  return statement(
    "Allow",
    {
      Principal: { Service: names.length === 1 ? names[0]! : names },
      Action: options.action ?? "sts:AssumeRole",
    },
    options,
  );
};

/** The same, for what the service does in one account alone. */
export const trustServiceOf = (account: AccountName, service: OneOrMore): Statement =>
  trustService(service, { condition: { StringEquals: { "aws:SourceAccount": accountIds[account] } } });

/** A statement of a trust policy that turns callers away. */
export const turnAway = (
  condition: Condition,
  options: TrustOptions & { principal?: Json } = {},
): Statement =>
  statement(
    "Deny",
    { Principal: options.principal ?? { AWS: "*" }, Action: options.action ?? "sts:AssumeRole" },
    { ...options, condition },
  );

/** A statement of a trust policy for an OIDC provider of the account. */
export const trustOidc = (
  account: AccountName,
  issuer: string,
  condition: Condition,
  sid?: string,
): Statement =>
  statement(
    "Allow",
    {
      Principal: { Federated: `arn:aws:iam::${accountIds[account]}:oidc-provider/${issuer}` },
      Action: "sts:AssumeRoleWithWebIdentity",
    },
    { condition, ...(sid === undefined ? {} : { sid }) },
  );

/** The same for GitHub Actions, with the audience tested and `sub` under the operator given. */
export function trustGitHub(
  account: AccountName,
  operator: "StringEquals" | "StringLike",
  sub: OneOrMore,
): Statement {
  const audience = { [`${gitHubHost}:aud`]: "sts.amazonaws.com" };
  const subject = { [`${gitHubHost}:sub`]: sub };
  return trustOidc(
    account,
    gitHubHost,
    operator === "StringEquals"
      ? { StringEquals: { ...audience, ...subject } }
      : { StringEquals: audience, StringLike: subject },
  );
}

/** A statement of a trust policy for a Kubernetes service account (IRSA), `namespace:name`. */
export const trustServiceAccount = (
  account: AccountName,
  issuer: string,
  serviceAccount: string,
): Statement =>
  trustOidc(account, issuer, {
    StringEquals: {
      [`${issuer}:aud`]: "sts.amazonaws.com",
      [`${issuer}:sub`]: `system:serviceaccount:${serviceAccount}`,
    },
  });

/** A statement of a trust policy for a SAML provider of the account, by the provider's name. */
export const trustSaml = (account: AccountName, provider: string, options: TrustOptions = {}): Statement =>
  statement(
    "Allow",
    {
      Principal: { Federated: `arn:aws:iam::${accountIds[account]}:saml-provider/${provider}` },
      Action: options.action ?? ["sts:AssumeRoleWithSAML", "sts:TagSession"],
    },
    {
      ...options,
      condition: {
        StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" },
        ...options.condition,
      },
    },
  );

/** A statement of a trust policy for Cognito identity pools; the condition is the caller's business. */
export const trustCognito = (condition: Condition): Statement =>
  statement(
    "Allow",
    { Principal: { Federated: "cognito-identity.amazonaws.com" }, Action: "sts:AssumeRoleWithWebIdentity" },
    { condition },
  );

/** The two tests that a Cognito role needs: our pool, and signed in or guest. */
export const cognitoTests = (amr: "authenticated" | "unauthenticated"): Condition => ({
  StringEquals: { "cognito-identity.amazonaws.com:aud": cognitoPoolId },
  "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": amr },
});
