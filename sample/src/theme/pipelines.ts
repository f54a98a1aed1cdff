import {
  type AccountName,
  accountIds,
  awsPolicyArn,
  gitHubHost,
  gitHubOrg,
  homeRegion,
  policyArn,
  roleArn,
} from "../company.js";
import { allow, trustAws, trustGitHub, trustOidc, trustService } from "../document.js";
import type { Part, RoleSpec } from "../part.js";

const terraformHost = "app.terraform.io";

const terraformSubject = (phase: "plan" | "apply"): string =>
  `organization:kestrelmart:project:platform:workspace:network-*:run_phase:${phase}`;

/** Roles of the shared CI account: what a workflow becomes before it goes anywhere else. */
const sharedCi: Part = {
  account: "shared-ci",
  oidc: { [gitHubHost]: ["sts.amazonaws.com"], [terraformHost]: ["aws.workload.identity"] },
  roles: [
    {
      name: "gha-release",
      description: "Release workflows of the three product repositories, environment production only",
      trust: [
        trustGitHub("shared-ci", "StringEquals", [
          `repo:${gitHubOrg}/storefront:environment:production`,
          `repo:${gitHubOrg}/payments:environment:production`,
          `repo:${gitHubOrg}/lake-jobs:environment:production`,
        ]),
      ],
      inline: {
        "hop-to-deploy-roles": [
          allow(["sts:AssumeRole", "sts:TagSession"], ["arn:aws:iam::*:role/deploy-*"], {
            sid: "DeployRoles",
          }),
          allow("sts:AssumeRole", "arn:aws:iam::*:role/cdk-hnb659fds-*", { sid: "Cdk" }),
          allow("sts:AssumeRole", roleArn("shared-ci", "hotfix-broker"), { sid: "Hotfix" }),
        ],
      },
      attach: [policyArn("shared-ci", "ecr-push")],
      tags: { team: "platform", purpose: "release" },
    },
    {
      name: "terraform-plan",
      trust: [
        trustOidc("shared-ci", terraformHost, {
          StringEquals: { [`${terraformHost}:aud`]: "aws.workload.identity" },
          StringLike: { [`${terraformHost}:sub`]: terraformSubject("plan") },
        }),
      ],
      attach: [awsPolicyArn("ReadOnlyAccess")],
    },
    {
      name: "terraform-apply",
      trust: [
        trustOidc("shared-ci", terraformHost, {
          StringEquals: { [`${terraformHost}:aud`]: "aws.workload.identity" },
          StringLike: { [`${terraformHost}:sub`]: terraformSubject("apply") },
        }),
      ],
      inline: { network: [allow("sts:AssumeRole", roleArn("network", "tf-network"))] },
      sessionHours: 2,
    },
    {
      name: "runner-fleet",
      description: "Self-hosted runners on EC2",
      trust: [trustService("ec2")],
      inline: {
        "staging-smoke": [allow(["sts:AssumeRole", "sts:TagSession"], roleArn("staging", "deploy-staging"))],
      },
      attach: [awsPolicyArn("AmazonSSMManagedInstanceCore"), policyArn("shared-ci", "ecr-push")],
    },
    {
      name: "image-builder",
      path: "/service-role/",
      trust: [trustService("codebuild")],
      attach: [policyArn("shared-ci", "ecr-push"), policyArn("shared-ci", "build-logs")],
    },
    {
      name: "pipeline-legacy",
      path: "/service-role/",
      trust: { Version: "2008-10-17", Statement: [trustService("codepipeline")] },
      inline: {
        pipeline: [
          allow(["s3:*"], "arn:aws:s3:::kestrelmart-pipeline-*"),
          allow(["codebuild:StartBuild", "codebuild:BatchGetBuilds"]),
        ],
      },
      created: "2021-07-15",
      lastUsed: "2024-02-02",
    },
    {
      name: "ecr-cleanup",
      trust: [trustService("lambda")],
      inline: {
        images: [
          allow(
            ["ecr:DescribeImages", "ecr:BatchDeleteImage"],
            `arn:aws:ecr:*:${accountIds["shared-ci"]}:repository/*`,
          ),
        ],
      },
      attach: [awsPolicyArn("service-role/AWSLambdaBasicExecutionRole")],
    },
  ],
  users: [
    {
      name: "svc-jenkins",
      path: "/service/",
      attach: [policyArn("shared-ci", "ecr-push")],
      tags: { "replaced-by": "gha-build" },
      created: "2021-07-01",
    },
  ],
  policies: [
    {
      name: "ecr-push",
      versions: [
        [allow("ecr:*")],
        [
          allow("ecr:GetAuthorizationToken", "*", { sid: "Login" }),
          allow(
            [
              "ecr:BatchCheckLayerAvailability",
              "ecr:CompleteLayerUpload",
              "ecr:InitiateLayerUpload",
              "ecr:PutImage",
              "ecr:UploadLayerPart",
            ],
            `arn:aws:ecr:${homeRegion}:${accountIds["shared-ci"]}:repository/*`,
            { sid: "Push" },
          ),
        ],
      ],
    },
    {
      name: "build-logs",
      versions: [[allow(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"])]],
    },
  ],
};

interface DeployRole {
  readonly account: AccountName;
  readonly name: string;
  readonly from: readonly string[];
  /** What the deployment may touch; nothing here writes IAM. */
  readonly actions: readonly string[];
  readonly repository?: string;
}

const deployRoles: readonly DeployRole[] = [
  {
    account: "prod-web",
    name: "deploy-web",
    from: ["gha-release"],
    actions: [
      "cloudfront:CreateInvalidation",
      "ecs:RegisterTaskDefinition",
      "ecs:UpdateService",
      "lambda:UpdateFunctionCode",
    ],
    repository: "storefront",
  },
  {
    account: "prod-payments",
    name: "deploy-payments",
    from: ["gha-release"],
    actions: ["ecs:RegisterTaskDefinition", "ecs:UpdateService", "states:UpdateStateMachine"],
    repository: "payments",
  },
  {
    account: "data-platform",
    name: "deploy-lake",
    from: ["gha-release"],
    actions: ["glue:UpdateJob", "s3:PutObject", "states:UpdateStateMachine"],
    repository: "lake-jobs",
  },
  {
    account: "staging",
    name: "deploy-staging",
    from: ["gha-release", "gha-build", "runner-fleet"],
    actions: ["cloudformation:*", "ecs:*", "lambda:*", "s3:*"],
  },
  {
    account: "dev",
    name: "deploy-dev",
    from: ["gha-release", "gha-build"],
    actions: ["cloudformation:*", "ecs:*", "lambda:*", "s3:*"],
  },
];

/** The last hop of a release. In production the session must carry the tag of its repository and a name GitHub gave it. */
function deployRole(spec: DeployRole): RoleSpec {
  return {
    name: spec.name,
    trust: [
      trustAws(
        spec.from.map((name) => roleArn("shared-ci", name)),
        {
          action: ["sts:AssumeRole", "sts:TagSession"],
          ...(spec.repository === undefined
            ? {}
            : {
                condition: {
                  StringEquals: { "aws:RequestTag/repository": spec.repository },
                  StringLike: { "sts:RoleSessionName": "gha-*" },
                },
              }),
        },
      ),
    ],
    inline: {
      deploy: [
        allow(spec.actions),
        allow("iam:PassRole", `arn:aws:iam::${accountIds[spec.account]}:role/app/*`, {
          condition: {
            StringEquals: { "iam:PassedToService": ["ecs-tasks.amazonaws.com", "lambda.amazonaws.com"] },
          },
        }),
      ],
    },
    tags: { team: "platform" },
  };
}

/** GitHub Actions and HCP Terraform into the shared CI account, and from there into each workload account. */
export const pipelines: readonly Part[] = [
  sharedCi,
  ...deployRoles.map((spec) => ({ account: spec.account, roles: [deployRole(spec)] })),
  {
    account: "network",
    roles: [
      {
        name: "tf-network",
        trust: [trustAws(roleArn("shared-ci", "terraform-apply"), { sid: "TerraformApply" })],
        inline: { network: [allow(["ec2:*", "ram:*", "route53:*", "network-firewall:*"])] },
        sessionHours: 2,
      },
    ],
  },
];
