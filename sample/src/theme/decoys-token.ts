import { awsPolicyArn, cognitoPoolId, gitHubHost, gitHubOrg, policyArn } from "../company.js";
import { allow, trustCognito, trustGitHub, trustOidc, turnAway } from "../document.js";
import type { DecoySpec } from "../lesson.js";
import { dataClusterIssuer } from "./data-platform.js";

const oidc = "sts:AssumeRoleWithWebIdentity";
const subject = `${gitHubHost}:sub`;

/** Tokens that are bound after all. */
export const tokenDecoys: readonly DecoySpec[] = [
  {
    looksLike: "OIDC-WILD-SUB",
    account: "shared-ci",
    role: {
      name: "gha-lint",
      trust: [
        trustGitHub("shared-ci", "StringLike", `repo:${gitHubOrg}*`),
        turnAway(
          { StringNotLike: { [subject]: `repo:${gitHubOrg}/lint-rules:*` } },
          { sid: "OnlyOneRepository", action: oidc, principal: "*" },
        ),
      ],
      attach: [awsPolicyArn("AmazonEC2ContainerRegistryReadOnly")],
    },
    whyNot: "The same missing slash, but the Deny below it lets one repository through.",
  },
  {
    looksLike: "OIDC-WILD-SUB",
    account: "prod-web",
    role: {
      name: "gha-preview",
      trust: [trustGitHub("prod-web", "StringLike", `repo:${gitHubOrg}*`)],
      inline: { preview: [allow("s3:PutObject", "arn:aws:s3:::kestrelmart-preview/*")] },
    },
    whyNot:
      "The RCP github-tenant on prod-web refuses every GitHub token whose subject is not under repo:kestrelmart/.",
    also: [{ account: "prod-web", oidc: { [gitHubHost]: ["sts.amazonaws.com"] } }],
  },
  {
    looksLike: "OIDC-WILD-SUB",
    account: "data-platform",
    role: {
      name: "irsa-spark",
      trust: [
        trustOidc("data-platform", dataClusterIssuer, {
          StringEquals: { [`${dataClusterIssuer}:aud`]: "sts.amazonaws.com" },
          StringLike: { [`${dataClusterIssuer}:sub`]: "system:serviceaccount:spark-*:*" },
        }),
      ],
      attach: [policyArn("data-platform", "lake-read")],
    },
    whyNot:
      "The issuer belongs to one cluster of this account, so the pattern is open only to its own namespaces. Wide, but not to strangers.",
  },
  {
    looksLike: "OIDC-NO-SUB",
    account: "shared-ci",
    role: {
      name: "gha-attest",
      trust: [
        trustOidc("shared-ci", gitHubHost, {
          StringEquals: {
            [`${gitHubHost}:aud`]: "sts.amazonaws.com",
            [`${gitHubHost}:repository_owner_id`]: "90125774",
          },
          StringLike: {
            [`${gitHubHost}:job_workflow_ref`]: `${gitHubOrg}/workflows/.github/workflows/attest.yml@refs/tags/*`,
          },
        }),
      ],
      inline: {
        attest: [
          allow("kms:Sign", "*", { condition: { StringEquals: { "kms:RequestAlias": "alias/attest" } } }),
        ],
      },
    },
    whyNot:
      "No sub, but the numeric id of the owner and the one reusable workflow: tighter than most subjects.",
  },
  {
    looksLike: "COGNITO-NO-AUD",
    account: "prod-web",
    role: {
      name: "shop-guest",
      description: "Visitors who are not signed in",
      trust: [
        trustCognito({
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
        }),
        turnAway(
          { StringNotEquals: { "cognito-identity.amazonaws.com:aud": cognitoPoolId } },
          { sid: "OnlyOurPool", action: oidc, principal: "*" },
        ),
      ],
      inline: { guest: [allow("mobiletargeting:PutEvents")] },
    },
    whyNot: "The Allow does not test the pool, the Deny does.",
  },
];
