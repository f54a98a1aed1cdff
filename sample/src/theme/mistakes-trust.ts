import {
  awsPolicyArn,
  gitHubHost,
  gitHubOrg,
  organizationId,
  outsideAccounts,
  policyArn,
  roleArn,
} from "../company.js";
import {
  allow,
  trustAnyone,
  trustAws,
  trustCognito,
  trustGitHub,
  trustOidc,
  trustSaml,
} from "../document.js";
import type { MistakeSpec } from "../lesson.js";
import { uniqueId } from "../seed.js";

/** Who is let in too easily. */
const openDoors: readonly MistakeSpec[] = [
  {
    rule: "TRUST-PUBLIC",
    account: "sandbox",
    role: {
      name: "hackathon-share",
      description: "Hackathon 2024: lets every team in quickly",
      trust: [trustAnyone()],
      attach: [awsPolicyArn("AmazonS3ReadOnlyAccess")],
      sessionHours: 12,
      created: "2024-06-14",
      lastUsed: "2024-06-16",
    },
    story:
      "Set up at two in the morning of a hackathon so that every team could read the data set from its own account. " +
      "Nobody removed it: anyone with any AWS account can become it.",
  },
  {
    rule: "TRUST-PUBLIC",
    account: "staging",
    role: {
      name: "partner-catalog-upload",
      description: "Wholesale partners upload their catalogues",
      trust: [trustAws("*", { condition: { StringEquals: { "sts:ExternalId": "kestrel-partners-2024" } } })],
      inline: {
        upload: [
          allow(
            ["s3:PutObject", "s3:ListBucket"],
            ["arn:aws:s3:::kestrelmart-partners", "arn:aws:s3:::kestrelmart-partners/*"],
          ),
        ],
      },
      created: "2024-02-19",
    },
    story:
      "Forty partners, so the team trusted everybody and mailed one external id around. An external id is no secret: " +
      "it is in forty mailboxes and in the trust policy.",
  },
  {
    rule: "TRUST-CROSS-ORG",
    account: "data-platform",
    role: {
      name: "greengage-etl",
      description: "Greengage Logistics reads delivery windows",
      trust: [trustAws(`arn:aws:iam::${outsideAccounts.Greengage}:role/etl-export`)],
      attach: [policyArn("data-platform", "lake-read")],
      created: "2022-10-11",
      lastUsed: "2025-02-27",
    },
    story:
      "Greengage Logistics was a subsidiary until March 2025. Its account left the organization with the sale; its way " +
      "into the lake stayed.",
  },
  {
    rule: "TRUST-VENDOR-NO-EXTID",
    account: "prod-web",
    role: {
      name: "BillowiseCosts",
      description: "Billowise cost reports",
      trust: [trustAws(`arn:aws:iam::${outsideAccounts.Billowise}:root`)],
      attach: [awsPolicyArn("job-function/ViewOnlyAccess"), awsPolicyArn("job-function/Billing")],
      tags: { vendor: "billowise" },
      created: "2020-09-02",
    },
    story:
      "Connected in 2020 from a guide that did not mention external ids. Any other customer of Billowise could enter " +
      "this role's ARN in the vendor's console.",
  },
  {
    rule: "TRUST-VENDOR-NO-EXTID",
    account: "staging",
    role: {
      name: "TapirMetrics",
      trust: [
        trustAws(`arn:aws:iam::${outsideAccounts.Tapir}:root`, {
          condition: { StringEqualsIfExists: { "sts:ExternalId": "tm.8d2b7f64a1" } },
        }),
      ],
      attach: [awsPolicyArn("CloudWatchReadOnlyAccess")],
      tags: { vendor: "tapir" },
    },
    story:
      "Copied from prod-web while chasing an outage, with IfExists added 'to be safe'. A caller that sends no external " +
      "id at all passes the test.",
  },
  {
    rule: "TRUST-DANGLING",
    account: "shared-ci",
    role: {
      name: "release-signing",
      trust: [
        trustAws([
          roleArn("shared-ci", "gha-release"),
          uniqueId("AROA", "shared-ci/role/deleted/jenkins-signer"),
        ]),
      ],
      inline: {
        sign: [
          allow(["kms:Sign", "kms:GetPublicKey"], "*", {
            condition: { StringEquals: { "kms:RequestAlias": "alias/release" } },
          }),
        ],
      },
    },
    story:
      "The second principal was the role of the old Jenkins server. It was deleted in 2023, and its unique id shows " +
      "through.",
  },
  {
    rule: "TRUST-DANGLING",
    account: "staging",
    role: {
      name: "adfs-operator",
      trust: [trustSaml("staging", "CorpADFS", { action: "sts:AssumeRoleWithSAML" })],
      attach: [awsPolicyArn("ReadOnlyAccess")],
      created: "2021-07-08",
      lastUsed: "2022-11-30",
    },
    story:
      "ADFS was replaced by Okta, and the SAML provider deleted. Whoever may create a provider in staging can make one " +
      "of that name again and is in.",
  },
  {
    rule: "TRUST-ORG-WIDE",
    account: "network",
    role: {
      name: "transit-lookup",
      description: "Terraform modules look up transit gateways",
      trust: [trustAws("*", { condition: { StringEquals: { "aws:PrincipalOrgID": organizationId } } })],
      inline: { read: [allow(["ec2:DescribeTransitGateway*", "ec2:DescribeVpcs", "ram:List*"])] },
    },
    story:
      "Easier than a list of accounts. Every principal of the organization is welcome, the sandbox and every vendor's " +
      "role in it included.",
  },
];

/** Tokens that should not have been enough. */
const openTokens: readonly MistakeSpec[] = [
  {
    rule: "OIDC-NO-SUB",
    account: "staging",
    role: {
      name: "gha-docs-preview",
      trust: [
        trustOidc("staging", gitHubHost, { StringEquals: { [`${gitHubHost}:aud`]: "sts.amazonaws.com" } }),
      ],
      inline: {
        preview: [allow(["s3:PutObject", "s3:DeleteObject"], "arn:aws:s3:::kestrelmart-docs-preview/*")],
      },
      created: "2021-12-03",
    },
    story:
      "Written in 2021, before IAM refused such policies. Only the audience is tested, and every GitHub repository in " +
      "the world can ask for that audience.",
    also: [{ account: "staging", oidc: { [gitHubHost]: ["sts.amazonaws.com"] } }],
  },
  {
    rule: "OIDC-WILD-SUB",
    account: "shared-ci",
    role: {
      name: "gha-build",
      description: "Builds and tests of all repositories",
      trust: [trustGitHub("shared-ci", "StringLike", `repo:${gitHubOrg}*`)],
      inline: {
        "build-hops": [
          allow(
            ["sts:AssumeRole", "sts:TagSession"],
            [roleArn("staging", "deploy-staging"), roleArn("dev", "deploy-dev")],
            {
              sid: "NonProduction",
            },
          ),
          allow("sts:AssumeRole", ["arn:aws:iam::*:role/cdk-hnb659fds-lookup-role-*"], { sid: "CdkSynth" }),
          allow("sts:AssumeRole", roleArn("management", "account-vending"), { sid: "AccountFactory" }),
        ],
      },
      attach: [policyArn("shared-ci", "ecr-push")],
      tags: { team: "platform", purpose: "build" },
    },
    story:
      `The slash is missing: repo:${gitHubOrg}* also matches the repositories of ${gitHubOrg}-labs, or of any ` +
      `organization that somebody registers under a name beginning with ${gitHubOrg}.`,
  },
  {
    rule: "COGNITO-NO-AUD",
    account: "prod-web",
    role: {
      name: "recipes-app-authRole",
      description: "Created by the Amplify command line",
      trust: [
        trustCognito({ "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } }),
      ],
      inline: {
        recipes: [
          allow(
            ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
            "arn:aws:dynamodb:*:*:table/Recipe-*",
          ),
        ],
      },
      created: "2022-05-24",
      lastUsed: "2023-01-15",
    },
    story:
      "When the recipes app lost its sign-in, the tool took the pool id out of the trust policy. A user of any identity " +
      "pool, in anybody's account, can become it.",
  },
];

/** Roles that let in, by themselves, whoever they should not. */
export const trustMistakes: readonly MistakeSpec[] = [...openDoors, ...openTokens];
