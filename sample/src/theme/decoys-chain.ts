import { accountIds, awsPolicyArn, homeRegion, policyArn, roleArn, rootArn, userArn } from "../company.js";
import { allow, trustAws, trustService } from "../document.js";
import type { DecoySpec } from "../lesson.js";
import { reservedRolePath } from "./identity-center.js";

const admin = [awsPolicyArn("AdministratorAccess")];

/** Chains to an administrator that end one hop too early, each for another reason. */
export const chainDecoys: readonly DecoySpec[] = [
  {
    looksLike: "CHAIN-TO-ADMIN",
    account: "prod-web",
    role: {
      name: "perf-lab",
      description: "Load tests, summer 2024",
      trust: [trustAws(rootArn("sandbox"))],
      attach: admin,
      lastUsed: "2024-08-09",
    },
    whyNot:
      "It trusts the whole sandbox, and the SCP sandbox-isolation denies everybody there sts:AssumeRole into production, its administrators included.",
    also: [
      {
        account: "sandbox",
        roles: [
          {
            name: "load-generator",
            trust: [trustService("ec2")],
            inline: { target: [allow("sts:AssumeRole", roleArn("prod-web", "perf-lab"))] },
          },
        ],
      },
    ],
  },
  {
    looksLike: "CHAIN-TO-ADMIN",
    account: "prod-web",
    role: {
      name: "content-import",
      trust: [trustAws(userArn("dev", "contractors/ana.pereira"))],
      attach: admin,
      created: "2026-04-14",
      lastUsed: "never",
    },
    whyNot:
      "Trust and identity policy agree, but the user is tagged employment=contractor, and the SCP contain-contractors denies that tag the way into production.",
    also: [
      {
        account: "dev",
        users: [
          {
            name: "ana.pereira",
            path: "/contractors/",
            inline: { import: [allow("sts:AssumeRole", roleArn("prod-web", "content-import"))] },
            tags: { employment: "contractor", agency: "fernwood" },
            created: "2026-04-13",
          },
        ],
      },
    ],
  },
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
    account: "data-platform",
    role: {
      name: "lake-admin",
      trust: [trustAws(roleArn("dev", "dev-schema-migrator"))],
      attach: admin,
      lastUsed: "never",
    },
    whyNot:
      "The identity policy of dev-schema-migrator allows the hop; its permissions boundary allows sts:AssumeRole only inside dev.",
    also: [
      {
        account: "dev",
        roles: [
          {
            name: "dev-schema-migrator",
            trust: [trustAws(rootArn("dev"))],
            inline: {
              migrate: [
                allow(["dynamodb:*", "glue:*"]),
                allow("sts:AssumeRole", roleArn("data-platform", "lake-admin")),
              ],
            },
            boundary: policyArn("dev", "developer-boundary"),
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
  {
    looksLike: "CHAIN-TO-ADMIN",
    account: "staging",
    role: {
      name: "jenkins-admin",
      trust: [trustAws(userArn("shared-ci", "service/svc-jenkins-deploy"))],
      attach: admin,
      lastUsed: "2023-04-28",
    },
    whyNot:
      "The user's key still works, but the user sits in the group frozen, whose AWSDenyAll outranks its own Allow.",
    also: [
      {
        account: "shared-ci",
        groups: [{ name: "frozen", attach: [awsPolicyArn("AWSDenyAll")] }],
        users: [
          {
            name: "svc-jenkins-deploy",
            path: "/service/",
            groups: ["frozen"],
            inline: {
              deploy: [
                allow("sts:AssumeRole", "*", {
                  condition: { StringEquals: { "aws:RequestedRegion": homeRegion } },
                }),
              ],
            },
            created: "2021-07-01",
          },
        ],
      },
    ],
  },
];
