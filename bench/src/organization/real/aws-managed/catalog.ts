import type { Json, PolicyDocument } from "@rolepath/snapshot";
import { allow, document } from "../../documents.js";
import { longActionList } from "./services.js";

/** A policy of AWS: its path below `arn:aws:iam::aws:policy`, what it says, and how many versions it has had. */
export interface AwsManaged {
  readonly path: string;
  readonly document: PolicyDocument;
  readonly version: number;
}

/**
 * Policies named as AWS's own and about as long as those; the long ones are lists made up for the length.
 *
 * Lengths in bytes of compact JSON are those of documents in published authorization details.
 */
export const awsManaged: Readonly<Record<string, AwsManaged>> = {
  AdministratorAccess: { path: "/", document: allow("*"), version: 1 },
  PowerUserAccess: {
    path: "/",
    version: 6,
    document: document(
      { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
      {
        Effect: "Allow",
        Action: [
          "account:GetAccountInformation",
          "account:GetPrimaryEmail",
          "account:ListRegions",
          "iam:CreateServiceLinkedRole",
          "iam:DeleteServiceLinkedRole",
          "iam:ListRoles",
          "organizations:DescribeEffectivePolicy",
          "organizations:DescribeOrganization",
        ],
        Resource: "*",
      },
    ),
  },
  ReadOnlyAccess: long("/", 47_000, ["Describe", "Get", "List", "BatchGet", "Search"], 140),
  SecurityAudit: long("/", 7_400, ["Describe", "Get", "List"], 56),
  ViewOnlyAccess: long("/job-function/", 6_400, ["List", "Describe"], 27),
  Billing: long("/job-function/", 2_200, ["Get", "View", "List", "Update"], 9),
  AWSSupportServiceRolePolicy: long("/aws-service-role/", 81_000, ["Describe", "Get", "List", "Lookup"], 52),
  AWSConfigServiceRolePolicy: long("/aws-service-role/", 31_600, ["Describe", "Get", "List"], 66),
  AWSTrustedAdvisorServiceRolePolicy: long("/aws-service-role/", 2_600, ["Describe", "Get", "List"], 20),
  AWSSSOServiceRolePolicy: long("/aws-service-role/", 2_300, ["Create", "Get", "List", "Update"], 16),
  AmazonSSMServiceRolePolicy: long("/aws-service-role/", 3_200, ["Send", "Get", "List", "Cancel"], 15),
  AWSSecurityHubServiceRolePolicy: long("/aws-service-role/", 900, ["Describe", "Get"], 17),
  AWSOrganizationsServiceTrustPolicy: fixed("/aws-service-role/", 2, [
    "iam:DeleteRole",
    "iam:CreateServiceLinkedRole",
  ]),
  CloudFormationStackSetsOrgMemberServiceRolePolicy: {
    path: "/aws-service-role/",
    version: 1,
    document: document(
      {
        Effect: "Allow",
        Action: ["iam:CreateRole", "iam:DeleteRole", "iam:GetRole"],
        Resource: "arn:aws:iam::*:role/stacksets-exec-*",
      },
      {
        Effect: "Allow",
        Action: ["iam:DetachRolePolicy", "iam:AttachRolePolicy"],
        Resource: "arn:aws:iam::*:role/stacksets-exec-*",
        Condition: { StringEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess" } },
      },
    ),
  },
  AmazonECSServiceRolePolicy: long("/aws-service-role/", 2_700, ["Describe", "Create", "Delete"], 12),
  AWSElasticLoadBalancingServiceRolePolicy: long("/aws-service-role/", 830, ["Describe", "Attach"], 7),
  AmazonRDSServiceRolePolicy: long("/aws-service-role/", 2_100, ["Describe", "Create", "Put"], 14),
  AutoScalingServiceRolePolicy: long("/aws-service-role/", 1_900, ["Describe", "Run", "Put"], 10),
  AmazonGuardDutyServiceRolePolicy: long("/aws-service-role/", 1_700, ["Describe", "Get", "List"], 11),
  AWSLambdaBasicExecutionRole: fixed("/service-role/", 1, [
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
  ]),
  AWSLambdaVPCAccessExecutionRole: fixed("/service-role/", 3, [
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
  ]),
  AWSXRayDaemonWriteAccess: fixed("/", 2, [
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
  ]),
  AmazonSSMManagedInstanceCore: long("/", 860, ["Get", "Put", "Update", "Open"], 2),
  CloudWatchAgentServerPolicy: fixed("/", 4, [
    "cloudwatch:PutMetricData",
    "ec2:DescribeVolumes",
    "ec2:DescribeTags",
    "logs:PutLogEvents",
    "logs:PutRetentionPolicy",
    "logs:DescribeLogStreams",
    "logs:DescribeLogGroups",
    "logs:CreateLogStream",
    "logs:CreateLogGroup",
    "xray:PutTraceSegments",
  ]),
  AmazonECSTaskExecutionRolePolicy: fixed("/service-role/", 1, [
    "ecr:GetAuthorizationToken",
    "ecr:BatchCheckLayerAvailability",
    "ecr:GetDownloadUrlForLayer",
    "ecr:BatchGetImage",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
  ]),
  AmazonEC2ContainerRegistryReadOnly: fixed("/", 3, [
    "ecr:GetAuthorizationToken",
    "ecr:BatchCheckLayerAvailability",
    "ecr:GetDownloadUrlForLayer",
    "ecr:GetRepositoryPolicy",
    "ecr:DescribeRepositories",
    "ecr:ListImages",
    "ecr:DescribeImages",
    "ecr:BatchGetImage",
  ]),
  AmazonEKSWorkerNodePolicy: long("/", 800, ["Describe"], 3),
  AmazonEKS_CNI_Policy: long("/", 900, ["Describe", "Assign", "Create"], 5),
  AmazonEKSClusterPolicy: long("/", 2_900, ["Describe", "Create", "Delete", "Modify"], 8),
  AmazonRDSEnhancedMonitoringRole: fixed("/service-role/", 1, [
    "logs:CreateLogGroup",
    "logs:PutRetentionPolicy",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "logs:DescribeLogStreams",
    "logs:GetLogEvents",
  ]),
  AWSBackupServiceRolePolicyForBackup: long("/service-role/", 6_800, ["Describe", "Create", "List"], 18),
  AWSGlueServiceRole: long("/service-role/", 2_400, ["Get", "List", "Put", "Create"], 4),
  AmazonS3FullAccess: fixed("/", 2, ["s3:*", "s3-object-lambda:*"]),
  AmazonS3ReadOnlyAccess: fixed("/", 3, ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*"]),
  AmazonDynamoDBFullAccess: long("/", 2_300, ["Describe", "List", "Create", "Delete"], 15),
  AmazonSQSFullAccess: fixed("/", 1, ["sqs:*"]),
  AWSCodeBuildDeveloperAccess: long("/", 3_000, ["Start", "Stop", "BatchGet", "List"], 16),
};

/** Its ARN. */
export function awsManagedArn(name: string): string {
  const policy = awsManaged[name];
  if (policy === undefined) throw new Error(`no such policy of AWS: ${name}`);
  return `arn:aws:iam::aws:policy${policy.path}${name}`;
}

function fixed(path: string, version: number, actions: readonly string[]): AwsManaged {
  return { path, version, document: allow(actions) };
}

function long(path: string, byteCount: number, verbs: readonly string[], version: number): AwsManaged {
  const overhead = JSON.stringify(allow([])).length;
  const actions: Json = longActionList(verbs, byteCount - overhead);
  return { path, version, document: allow(actions) };
}
