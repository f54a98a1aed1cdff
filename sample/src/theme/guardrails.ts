import type { OrganizationPolicy, PolicyDocument } from "@rolepath/snapshot";
import {
  accountIds,
  accounts,
  gitHubHost,
  gitHubOrg,
  homeRegion,
  organizationId,
  orgUnits,
  outsideAccounts,
  roleArn,
  rootId,
} from "../company.js";
import { deny, document } from "../document.js";

const everyLevel = [
  rootId,
  ...Object.values(orgUnits),
  ...accounts.map((account) => accountIds[account.name]),
];

type PolicyType = OrganizationPolicy["Type"];

function policy(
  Type: PolicyType,
  Id: string,
  Name: string,
  Content: PolicyDocument,
  Targets: readonly string[],
  AwsManaged = false,
): OrganizationPolicy {
  return { Id, Name, Type, AwsManaged, Content, Targets };
}

const scp = "SERVICE_CONTROL_POLICY";
const rcp = "RESOURCE_CONTROL_POLICY";
const controlTower = ["arn:aws:iam::*:role/AWSControlTowerExecution", "arn:aws:iam::*:role/stacksets-exec-*"];
const prodAccounts = [accountIds["prod-payments"], accountIds["prod-web"]];
const prodRoles = prodAccounts.map((id) => `arn:aws:iam::${id}:role/*`);

const serviceControlPolicies: readonly OrganizationPolicy[] = [
  policy(
    scp,
    "p-FullAWSAccess",
    "FullAWSAccess",
    document({ Effect: "Allow", Action: "*", Resource: "*" }),
    everyLevel,
    true,
  ),
  policy(
    scp,
    "p-km01orgbase",
    "organization-base",
    document(
      deny("organizations:LeaveOrganization", "*", { sid: "StayInTheOrganization" }),
      deny("*", "*", {
        sid: "NoRootUser",
        condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } },
      }),
      deny(
        [
          "cloudtrail:DeleteTrail",
          "cloudtrail:StopLogging",
          "guardduty:DeleteDetector",
          "config:StopConfigurationRecorder",
        ],
        "*",
        { sid: "KeepTheLightsOn", condition: { ArnNotLike: { "aws:PrincipalArn": controlTower } } },
      ),
    ),
    [rootId],
  ),
  policy(
    scp,
    "p-km02baserol",
    "protect-baseline-roles",
    document(
      deny(
        [
          "iam:AttachRolePolicy",
          "iam:DeleteRole",
          "iam:DetachRolePolicy",
          "iam:PutRolePolicy",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRole",
        ],
        [
          "arn:aws:iam::*:role/AWSControlTowerExecution",
          "arn:aws:iam::*:role/OrganizationAccountAccessRole",
          "arn:aws:iam::*:role/aws-controltower-*",
          "arn:aws:iam::*:role/break-glass",
          "arn:aws:iam::*:role/stacksets-exec-*",
        ],
        { sid: "BaselineRoles", condition: { ArnNotLike: { "aws:PrincipalArn": controlTower } } },
      ),
    ),
    [rootId],
  ),
  policy(
    scp,
    "p-km03regions",
    "region-guardrail",
    document({
      Sid: "OnlyOurRegions",
      Effect: "Deny",
      NotAction: [
        "budgets:*",
        "cloudfront:*",
        "iam:*",
        "organizations:*",
        "route53:*",
        "sts:*",
        "support:*",
        "waf:*",
      ],
      Resource: "*",
      Condition: {
        StringNotEquals: { "aws:RequestedRegion": [homeRegion, "eu-central-1", "us-east-1"] },
        ArnNotLike: { "aws:PrincipalArn": controlTower },
      },
    }),
    [orgUnits.Workloads, orgUnits.Infrastructure],
  ),
  policy(
    scp,
    "p-km04sandbox",
    "sandbox-isolation",
    document(
      deny("sts:AssumeRole", prodRoles, { sid: "NoWayIntoProduction" }),
      deny(["ec2:CreateVpcPeeringConnection", "ram:*", "route53domains:*", "savingsplans:*"], "*", {
        sid: "NoPlumbing",
      }),
      deny("ec2:RunInstances", "arn:aws:ec2:*:*:instance/*", {
        sid: "SmallInstances",
        condition: { StringNotLike: { "ec2:InstanceType": ["t3.*", "t4g.*", "m7g.large"] } },
      }),
    ),
    [orgUnits.Sandbox],
  ),
  policy(
    scp,
    "p-km05contrac",
    "contain-contractors",
    document(
      deny("sts:AssumeRole", prodRoles, {
        sid: "NoContractorsInProduction",
        condition: { StringEquals: { "aws:PrincipalTag/employment": ["contractor", "intern"] } },
      }),
    ),
    [orgUnits.Workloads, orgUnits.Sandbox],
  ),
  policy(
    scp,
    "p-km06nokeys1",
    "no-new-access-keys",
    document(
      deny(["iam:CreateAccessKey", "iam:CreateUser", "iam:CreateLoginProfile"], "*", { sid: "NoNewUsers" }),
    ),
    [accountIds["prod-payments"], accountIds["prod-web"], orgUnits.Security],
  ),
];

const resourceControlPolicies: readonly OrganizationPolicy[] = [
  policy(
    rcp,
    "p-RCPFullAWSAccess",
    "RCPFullAWSAccess",
    document({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }),
    everyLevel,
    true,
  ),
  // Rolled out account by account: data-platform, staging, dev and the sandbox are still to come.
  policy(
    rcp,
    "p-km11perimet",
    "org-perimeter",
    document({
      Sid: "OnlyOurIdentities",
      Effect: "Deny",
      Principal: "*",
      Action: "sts:AssumeRole",
      Resource: "*",
      Condition: {
        StringNotEqualsIfExists: {
          "aws:PrincipalOrgID": organizationId,
          "aws:PrincipalAccount": [
            outsideAccounts.Ashgrove,
            outsideAccounts.Billowise,
            outsideAccounts.Nightjar,
            outsideAccounts.Tapir,
          ],
        },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    }),
    [orgUnits.Security, orgUnits.Infrastructure, ...prodAccounts],
  ),
  policy(
    rcp,
    "p-km12ghtenan",
    "github-tenant",
    document({
      Sid: "OnlyOurGitHub",
      Effect: "Deny",
      Principal: "*",
      Action: "sts:AssumeRoleWithWebIdentity",
      Resource: "*",
      Condition: {
        StringNotLikeIfExists: { [`${gitHubHost}:sub`]: `repo:${gitHubOrg}/*` },
        Null: { [`${gitHubHost}:sub`]: "false" },
      },
    }),
    prodAccounts,
  ),
  policy(
    rcp,
    "p-km13logarch",
    "log-archive-seal",
    document({
      Sid: "OnlyTheSecurityAccount",
      Effect: "Deny",
      Principal: "*",
      Action: "sts:AssumeRole",
      Resource: roleArn("log-archive", "log-reader"),
      Condition: { StringNotEquals: { "aws:PrincipalAccount": accountIds["security-audit"] } },
    }),
    [accountIds["log-archive"]],
  ),
];

/** SCPs and RCPs with what they are attached to. */
export const guardrails: readonly OrganizationPolicy[] = [
  ...serviceControlPolicies,
  ...resourceControlPolicies,
];
