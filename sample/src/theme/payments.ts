import { accountIds, awsPolicyArn, homeRegion, policyArn, roleArn } from "../company.js";
import { allow, deny, trustAws, trustService } from "../document.js";
import type { Part } from "../part.js";

const account = "prod-payments";
const boundary = policyArn(account, "pci-boundary");

/** Card payments: everything here runs under a boundary, and people come in only through Identity Center. */
export const payments: readonly Part[] = [
  {
    account,
    roles: [
      {
        name: "payments-api-task",
        path: "/app/",
        trust: [
          trustService("ecs-tasks", {
            condition: { StringEquals: { "aws:SourceAccount": accountIds[account] } },
          }),
        ],
        inline: {
          runtime: [
            allow(
              ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
              `arn:aws:dynamodb:${homeRegion}:${accountIds[account]}:table/payments`,
            ),
            allow(["kms:Decrypt", "kms:GenerateDataKey"], "*", {
              condition: { StringEquals: { "kms:ViaService": `dynamodb.${homeRegion}.amazonaws.com` } },
            }),
          ],
        },
        boundary,
        tags: { team: "payments", "pci-scope": "cde" },
      },
      {
        name: "payments-exec",
        path: "/app/",
        trust: [trustService("ecs-tasks")],
        attach: [awsPolicyArn("service-role/AmazonECSTaskExecutionRolePolicy")],
        boundary,
      },
      {
        name: "checkout-bridge",
        description: "The one door from the storefront into payments",
        trust: [
          trustAws(roleArn("prod-web", "app/storefront-task"), {
            sid: "StorefrontOnly",
            condition: { StringEquals: { "aws:PrincipalTag/service": "storefront" } },
          }),
        ],
        inline: {
          enqueue: [
            allow("sqs:SendMessage", `arn:aws:sqs:${homeRegion}:${accountIds[account]}:payment-requests`),
          ],
        },
        boundary,
        tags: { "pci-scope": "connected" },
      },
      {
        name: "card-vault",
        path: "/app/",
        trust: [trustService("lambda")],
        attach: [awsPolicyArn("service-role/AWSLambdaVPCAccessExecutionRole")],
        boundary,
        tags: { "pci-scope": "cde" },
      },
      {
        name: "settlement-batch",
        path: "/app/",
        trust: [trustService("ecs-tasks")],
        inline: { files: [allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::kestrelmart-settlement/*")] },
        boundary,
      },
      {
        name: "settlement-flow",
        path: "/service-role/",
        trust: [
          trustService("states", {
            condition: {
              ArnLike: {
                "aws:SourceArn": `arn:aws:states:${homeRegion}:${accountIds[account]}:stateMachine:settlement*`,
              },
            },
          }),
        ],
        inline: {
          run: [
            allow(["ecs:RunTask", "lambda:InvokeFunction"]),
            allow("iam:PassRole", roleArn(account, "app/settlement-batch")),
          ],
        },
        boundary,
      },
      {
        name: "fraud-model",
        path: "/service-role/",
        trust: [trustService("sagemaker")],
        attach: [awsPolicyArn("AmazonSageMakerFullAccess")],
        boundary,
      },
      {
        name: "rds-monitoring",
        trust: { Version: "2008-10-17", Statement: { Sid: "", ...trustService("monitoring.rds") } },
        inline: {
          metrics: [allow(["logs:CreateLogStream", "logs:PutLogEvents"], "arn:aws:logs:*:*:log-group:RDS*")],
        },
      },
      {
        name: "bank-gateway",
        description: "The gateway in the bank's data centre; certificate from the corporate CA",
        trust: [
          trustService("rolesanywhere", {
            action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
            condition: {
              ArnEquals: {
                "aws:SourceArn": `arn:aws:rolesanywhere:${homeRegion}:${accountIds[account]}:trust-anchor/0b3f6c1e-2d84-4f0a-9c57-61d7e8a2b934`,
              },
              StringEquals: { "aws:PrincipalTag/x509Subject/CN": "bank-gw-01.kestrelmart.example" },
            },
          }),
        ],
        inline: { files: [allow("s3:PutObject", "arn:aws:s3:::kestrelmart-settlement/inbox/*")] },
        boundary,
      },
      {
        name: "payments-export",
        description: "Tokenised transactions for the lake; no card numbers",
        trust: [trustAws(roleArn("data-platform", "lake-ingest"))],
        inline: {
          read: [
            allow(
              ["s3:GetObject", "s3:ListBucket"],
              ["arn:aws:s3:::kestrelmart-tokenised", "arn:aws:s3:::kestrelmart-tokenised/*"],
            ),
            deny("kms:Decrypt", "*", {
              sid: "NeverTheCardKey",
              condition: { StringEquals: { "aws:ResourceTag/pci-scope": "cde" } },
            }),
          ],
        },
        boundary,
      },
      {
        name: "dba-session",
        description: "Database work under the name of a person",
        trust: [
          trustAws(roleArn("security-audit", "okta-responder"), {
            action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
            condition: { StringLike: { "aws:SourceIdentity": "*@kestrelmart.example" } },
          }),
        ],
        inline: {
          connect: [
            allow("rds-db:connect", `arn:aws:rds-db:${homeRegion}:${accountIds[account]}:dbuser:*/dba`),
          ],
        },
        boundary,
        sessionHours: 2,
      },
    ],
    policies: [
      {
        name: "pci-boundary",
        versions: [
          [
            allow(
              [
                "dynamodb:*",
                "ecs:RunTask",
                "kms:*",
                "lambda:InvokeFunction",
                "logs:*",
                "rds-db:connect",
                "s3:*",
                "sqs:*",
              ],
              "*",
              { sid: "Workload" },
            ),
            allow(
              [
                "ecr:*",
                "ec2:*NetworkInterface*",
                "sagemaker:*",
                "secretsmanager:GetSecretValue",
                "iam:PassRole",
              ],
              "*",
              { sid: "Plumbing" },
            ),
            deny(["kms:ScheduleKeyDeletion", "s3:DeleteBucket"], "*", { sid: "KeepTheEvidence" }),
          ],
        ],
      },
    ],
    users: [
      {
        name: "svc-bank-sftp",
        path: "/service/",
        inline: { upload: [allow("s3:PutObject", "arn:aws:s3:::kestrelmart-settlement/inbox/*")] },
        boundary,
        created: "2021-10-05",
      },
    ],
  },
];
