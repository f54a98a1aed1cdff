import { type AccountName, accountIds, awsPolicyArn, homeRegion, policyArn, rootArn } from "../company.js";
import { allow, trustAws, trustService } from "../document.js";
import type { Part, RoleSpec } from "../part.js";

const qualifier = "cdk-hnb659fds";

const cdkRoleName = (kind: string, account: AccountName): string =>
  `${qualifier}-${kind}-role-${accountIds[account]}-${homeRegion}`;

/** `cdk bootstrap --trust shared-ci`: the four roles that the CDK command enters, and the one CloudFormation works with. */
function bootstrap(account: AccountName, executionPolicy: string): readonly RoleSpec[] {
  const trust = [trustAws(rootArn(account)), trustAws(rootArn("shared-ci"))];
  const tags = { "aws-cdk:bootstrap-role": "deploy" };
  const assets = `arn:aws:s3:::cdk-hnb659fds-assets-${accountIds[account]}-${homeRegion}`;
  return [
    {
      name: cdkRoleName("deploy", account),
      trust,
      tags,
      inline: {
        default: [
          allow(
            [
              "cloudformation:CreateChangeSet",
              "cloudformation:DeleteChangeSet",
              "cloudformation:DescribeChangeSet",
              "cloudformation:DescribeStacks",
              "cloudformation:ExecuteChangeSet",
              "cloudformation:CreateStack",
              "cloudformation:UpdateStack",
            ],
            "*",
            { sid: "CloudFormationPermissions" },
          ),
          allow(
            "iam:PassRole",
            `arn:aws:iam::${accountIds[account]}:role/${cdkRoleName("cfn-exec", account)}`,
          ),
          allow(["s3:GetObject*", "s3:GetBucket*", "s3:List*"], [assets, `${assets}/*`], {
            sid: "PipelineCrossAccountArtifactsBucket",
          }),
        ],
      },
    },
    {
      name: cdkRoleName("file-publishing", account),
      trust,
      tags: { "aws-cdk:bootstrap-role": "file-publishing" },
      inline: {
        default: [
          allow(["s3:GetObject*", "s3:GetBucket*", "s3:List*", "s3:PutObject*"], [assets, `${assets}/*`]),
        ],
      },
    },
    {
      name: cdkRoleName("lookup", account),
      trust,
      tags: { "aws-cdk:bootstrap-role": "lookup" },
      attach: [awsPolicyArn("ReadOnlyAccess")],
    },
    {
      name: cdkRoleName("cfn-exec", account),
      trust: [trustService("cloudformation")],
      attach: [executionPolicy],
    },
  ];
}

const executionPolicy = {
  name: "cdk-execution",
  versions: [
    [
      allow([
        "cloudfront:*",
        "cloudwatch:*",
        "dynamodb:*",
        "ecs:*",
        "elasticloadbalancing:*",
        "events:*",
        "lambda:*",
        "logs:*",
        "s3:*",
        "sns:*",
        "sqs:*",
        "ssm:GetParameters",
      ]),
      allow("iam:PassRole", "arn:aws:iam::*:role/app/*", { sid: "OnlyTheRolesOfTheApp" }),
    ],
  ],
} as const;

/** AWS CDK: careful in prod-web, as it came out of the box in dev. */
export const cdk: readonly Part[] = [
  {
    account: "prod-web",
    roles: bootstrap("prod-web", policyArn("prod-web", "cdk-execution")),
    policies: [executionPolicy],
  },
  { account: "dev", roles: bootstrap("dev", awsPolicyArn("AdministratorAccess")) },
];
