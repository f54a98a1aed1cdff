import { awsPolicyArn, roleArn, rootArn } from "../company.js";
import { allow, trustAws, trustService } from "../document.js";
import type { MistakeSpec } from "../lesson.js";

/** Longer ways, each step of which looked reasonable to somebody. */
export const chainMistakes: readonly MistakeSpec[] = [
  {
    rule: "CHAIN-TO-ADMIN",
    account: "prod-payments",
    role: {
      name: "payments-replay",
      description: "Replays failed payment events (INC-2291)",
      trust: [trustAws(roleArn("staging", "replay-runner"))],
      attach: [awsPolicyArn("AdministratorAccess")],
      created: "2025-03-18",
      tags: { ticket: "INC-2291", "remove-after": "2025-03-25" },
    },
    story:
      "During an incident in March 2025 the replay role got AdministratorAccess for a week. It still has it. A " +
      "contractor's access key reaches it in four hops, past an SCP that keeps contractors out of production: the tag " +
      "that the SCP tests stays behind at the first hop.",
    also: [
      {
        account: "dev",
        groups: [
          {
            name: "contractors",
            inline: {
              "dev-roles": [allow("sts:AssumeRole", "arn:aws:iam::*:role/dev-*", { sid: "DevRoles" })],
            },
          },
        ],
        users: [
          {
            name: "tomas.varga",
            path: "/contractors/",
            groups: ["contractors"],
            tags: { employment: "contractor", agency: "fernwood" },
            created: "2026-02-09",
          },
        ],
        roles: [
          {
            name: "dev-tools",
            trust: [trustAws(rootArn("dev"))],
            inline: {
              tools: [
                allow(["ecr:*", "logs:*", "s3:*"]),
                allow("sts:AssumeRole", "arn:aws:iam::999988887777:role/*", { sid: "DebugInStaging" }),
              ],
            },
            sessionHours: 12,
          },
        ],
      },
      {
        account: "staging",
        roles: [
          {
            name: "staging-debug",
            trust: [trustAws(roleArn("dev", "dev-tools"))],
            inline: {
              debug: [
                allow(["ecs:ExecuteCommand", "logs:*", "ssm:StartSession"]),
                allow("sts:AssumeRole", roleArn("staging", "replay-*"), { sid: "TryReplay" }),
              ],
            },
          },
          {
            name: "replay-runner",
            trust: [
              trustService("ecs-tasks"),
              trustAws(roleArn("staging", "staging-debug"), { sid: "ManualReplay" }),
            ],
            inline: {
              replay: [
                allow(["sqs:ReceiveMessage", "sqs:SendMessage"]),
                allow("sts:AssumeRole", roleArn("prod-payments", "payments-replay")),
              ],
            },
          },
        ],
      },
    ],
  },
  {
    rule: "MGMT-TARGET",
    account: "management",
    role: {
      name: "account-vending",
      description: "Account factory, run by a GitHub workflow",
      trust: [trustAws(roleArn("shared-ci", "gha-build"))],
      inline: {
        vending: [
          allow([
            "organizations:CreateAccount",
            "organizations:Describe*",
            "organizations:List*",
            "organizations:MoveAccount",
          ]),
          allow("sts:AssumeRole", "arn:aws:iam::*:role/OrganizationAccountAccessRole", {
            sid: "SetUpNewAccounts",
          }),
        ],
      },
      created: "2021-06-21",
    },
    story:
      "The account factory is a workflow, so a role of the management account trusts the build role of shared-ci. No SCP " +
      "binds what it does there, and no RCP protects it.",
  },
];
