import { type AccountName, accounts, awsPolicyArn, homeRegion } from "../company.js";
import { allow, deny, type Statement, trustSaml } from "../document.js";
import type { Part, RoleSpec } from "../part.js";
import { hexDigits } from "../seed.js";

interface PermissionSet {
  readonly name: string;
  readonly accounts: readonly AccountName[];
  readonly attach: readonly string[];
  readonly inline?: readonly Statement[];
  readonly sessionHours: number;
}

const everywhere = accounts.map((account) => account.name);
const workloads = accounts.flatMap((account) => (account.orgUnit === "Workloads" ? [account.name] : []));

const permissionSets: readonly PermissionSet[] = [
  {
    name: "AdministratorAccess",
    accounts: everywhere,
    attach: [awsPolicyArn("AdministratorAccess")],
    sessionHours: 1,
  },
  {
    name: "ReadOnlyAccess",
    accounts: [...workloads, "network", "shared-ci"],
    attach: [awsPolicyArn("ReadOnlyAccess")],
    sessionHours: 12,
  },
  {
    name: "DeveloperAccess",
    accounts: ["dev", "staging", "sandbox"],
    attach: [awsPolicyArn("PowerUserAccess")],
    sessionHours: 8,
  },
  {
    name: "OnCall",
    accounts: ["prod-payments", "prod-web", "data-platform", "backup"],
    attach: [awsPolicyArn("ReadOnlyAccess")],
    inline: [
      allow(["ecs:UpdateService", "ssm:StartSession", "lambda:UpdateAlias"], "*", { sid: "Mitigate" }),
      allow("sts:AssumeRole", "arn:aws:iam::*:role/restore-operator", { sid: "Restore" }),
      deny("ssm:StartSession", "*", {
        sid: "NoShellOnCardHosts",
        condition: { StringEquals: { "ssm:resourceTag/pci-scope": "cde" } },
      }),
    ],
    sessionHours: 4,
  },
  {
    name: "DataEngineer",
    accounts: ["data-platform"],
    attach: [awsPolicyArn("ReadOnlyAccess")],
    inline: [
      allow(["athena:*", "glue:*", "lakeformation:GetDataAccess"], "*"),
      allow("sts:AssumeRole", "arn:aws:iam::123456789012:role/lake-reader", { sid: "ReadTheLake" }),
    ],
    sessionHours: 8,
  },
  {
    name: "NetworkOps",
    accounts: ["network"],
    attach: [awsPolicyArn("ReadOnlyAccess")],
    inline: [
      allow(["ec2:*TransitGateway*", "ec2:*Vpn*", "network-firewall:*", "route53:*", "route53resolver:*"]),
    ],
    sessionHours: 4,
  },
  {
    name: "SecurityAudit",
    accounts: ["security-audit", "log-archive", "management"],
    attach: [awsPolicyArn("SecurityAudit")],
    inline: [allow("sts:AssumeRole", "arn:aws:iam::*:role/siem-query", { sid: "Investigate" })],
    sessionHours: 8,
  },
  {
    name: "Billing",
    accounts: ["management"],
    attach: [awsPolicyArn("job-function/Billing")],
    sessionHours: 8,
  },
];

/** The SAML provider that Identity Center keeps in an account. */
const providerName = (account: AccountName): string =>
  `AWSSSO_${hexDigits(16, `sso/${account}`)}_DO_NOT_DELETE`;

/** The role that a permission set became in an account, by name. */
const reservedRoleName = (permissionSet: string, account: AccountName): string =>
  `AWSReservedSSO_${permissionSet}_${hexDigits(16, `sso/${permissionSet}/${account}`)}`;

/** The path of all of them, without the leading slash, for ARNs. */
export const reservedRolePath = `aws-reserved/sso.amazonaws.com/${homeRegion}/`;

function reservedRole(set: PermissionSet, account: AccountName): RoleSpec {
  return {
    name: reservedRoleName(set.name, account),
    path: `/${reservedRolePath}`,
    trust: [trustSaml(account, providerName(account))],
    attach: set.attach,
    ...(set.inline === undefined ? {} : { inline: { AwsSSOInlinePolicy: set.inline } }),
    sessionHours: set.sessionHours,
  };
}

/** IAM Identity Center: one SAML provider in each account, one reserved role for each assignment. */
export const identityCenter: readonly Part[] = everywhere.map((account) => ({
  account,
  saml: [providerName(account)],
  roles: permissionSets
    .filter((set) => set.accounts.includes(account))
    .map((set) => reservedRole(set, account)),
}));
