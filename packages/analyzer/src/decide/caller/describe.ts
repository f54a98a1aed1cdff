import type { Caller } from "./caller.js";

/** People of IAM Identity Center have no ARN: this and their user name. */
export const SSO_USER = "sso-user/";

/** The id of the caller as answers name it. */
export function callerId(caller: Caller): string {
  switch (caller.kind) {
    case "user":
      return caller.user.arn;
    case "role":
      return caller.session.name === null
        ? caller.role.arn
        : `arn:${caller.role.partition}:sts::${caller.role.account}:assumed-role/${caller.role.name}/${caller.session.name}`;
    case "foreign":
      return caller.form === "session"
        ? `arn:${caller.partition}:sts::${caller.account}:assumed-role/${caller.name}/${caller.sessionName ?? ""}`
        : caller.arn;
    case "account":
      return caller.account;
    case "anyone":
      return "*";
    case "service":
      return caller.name;
    case "sso-user":
      return `${SSO_USER}${caller.user.name}`;
    case "federated":
      return caller.provider;
    case "root":
    case "federation-token":
      return caller.arn;
  }
}

/** The caller in a sentence. */
export function describeCaller(caller: Caller): string {
  switch (caller.kind) {
    case "user":
      return `user ${caller.user.name}`;
    case "role":
      return caller.session.name === null
        ? `role ${caller.role.name}`
        : `session ${caller.session.name} of role ${caller.role.name}`;
    case "foreign":
      return `${caller.form === "user" ? "user" : "role"} ${caller.name} of account ${caller.account}`;
    case "account":
      return `any principal of account ${caller.account}`;
    case "anyone":
      return "anyone";
    case "service":
      return `service ${caller.name}`;
    case "sso-user":
      return `Identity Center user ${caller.user.name}`;
    case "federated":
      return `${caller.type === "saml" ? "SAML" : "OIDC"} provider ${caller.issuer ?? caller.provider.slice(caller.provider.lastIndexOf("/") + 1)}`;
    case "root":
      return `the root user of account ${caller.account}`;
    case "federation-token":
      return `federated user ${caller.arn.slice(caller.arn.lastIndexOf("/") + 1)}`;
  }
}
