import { accountIds, awsPolicyArn, organizationId, roleArn, rootArn } from "../company.js";
import { allow, deny, trustAws, trustService, trustServiceOf } from "../document.js";
import type { Part } from "../part.js";
import { reservedRolePath } from "./identity-center.js";

const network: Part = {
  account: "network",
  roles: [
    {
      name: "dns-manager",
      description: "Changes records in the zone that the caller's tag names",
      trust: [
        trustAws([roleArn("prod-web", "irsa-external-dns"), roleArn("staging", "cert-renewal")], {
          condition: { StringEquals: { "aws:PrincipalTag/dns-zone": ["shop", "staging"] } },
        }),
      ],
      inline: {
        records: [
          allow(
            ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets"],
            "arn:aws:route53:::hostedzone/*",
          ),
          allow("route53:ListHostedZones"),
        ],
      },
    },
    {
      name: "vpc-flow-logs",
      trust: [
        trustService("vpc-flow-logs", {
          condition: {
            StringEquals: { "aws:SourceAccount": accountIds.network },
            ArnLike: { "aws:SourceArn": `arn:aws:ec2:*:${accountIds.network}:vpc-flow-log/*` },
          },
        }),
      ],
      inline: { deliver: [allow(["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups"])] },
    },
    {
      name: "tgw-attachments",
      trust: [trustService("lambda")],
      attach: [awsPolicyArn("service-role/AWSLambdaBasicExecutionRole")],
      inline: { tgw: [allow("ec2:*TransitGateway*")] },
    },
    {
      name: "vpn-appliance",
      trust: [trustService("ec2")],
      attach: [awsPolicyArn("AmazonSSMManagedInstanceCore")],
      inline: { routes: [allow(["ec2:ReplaceRoute", "ec2:DescribeRouteTables"])] },
    },
    {
      name: "firewall-logs",
      trust: [trustServiceOf("network", "firehose")],
      inline: { deliver: [allow("s3:PutObject", "arn:aws:s3:::kestrelmart-firewall-logs/*")] },
    },
    {
      name: "ipam-reader",
      description: "Every workload account may look up free address ranges",
      trust: [
        trustAws([roleArn("shared-ci", "terraform-plan"), roleArn("shared-ci", "terraform-apply")], {
          condition: { StringEquals: { "aws:PrincipalOrgID": organizationId } },
        }),
      ],
      inline: { read: [allow(["ec2:DescribeIpam*", "ec2:GetIpam*"])] },
    },
  ],
};

const backup: Part = {
  account: "backup",
  roles: [
    {
      name: "AWSBackupDefaultServiceRole",
      path: "/service-role/",
      trust: [trustService("backup")],
      attach: [awsPolicyArn("service-role/AWSBackupServiceRolePolicyForBackup")],
    },
    {
      name: "vault-copy",
      trust: [trustService("lambda")],
      attach: [awsPolicyArn("service-role/AWSLambdaBasicExecutionRole")],
      inline: { copy: [allow(["backup:StartCopyJob", "backup:ListRecoveryPointsByBackupVault"])] },
    },
    {
      name: "restore-operator",
      description: "Restores; on-call engineers only, whatever hash their reserved role has today",
      trust: [
        trustAws(rootArn("backup"), {
          condition: {
            ArnLike: {
              "aws:PrincipalArn": `arn:aws:iam::${accountIds.backup}:role/${reservedRolePath}AWSReservedSSO_OnCall_*`,
            },
          },
        }),
      ],
      inline: {
        restore: [
          allow([
            "backup:StartRestoreJob",
            "backup:DescribeRestoreJob",
            "rds:RestoreDBInstanceFromDBSnapshot",
          ]),
          deny(["backup:DeleteRecoveryPoint", "backup:DeleteBackupVault"], "*", { sid: "NeverDelete" }),
        ],
      },
      sessionHours: 4,
    },
  ],
};

const management: Part = {
  account: "management",
  roles: [
    {
      name: "cost-export",
      path: "/service-role/",
      trust: [
        trustService("bcm-data-exports", {
          condition: { StringEquals: { "aws:SourceAccount": accountIds.management } },
        }),
      ],
      inline: { export: [allow("s3:PutObject", "arn:aws:s3:::kestrelmart-cur/*")] },
    },
    {
      name: "budget-actions",
      trust: [trustService("budgets")],
      inline: { stop: [allow(["ec2:StopInstances", "rds:StopDBInstance"])] },
      lastUsed: "never",
    },
  ],
  groups: [{ name: "finance", attach: [awsPolicyArn("job-function/Billing")] }],
  users: [
    { name: "helga.brandt", groups: ["finance"], tags: { department: "finance" }, created: "2019-05-06" },
  ],
};

/** The accounts that the others stand on: network, backup, and the management account. */
export const infrastructure: readonly Part[] = [network, backup, management];
