import { allow, type Statement } from "./document.js";

/** The AWS managed policies for services, abridged like the rest. */
export const awsServicePolicies: Readonly<Record<string, readonly Statement[]>> = {
  "service-role/AWSLambdaBasicExecutionRole": [
    allow(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]),
  ],
  "service-role/AWSLambdaVPCAccessExecutionRole": [
    allow([
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "ec2:CreateNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DeleteNetworkInterface",
      "ec2:AssignPrivateIpAddresses",
      "ec2:UnassignPrivateIpAddresses",
    ]),
  ],
  "service-role/AmazonECSTaskExecutionRolePolicy": [
    allow([
      "ecr:GetAuthorizationToken",
      "ecr:BatchCheckLayerAvailability",
      "ecr:GetDownloadUrlForLayer",
      "ecr:BatchGetImage",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ]),
  ],
  "service-role/AmazonAPIGatewayPushToCloudWatchLogs": [
    allow([
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:DescribeLogGroups",
      "logs:PutLogEvents",
      "logs:GetLogEvents",
    ]),
  ],
  "service-role/AWSGlueServiceRole": [
    allow([
      "glue:*",
      "s3:GetBucketLocation",
      "s3:ListBucket",
      "cloudwatch:PutMetricData",
      "logs:PutLogEvents",
    ]),
    allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::aws-glue-*/*"),
  ],
  "service-role/AWS_ConfigRole": [
    allow([
      "config:Put*",
      "cloudtrail:DescribeTrails",
      "ec2:Describe*",
      "iam:Get*",
      "iam:List*",
      "s3:GetBucketAcl",
      "s3:ListAllMyBuckets",
    ]),
  ],
  "service-role/AWSBackupServiceRolePolicyForBackup": [
    allow([
      "backup:CopyFromBackupVault",
      "dynamodb:StartAwsBackupJob",
      "ec2:CreateSnapshot",
      "rds:CreateDBSnapshot",
      "s3:GetObjectVersion",
      "tag:GetResources",
    ]),
  ],
  "service-role/AWSControlTowerServiceRolePolicy": [
    allow(
      ["cloudformation:CreateStack", "cloudformation:CreateStackInstances", "cloudformation:UpdateStackSet"],
      "arn:aws:cloudformation:*:*:stackset/AWSControlTower*:*",
    ),
    allow("sts:AssumeRole", [
      "arn:aws:iam::*:role/AWSControlTowerExecution",
      "arn:aws:iam::*:role/AWSControlTowerBlueprintAccess",
    ]),
    allow([
      "cloudtrail:CreateTrail",
      "cloudtrail:UpdateTrail",
      "config:PutConfigurationAggregator",
      "organizations:Describe*",
      "organizations:List*",
      "sso:*",
    ]),
  ],
  "aws-service-role/AWSSSOServiceRolePolicy": [
    allow(
      ["iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRole", "iam:PutRolePolicy", "iam:UpdateRole"],
      "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*",
    ),
    allow(
      ["iam:GetSAMLProvider", "iam:UpdateSAMLProvider"],
      "arn:aws:iam::*:saml-provider/AWSSSO_*_DO_NOT_DELETE",
    ),
  ],
  "aws-service-role/AWSOrganizationsServiceTrustPolicy": [
    allow(["iam:DeleteRole"], "arn:aws:iam::*:role/aws-service-role/organizations.amazonaws.com/*"),
    allow("iam:CreateServiceLinkedRole"),
  ],
  "aws-service-role/CloudFormationStackSetsOrgAdminServiceRolePolicy": [
    allow(["organizations:ListAccounts", "organizations:ListRoots", "organizations:DescribeOrganization"]),
    allow("sts:AssumeRole", "arn:*:iam::*:role/stacksets-exec-*", {
      sid: "AllowsAssumeRoleInMemberAccounts",
    }),
  ],
};
