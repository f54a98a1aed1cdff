import { accountIds, awsPolicyArn, homeRegion, policyArn, roleArn, userArn } from "../company.js";
import { allow, deny, trustAws, trustService, trustServiceOf } from "../document.js";
import type { Part } from "../part.js";

const log = awsPolicyArn("service-role/AWSLambdaBasicExecutionRole");

const staging: Part = {
  account: "staging",
  roles: [
    {
      name: "storefront-task",
      path: "/app/",
      trust: [trustService("ecs-tasks")],
      inline: { all: [allow(["dynamodb:*", "s3:*", "sqs:*"])] },
    },
    {
      name: "payments-api-task",
      path: "/app/",
      trust: [trustService("ecs-tasks")],
      inline: { all: [allow(["dynamodb:*", "kms:*", "sqs:*"])] },
    },
    {
      name: "task-exec",
      path: "/app/",
      trust: [trustService("ecs-tasks")],
      attach: [awsPolicyArn("service-role/AmazonECSTaskExecutionRolePolicy")],
    },
    {
      name: "synthetic-canary",
      trust: [trustService("lambda")],
      attach: [log],
      inline: { canary: [allow(["s3:PutObject", "cloudwatch:PutMetricData"])] },
    },
    {
      name: "cert-renewal",
      trust: [trustService("lambda")],
      attach: [log],
      inline: { dns: [allow("sts:AssumeRole", roleArn("network", "dns-manager"))] },
      tags: { "dns-zone": "staging" },
    },
    {
      name: "chaos-experiments",
      trust: [
        trustService("fis", { condition: { StringEquals: { "aws:SourceAccount": accountIds.staging } } }),
      ],
      inline: { chaos: [allow(["ec2:StopInstances", "ecs:StopTask"])] },
      lastUsed: "2026-08-20",
    },
  ],
};

const boundary = policyArn("dev", "developer-boundary");

const dev: Part = {
  account: "dev",
  roles: [
    { name: "lambda-default", trust: [trustService("lambda")], attach: [log], boundary },
    {
      name: "ecs-default",
      trust: [trustService("ecs-tasks")],
      attach: [awsPolicyArn("service-role/AmazonECSTaskExecutionRolePolicy")],
      boundary,
    },
    {
      name: "workbench",
      description: "Cloud desktops",
      trust: [trustService("ec2")],
      attach: [awsPolicyArn("AmazonSSMManagedInstanceCore"), awsPolicyArn("ReadOnlyAccess")],
      boundary,
      sessionHours: 12,
    },
    {
      name: "test-data-maker",
      trust: [trustServiceOf("dev", "glue")],
      attach: [awsPolicyArn("service-role/AWSGlueServiceRole")],
      boundary,
    },
    {
      name: "dev-logs",
      description: "Developers with keys read the logs; with MFA",
      trust: [
        trustAws(userArn("dev", "jonas.lind"), {
          condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
        }),
      ],
      attach: [awsPolicyArn("CloudWatchReadOnlyAccess")],
    },
  ],
  groups: [
    {
      name: "developers",
      attach: [awsPolicyArn("job-function/ViewOnlyAccess")],
      inline: {
        "no-iam": [
          deny(["iam:Create*", "iam:Put*", "iam:Attach*", "iam:UpdateAssumeRolePolicy"], "*", {
            sid: "NoIam",
          }),
        ],
      },
    },
  ],
  users: [
    {
      name: "jonas.lind",
      groups: ["developers"],
      boundary,
      tags: { department: "engineering" },
      created: "2021-08-23",
    },
    {
      name: "priya.nair",
      groups: ["developers"],
      boundary,
      tags: { department: "engineering" },
      created: "2022-01-10",
    },
  ],
  policies: [
    {
      name: "developer-boundary",
      versions: [
        [allow("*"), deny(["iam:*", "organizations:*"])],
        [
          allow(
            [
              "cloudwatch:*",
              "dynamodb:*",
              "ec2:*",
              "ecr:*",
              "ecs:*",
              "glue:*",
              "lambda:*",
              "logs:*",
              "s3:*",
              "sqs:*",
              "ssm:*",
            ],
            "*",
            { sid: "Tools" },
          ),
          allow(["iam:Get*", "iam:List*", "sts:GetCallerIdentity"], "*", { sid: "Look" }),
          allow("sts:AssumeRole", `arn:aws:iam::${accountIds.dev}:role/dev-*`, { sid: "OnlyDevRoles" }),
        ],
      ],
    },
  ],
};

const sandbox: Part = {
  account: "sandbox",
  roles: [
    {
      name: "notebook",
      path: "/service-role/",
      trust: [trustService("sagemaker")],
      attach: [awsPolicyArn("AmazonSageMakerFullAccess")],
      sessionHours: 12,
    },
    {
      name: "everything-ec2",
      description: "do not use!! (Sam)",
      trust: [trustService("ec2")],
      attach: [awsPolicyArn("PowerUserAccess")],
      created: "2023-07-19",
    },
    {
      name: "bedrock-playground",
      path: "/service-role/",
      trust: [trustService("bedrock")],
      attach: [awsPolicyArn("AmazonBedrockLimitedAccess")],
    },
    {
      name: "test-role-2",
      trust: [trustService("lambda")],
      attach: [log],
      created: "2022-10-03",
      lastUsed: "never",
    },
    {
      name: "cleanup-nuke",
      trust: [trustService("events"), trustService("codebuild")],
      inline: {
        nuke: [
          allow(["ec2:Terminate*", "s3:DeleteBucket", "cloudformation:DeleteStack"], "*", {
            condition: { StringEquals: { "aws:RequestedRegion": homeRegion } },
          }),
        ],
      },
    },
  ],
  users: [
    {
      name: "lea.fischer",
      attach: [awsPolicyArn("job-function/ViewOnlyAccess")],
      tags: { employment: "intern" },
      created: "2026-07-01",
    },
  ],
};

/** Staging, dev and the sandbox: where most of the sloppy policies live. */
export const nonProduction: readonly Part[] = [staging, dev, sandbox];
