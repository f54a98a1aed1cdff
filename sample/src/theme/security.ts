import {
  type AccountName,
  accountIds,
  awsPolicyArn,
  homeRegion,
  organizationId,
  roleArn,
  userArn,
} from "../company.js";
import { allow, deny, trustAws, trustSaml, trustService, trustServiceOf } from "../document.js";
import type { Part } from "../part.js";

const watched: readonly AccountName[] = ["prod-payments", "prod-web", "data-platform", "sandbox"];

const audit: Part = {
  account: "security-audit",
  saml: ["Okta"],
  roles: [
    {
      name: "okta-responder",
      description: "Incident responders, straight from Okta; the person's name is the source identity",
      trust: [
        trustSaml("security-audit", "Okta", {
          action: ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"],
          condition: {
            "ForAnyValue:StringEquals": { "SAML:edupersonaffiliation": "incident-response" },
            StringLike: { "sts:SourceIdentity": "*@kestrelmart.example" },
          },
        }),
      ],
      inline: {
        respond: [
          allow(["sts:AssumeRole", "sts:SetSourceIdentity"], "arn:aws:iam::*:role/incident-responder", {
            sid: "EnterAccounts",
          }),
          allow(["sts:AssumeRole", "sts:SetSourceIdentity"], roleArn("prod-payments", "dba-session"), {
            sid: "Databases",
          }),
          allow("sts:AssumeRole", roleArn("security-audit", "siem-query"), { sid: "Search" }),
        ],
      },
      attach: [awsPolicyArn("SecurityAudit")],
      sessionHours: 4,
    },
    {
      name: "siem-query",
      trust: [
        trustAws(accountIds["security-audit"], {
          condition: {
            ArnLike: {
              "aws:PrincipalArn": [
                roleArn("security-audit", "okta-responder"),
                roleArn("security-audit", "aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_SecurityAudit_*"),
              ],
            },
          },
          action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
        }),
      ],
      inline: {
        search: [
          allow(
            ["sts:AssumeRole", "sts:SetSourceIdentity"],
            [roleArn("log-archive", "log-reader"), roleArn("log-archive", "trail-auditor")],
          ),
          allow(["athena:GetQueryResults", "athena:StartQueryExecution"]),
        ],
      },
      sessionHours: 8,
    },
    {
      name: "guardduty-fix",
      trust: [trustService("lambda")],
      attach: [awsPolicyArn("service-role/AWSLambdaBasicExecutionRole")],
      inline: {
        remediate: [allow("sts:AssumeRole", "arn:aws:iam::*:role/remediation", { sid: "Quarantine" })],
      },
    },
    {
      name: "securityhub-export",
      trust: [trustService("lambda")],
      attach: [awsPolicyArn("service-role/AWSLambdaBasicExecutionRole")],
      inline: { export: [allow("securityhub:GetFindings")] },
    },
    {
      name: "config-aggregator",
      path: "/service-role/",
      trust: [trustService("config")],
      inline: { org: [allow(["organizations:Describe*", "organizations:List*"])] },
    },
  ],
};

const logs: Part = {
  account: "log-archive",
  roles: [
    {
      name: "log-reader",
      trust: [
        trustAws(roleArn("security-audit", "siem-query"), {
          action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
          condition: { StringEquals: { "aws:PrincipalOrgID": organizationId } },
        }),
      ],
      inline: {
        read: [
          allow(
            ["s3:GetObject", "s3:ListBucket"],
            ["arn:aws:s3:::kestrelmart-trail", "arn:aws:s3:::kestrelmart-trail/*"],
          ),
          deny(["s3:Delete*", "s3:PutBucketPolicy"], "*", { sid: "ReadOnly" }),
        ],
      },
      sessionHours: 8,
    },
    {
      name: "trail-firehose",
      trust: [trustServiceOf("log-archive", "firehose")],
      inline: { deliver: [allow("s3:PutObject", "arn:aws:s3:::kestrelmart-trail/*")] },
    },
    {
      name: "lifecycle-report",
      trust: [trustService("lambda")],
      attach: [
        awsPolicyArn("service-role/AWSLambdaBasicExecutionRole"),
        awsPolicyArn("AmazonS3ReadOnlyAccess"),
      ],
    },
    {
      name: "athena-results",
      trust: [trustServiceOf("log-archive", "glue")],
      attach: [awsPolicyArn("service-role/AWSGlueServiceRole")],
      lastUsed: "never",
    },
  ],
};

const inEveryWatchedAccount = watched.map(
  (account): Part => ({
    account,
    roles: [
      {
        name: "incident-responder",
        trust: [
          trustAws(roleArn("security-audit", "okta-responder"), {
            action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
            condition: { Null: { "aws:SourceIdentity": "false" } },
          }),
        ],
        attach: [awsPolicyArn("ReadOnlyAccess")],
        inline: {
          contain: [
            allow(["ec2:ModifyInstanceAttribute", "ec2:CreateSnapshot", "lambda:PutFunctionConcurrency"]),
            allow(
              ["sts:AssumeRole", "sts:SetSourceIdentity"],
              roleArn("security-audit", "forensics-collector"),
              { sid: "Evidence" },
            ),
          ],
        },
        sessionHours: 2,
      },
      {
        name: "remediation",
        trust: [trustAws(roleArn("security-audit", "guardduty-fix"))],
        inline: {
          quarantine: [
            allow(
              ["ec2:ModifyInstanceAttribute", "ec2:RevokeSecurityGroupIngress"],
              `arn:aws:ec2:${homeRegion}:${accountIds[account]}:*`,
            ),
          ],
        },
      },
    ],
  }),
);

/** The security team: responders from Okta, automatic remediation, the log archive. */
export const security: readonly Part[] = [audit, logs, ...inEveryWatchedAccount];

const guarded: readonly AccountName[] = ["prod-payments", "prod-web", "data-platform"];
const breakGlassUsers = ["break-glass-1", "break-glass-2"];

/** Two sealed users with hardware tokens, for the day on which Okta and Identity Center are both down. */
export const breakGlass: readonly Part[] = [
  {
    account: "security-audit",
    users: breakGlassUsers.map((name) => ({
      name,
      path: "/break-glass/",
      groups: ["break-glass"],
      tags: { sealed: "2026-01-15" },
      created: "2021-06-01",
    })),
    groups: [
      {
        name: "break-glass",
        inline: {
          "break-the-glass": [
            allow("sts:AssumeRole", "arn:aws:iam::*:role/break-glass", {
              sid: "WithToken",
              condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
            }),
          ],
        },
      },
    ],
  },
  ...guarded.map(
    (account): Part => ({
      account,
      roles: [
        {
          name: "break-glass",
          trust: [
            trustAws(
              breakGlassUsers.map((name) => userArn("security-audit", `break-glass/${name}`)),
              {
                condition: {
                  Bool: { "aws:MultiFactorAuthPresent": "true" },
                  NumericLessThan: { "aws:MultiFactorAuthAge": "900" },
                },
              },
            ),
          ],
          attach: [awsPolicyArn("AdministratorAccess")],
          lastUsed: "2026-01-15",
          tags: { alarm: "page-security" },
        },
      ],
    }),
  ),
];
