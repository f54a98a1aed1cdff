import { type AccountName, accountIds, awsPolicyArn, memberNames, roleArn, rootArn } from "../company.js";
import { allow, trustAws, trustService } from "../document.js";
import type { Part, RoleSpec } from "../part.js";
import { hexDigits } from "../seed.js";

const orgAdminRole =
  "aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin";

/** The role that service-managed StackSets leave in each member account; its name ends in a hash of its own. */
function stackSetsExecution(account: AccountName): RoleSpec {
  const name = `stacksets-exec-${hexDigits(8, `stacksets/${account}`)}`;
  const statement = trustAws(roleArn("management", orgAdminRole), { sid: "1" });
  return {
    name,
    trust: { Version: "2012-10-17", Id: `${name}-assume-role-policy`, Statement: [statement] },
    attach: [awsPolicyArn("AdministratorAccess")],
  };
}

const serviceLinked = (service: string, name: string, policy: string): RoleSpec => ({
  name,
  path: `/aws-service-role/${service}.amazonaws.com/`,
  trust: [trustService(service)],
  attach: [awsPolicyArn(`aws-service-role/${policy}`)],
});

const linkedEverywhere = serviceLinked("sso", "AWSServiceRoleForSSO", "AWSSSOServiceRolePolicy");

/** What AWS Control Tower, Organizations and StackSets put into accounts by themselves. */
const memberParts: readonly Part[] = memberNames.map((account) => ({
  account,
  roles: [
    linkedEverywhere,
    {
      name: "AWSControlTowerExecution",
      trust: [trustAws(rootArn("management"))],
      attach: [awsPolicyArn("AdministratorAccess")],
    },
    {
      name: "aws-controltower-ReadOnlyExecutionRole",
      trust: [trustAws(roleArn("security-audit", "aws-controltower-AuditReadOnlyRole"))],
      attach: [awsPolicyArn("ReadOnlyAccess")],
    },
    stackSetsExecution(account),
  ],
}));

const managementPart: Part = {
  account: "management",
  roles: [
    linkedEverywhere,
    {
      name: "AWSControlTowerAdmin",
      path: "/service-role/",
      trust: [trustService("controltower")],
      inline: { AWSControlTowerAdminPolicy: [allow("ec2:DescribeAvailabilityZones")] },
      attach: [awsPolicyArn("service-role/AWSControlTowerServiceRolePolicy")],
    },
    {
      name: "AWSControlTowerStackSetRole",
      path: "/service-role/",
      trust: [trustService("cloudformation")],
      inline: {
        AWSControlTowerStackSetRolePolicy: [
          allow("sts:AssumeRole", "arn:aws:iam::*:role/AWSControlTowerExecution"),
        ],
      },
    },
    {
      name: "AWSControlTowerCloudTrailRole",
      path: "/service-role/",
      trust: [trustService("cloudtrail")],
      inline: {
        AWSControlTowerCloudTrailRolePolicy: [
          allow(
            ["logs:CreateLogStream", "logs:PutLogEvents"],
            "arn:aws:logs:*:*:log-group:aws-controltower/CloudTrailLogs:*",
          ),
        ],
      },
    },
    serviceLinked("organizations", "AWSServiceRoleForOrganizations", "AWSOrganizationsServiceTrustPolicy"),
    serviceLinked(
      "stacksets.cloudformation",
      "AWSServiceRoleForCloudFormationStackSetsOrgAdmin",
      "CloudFormationStackSetsOrgAdminServiceRolePolicy",
    ),
  ],
};

const auditPart: Part = {
  account: "security-audit",
  roles: [
    {
      name: "aws-controltower-AuditReadOnlyRole",
      trust: [trustService("lambda")],
      inline: {
        "AssumeRole-aws-controltower-AuditReadOnlyRole": [
          allow("sts:AssumeRole", "arn:aws:iam::*:role/aws-controltower-ReadOnlyExecutionRole"),
        ],
      },
      attach: [awsPolicyArn("service-role/AWSLambdaBasicExecutionRole")],
    },
  ],
};

/** prod-web is older than Control Tower: Organizations made it, and left its own way in. */
const oldestMember: Part = {
  account: "prod-web",
  roles: [
    {
      name: "OrganizationAccountAccessRole",
      trust: [trustAws(`arn:aws:iam::${accountIds.management}:root`)],
      attach: [awsPolicyArn("AdministratorAccess")],
      created: "2019-04-11",
    },
  ],
};

export const baseline: readonly Part[] = [...memberParts, managementPart, auditPart, oldestMember];
