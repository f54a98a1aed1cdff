// Few names and few values, so that policies meet each other often.

export const HOME = "111122223333";
export const OTHER = "444455556666";
/** Never collected. */
export const OUTSIDE = "777788889999";
export const MANAGEMENT = "999988887777";

export const USERS = ["alice", "bob"] as const;
export const GROUP = "dev";
export const SERVICES = [
  "lambda.amazonaws.com",
  "rolesanywhere.amazonaws.com",
  "pods.eks.amazonaws.com",
] as const;
export const ISSUER = "token.actions.githubusercontent.com";
export const COGNITO = "cognito-identity.amazonaws.com";
export const DANGLING = "AROAEXAMPLEDELETEDROL";

/** Roles by name and path; the first is the one that most policies name. */
export const ROLES = [
  { name: "Target", path: "/" },
  { name: "ci", path: "/" },
  { name: "app", path: "/team/" },
] as const;
/** A role of IAM Identity Center, and a service-linked one. */
export const SSO_ROLE = {
  name: "AWSReservedSSO_Admin_0a1b2c3d4e5f6071",
  path: "/aws-reserved/sso.amazonaws.com/",
};
export const LINKED_ROLE = {
  name: "AWSServiceRoleForLambda",
  path: "/aws-service-role/lambda.amazonaws.com/",
};

export const SESSION = "build";

export function userArn(account: string, name: string): string {
  return `arn:aws:iam::${account}:user/${name}`;
}

export function roleArn(account: string, role: { readonly name: string; readonly path: string }): string {
  return `arn:aws:iam::${account}:role${role.path}${role.name}`;
}

export function sessionArn(account: string, role: string): string {
  return `arn:aws:sts::${account}:assumed-role/${role}/${SESSION}`;
}

export function rootArn(account: string): string {
  return `arn:aws:iam::${account}:root`;
}

export function oidcArn(account: string): string {
  return `arn:aws:iam::${account}:oidc-provider/${ISSUER}`;
}

export function samlArn(account: string): string {
  return `arn:aws:iam::${account}:saml-provider/Okta`;
}

export function boundaryArn(account: string): string {
  return `arn:aws:iam::${account}:policy/Boundary`;
}

export function sharedPolicyArn(account: string): string {
  return `arn:aws:iam::${account}:policy/Shared`;
}
