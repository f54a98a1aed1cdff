import { awsServicePolicies } from "./aws-managed-service.js";
import { allow, deny, type Statement } from "./document.js";

/**
 * The AWS managed policies that the sample attaches, by name (path included).
 *
 * The short ones are whole; the long ones (ReadOnlyAccess, SecurityAudit, …) keep a few lines that say what they are.
 */
export const awsManagedPolicies: Readonly<Record<string, readonly Statement[]>> = {
  AdministratorAccess: [allow("*")],
  AWSDenyAll: [deny("*", "*", { sid: "DenyAll" })],
  PowerUserAccess: [
    { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
    allow([
      "account:GetAccountInformation",
      "account:ListRegions",
      "iam:CreateServiceLinkedRole",
      "iam:DeleteServiceLinkedRole",
      "iam:ListRoles",
      "organizations:DescribeEffectivePolicy",
      "organizations:DescribeOrganization",
    ]),
  ],
  ReadOnlyAccess: [
    allow([
      "cloudformation:Describe*",
      "cloudformation:Get*",
      "cloudformation:List*",
      "cloudwatch:Describe*",
      "cloudwatch:Get*",
      "cloudwatch:List*",
      "dynamodb:Describe*",
      "dynamodb:GetItem",
      "dynamodb:Query",
      "dynamodb:Scan",
      "ec2:Describe*",
      "ecs:Describe*",
      "ecs:List*",
      "iam:Get*",
      "iam:List*",
      "lambda:Get*",
      "lambda:List*",
      "logs:FilterLogEvents",
      "rds:Describe*",
      "s3:Get*",
      "s3:List*",
      "sts:GetAccessKeyInfo",
      "sts:GetCallerIdentity",
    ]),
  ],
  SecurityAudit: [
    allow([
      "access-analyzer:List*",
      "cloudtrail:Describe*",
      "cloudtrail:GetTrailStatus",
      "config:Describe*",
      "ec2:Describe*",
      "guardduty:Get*",
      "guardduty:List*",
      "iam:GenerateCredentialReport",
      "iam:Get*",
      "iam:List*",
      "kms:GetKeyPolicy",
      "kms:ListKeys",
      "organizations:Describe*",
      "organizations:List*",
      "s3:GetBucketPolicy",
      "s3:ListAllMyBuckets",
      "securityhub:Get*",
    ]),
  ],
  "job-function/Billing": [
    allow(["aws-portal:*Billing", "budgets:*", "ce:*", "cur:*", "invoicing:*", "payments:*", "tax:*"]),
  ],
  "job-function/ViewOnlyAccess": [
    allow([
      "cloudwatch:List*",
      "ec2:DescribeInstances",
      "iam:List*",
      "lambda:List*",
      "rds:DescribeDBInstances",
      "s3:ListAllMyBuckets",
    ]),
  ],
  CloudWatchReadOnlyAccess: [
    allow([
      "cloudwatch:Describe*",
      "cloudwatch:Get*",
      "cloudwatch:List*",
      "logs:Describe*",
      "logs:FilterLogEvents",
      "logs:Get*",
      "logs:StartQuery",
    ]),
  ],
  AmazonSSMManagedInstanceCore: [
    allow([
      "ssm:DescribeAssociation",
      "ssm:GetDocument",
      "ssm:GetParameter",
      "ssm:GetParameters",
      "ssm:ListAssociations",
      "ssm:PutInventory",
      "ssm:UpdateInstanceInformation",
    ]),
    allow([
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ]),
    allow([
      "ec2messages:AcknowledgeMessage",
      "ec2messages:GetEndpoint",
      "ec2messages:GetMessages",
      "ec2messages:SendReply",
    ]),
  ],
  AmazonEC2ContainerRegistryReadOnly: [
    allow([
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:DescribeImages",
      "ecr:GetAuthorizationToken",
      "ecr:GetDownloadUrlForLayer",
    ]),
  ],
  AmazonEKSClusterPolicy: [
    allow([
      "autoscaling:DescribeAutoScalingGroups",
      "ec2:CreateTags",
      "ec2:DescribeInstances",
      "ec2:DescribeSubnets",
      "elasticloadbalancing:*",
      "kms:DescribeKey",
    ]),
  ],
  AmazonEKSWorkerNodePolicy: [
    allow([
      "ec2:DescribeInstances",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeVolumes",
      "eks:DescribeCluster",
      "eks-auth:AssumeRoleForPodIdentity",
    ]),
  ],
  AmazonEKS_CNI_Policy: [
    allow([
      "ec2:AssignPrivateIpAddresses",
      "ec2:AttachNetworkInterface",
      "ec2:CreateNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:UnassignPrivateIpAddresses",
    ]),
  ],
  AmazonS3ReadOnlyAccess: [
    allow(["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"]),
  ],
  AmazonSageMakerFullAccess: [
    allow([
      "sagemaker:*",
      "ecr:GetAuthorizationToken",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "s3:GetObject",
      "s3:ListBucket",
    ]),
  ],
  AmazonBedrockLimitedAccess: [allow(["bedrock:Get*", "bedrock:InvokeModel", "bedrock:List*"])],
  AWSCodeDeployRoleForECS: [
    allow([
      "ecs:CreateTaskSet",
      "ecs:DeleteTaskSet",
      "ecs:DescribeServices",
      "ecs:UpdateServicePrimaryTaskSet",
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:ModifyListener",
      "lambda:InvokeFunction",
    ]),
    allow(
      "iam:PassRole",
      ["arn:aws:iam::*:role/ecsTaskExecutionRole", "arn:aws:iam::*:role/ECSTaskExecution*"],
      {
        condition: { StringLike: { "iam:PassedToService": ["ecs-tasks.amazonaws.com"] } },
      },
    ),
  ],
  ...awsServicePolicies,
};
