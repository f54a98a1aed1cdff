import { accountIds, awsPolicyArn, roleArn, rootArn } from "../company.js";
import { allow, trustAws, trustService } from "../document.js";
import type { DecoySpec } from "../lesson.js";
import { reservedRolePath } from "./identity-center.js";

const admin = [awsPolicyArn("AdministratorAccess")];

/** Chains to an administrator that need something which the session on the way cannot carry. */
export const sessionDecoys: readonly DecoySpec[] = [
  {
    looksLike: "CHAIN-TO-ADMIN",
    account: "prod-payments",
    role: {
      name: "payments-admin",
      trust: [
        trustAws(roleArn("prod-web", "oncall-triage"), {
          condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
        }),
      ],
      attach: admin,
      lastUsed: "never",
    },
    whyNot:
      "The second hop asks for MFA, and a role session never carries it. The way has never worked; on-call uses Identity Center.",
    also: [
      {
        account: "prod-web",
        roles: [
          {
            name: "oncall-triage",
            trust: [
              trustAws(rootArn("prod-web"), {
                condition: {
                  ArnLike: {
                    "aws:PrincipalArn": `arn:aws:iam::${accountIds["prod-web"]}:role/${reservedRolePath}AWSReservedSSO_*`,
                  },
                },
              }),
            ],
            attach: [awsPolicyArn("ReadOnlyAccess")],
            inline: { escalate: [allow("sts:AssumeRole", roleArn("prod-payments", "payments-admin"))] },
          },
        ],
      },
    ],
  },
  {
    looksLike: "CHAIN-TO-ADMIN",
    account: "prod-web",
    role: {
      name: "hotfix-admin",
      trust: [trustAws(`arn:aws:sts::${accountIds["shared-ci"]}:assumed-role/hotfix-broker/change-board`)],
      attach: admin,
      tags: { alarm: "page-platform" },
      lastUsed: "never",
    },
    whyNot:
      "It trusts the session change-board of hotfix-broker, and hotfix-broker lets only sessions in whose name begins with gha-.",
    also: [
      {
        account: "shared-ci",
        roles: [
          {
            name: "hotfix-broker",
            trust: [
              trustAws(roleArn("shared-ci", "gha-release"), {
                condition: { StringLike: { "sts:RoleSessionName": "gha-*" } },
              }),
            ],
            inline: { hotfix: [allow("sts:AssumeRole", roleArn("prod-web", "hotfix-admin"))] },
          },
        ],
      },
    ],
  },
  {
    looksLike: "CHAIN-TO-ADMIN",
    account: "prod-payments",
    role: {
      name: "ledger-admin",
      trust: [
        trustAws(roleArn("prod-web", "app/support-portal"), {
          action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
          condition: { StringLike: { "aws:SourceIdentity": "*@kestrelmart.example" } },
        }),
      ],
      attach: admin,
      lastUsed: "never",
    },
    whyNot:
      "It wants a session that already carries a person's source identity. support-portal is entered by ECS alone and does not allow sts:SetSourceIdentity, so its sessions have none.",
    also: [
      {
        account: "prod-web",
        roles: [
          {
            name: "support-portal",
            path: "/app/",
            trust: [trustService("ecs-tasks")],
            inline: {
              ledger: [
                allow(["sts:AssumeRole", "sts:SetSourceIdentity"], roleArn("prod-payments", "ledger-admin")),
              ],
            },
          },
        ],
      },
    ],
  },
  {
    looksLike: "CHAIN-TO-ADMIN",
    account: "prod-payments",
    role: {
      name: "model-approver",
      trust: [
        trustAws(roleArn("data-platform", "model-release"), {
          condition: { StringEquals: { "aws:PrincipalTag/clearance": "restricted" } },
        }),
      ],
      attach: admin,
    },
    whyNot:
      "model-release is tagged clearance=internal, and nobody may hand it session tags: its trust policy does not allow sts:TagSession.",
    also: [
      {
        account: "data-platform",
        roles: [
          {
            name: "model-release",
            trust: [trustService("sagemaker")],
            inline: { approve: [allow("sts:AssumeRole", roleArn("prod-payments", "model-approver"))] },
            tags: { clearance: "internal", team: "data" },
          },
        ],
      },
    ],
  },
];
