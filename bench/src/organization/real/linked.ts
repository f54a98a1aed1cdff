import { trust } from "../documents.js";
import type { Sketch } from "./sketch.js";

/** Services that link roles of their own to an account, in the order in which accounts get them. */
const linked: readonly (readonly [service: string, name: string, policy?: string])[] = [
  ["support", "AWSServiceRoleForSupport", "AWSSupportServiceRolePolicy"],
  ["trustedadvisor", "AWSServiceRoleForTrustedAdvisor", "AWSTrustedAdvisorServiceRolePolicy"],
  ["organizations", "AWSServiceRoleForOrganizations", "AWSOrganizationsServiceTrustPolicy"],
  ["sso", "AWSServiceRoleForSSO", "AWSSSOServiceRolePolicy"],
  ["config", "AWSServiceRoleForConfig", "AWSConfigServiceRolePolicy"],
  [
    "member.org.stacksets.cloudformation",
    "AWSServiceRoleForCloudFormationStackSetsOrgMember",
    "CloudFormationStackSetsOrgMemberServiceRolePolicy",
  ],
  ["securityhub", "AWSServiceRoleForSecurityHub", "AWSSecurityHubServiceRolePolicy"],
  ["guardduty", "AWSServiceRoleForAmazonGuardDuty", "AmazonGuardDutyServiceRolePolicy"],
  ["ssm", "AWSServiceRoleForAmazonSSM", "AmazonSSMServiceRolePolicy"],
  ["ecs", "AWSServiceRoleForECS", "AmazonECSServiceRolePolicy"],
  [
    "elasticloadbalancing",
    "AWSServiceRoleForElasticLoadBalancing",
    "AWSElasticLoadBalancingServiceRolePolicy",
  ],
  ["rds", "AWSServiceRoleForRDS", "AmazonRDSServiceRolePolicy"],
  ["autoscaling", "AWSServiceRoleForAutoScaling", "AutoScalingServiceRolePolicy"],
  ["access-analyzer", "AWSServiceRoleForAccessAnalyzer"],
  ["cloudtrail", "AWSServiceRoleForCloudTrail"],
  ["ops.apigateway", "AWSServiceRoleForAPIGateway"],
  ["replication.dynamodb", "AWSServiceRoleForDynamoDBReplication"],
  ["eks", "AWSServiceRoleForAmazonEKS"],
  ["backup", "AWSServiceRoleForBackup"],
  ["transitgateway", "AWSServiceRoleForVPCTransitGateway"],
];

/** The account's service-linked role of a number: no account has two of one service, so a high number gets none. */
export function linkedSketch(number: number): Sketch | null {
  const row = linked[number];
  if (row === undefined) return null;
  const [service, name, policy] = row;
  const principal = `${service}.amazonaws.com`;
  return {
    name,
    path: `/aws-service-role/${principal}/`,
    trust: trust({ Service: principal }),
    ...(policy === undefined ? {} : { aws: [policy] }),
  };
}
