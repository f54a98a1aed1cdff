import { assume, everything, home, management, member, readOwnTeam, type Stage, trust } from "./cast.js";

const cluster = {
  "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE": ["sts.amazonaws.com"],
};

/** What else is so around the examples of a rule, where the usual stage is not what their setting says. */
export const stages: Readonly<Record<string, Stage>> = {
  "CHAIN-TO-ADMIN": { permissions: [everything] },
  "CHAIN-CROSS-ENV": { units: ["Prod", "Sandbox"] },
  "CHAIN-PERIMETER-BYPASS": {
    roles: {
      [`${member}/partner-sync`]: {
        trust: trust(
          assume(
            { AWS: "arn:aws:iam::888888888888:root" },
            { StringEquals: { "sts:ExternalId": "c0ffee-4711" } },
          ),
        ),
        permissions: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }],
      },
    },
  },
  "CHAIN-MFA-LOST": { aliceMay: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }] },
  "MGMT-TARGET": { account: management },
  "MGMT-ASSUMEROOT": { account: management, example: "permissions" },
  "SSO-ADMIN-WIDE": {
    account: member,
    name: "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Operators_0123456789abcdef",
    example: "permissions",
    people: 12,
  },
  "PASSROLE-OPEN": {
    example: "permissions",
    roles: {
      [`${home}/deployer`]: {
        trust: trust(assume({ Service: "lambda.amazonaws.com" })),
        permissions: [everything],
      },
    },
  },
  "TRUST-EDIT": { account: member, example: "permissions" },
  "GUARD-RCP-BREAKS-FEDERATION": { example: "rcp" },
  "GUARD-SCP-NOEFFECT": { example: "scp" },
  "TRUST-LONG-SESSION": { sessionHours: 12, aliceMay: [everything] },
  "TRUST-ROOT-BROAD": { lastUsed: "2026-10-01T00:00:00Z" },
  "TRUST-TAGSESSION-OPEN": { permissions: [readOwnTeam] },
  "TRUST-UNUSED": { lastUsed: "2026-01-10T00:00:00Z" },
  "OIDC-NO-AUD": {
    oidc: { "token.actions.githubusercontent.com": ["sts.amazonaws.com", "vault.acme.example"] },
  },
  "OIDC-WRONG-ISSUER-KEY": { oidc: cluster },
  "IRSA-BROAD": { oidc: cluster },
  "SAML-OPEN": { saml: ["Okta"], permissions: [everything] },
  "POD-NO-TAGS": { permissions: [everything] },
};

/**
 * The rules whose findings let nobody in as things are, or somebody whose request lacks a key (MFA): an example lists
 * what a request has.
 */
export const withoutCaller: ReadonlySet<string> = new Set([
  "GUARD-RCP-BREAKS-FEDERATION",
  "GUARD-SCP-NOEFFECT",
  "TRUST-DANGLING",
  "TRUST-IMPOSSIBLE",
  "TRUST-MFA-MISUSE",
]);
