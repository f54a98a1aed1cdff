/** The fictional company: its accounts, its vendors and the names that many themes share. */

export const organizationId = "o-exampleorgid";
export const rootId = "r-ex4m";
export const gitHubHost = "token.actions.githubusercontent.com";
export const gitHubOrg = "kestrelmart";
export const homeRegion = "eu-west-1";
export const cognitoPoolId = "eu-west-1:7e1f4c2a-0d5b-4b1e-9a61-5f0c3d2b8e10";

/** The organizational units, in the order in which people name them. */
export const orgUnits = {
  Security: "ou-ex4m-secur001",
  Infrastructure: "ou-ex4m-infra001",
  Workloads: "ou-ex4m-workl001",
  Sandbox: "ou-ex4m-sandb001",
} as const;

export type OrgUnitName = keyof typeof orgUnits;

/** Account ids by account name. */
export const accountIds = {
  management: "111122223333",
  "security-audit": "222233334444",
  "log-archive": "333344445555",
  network: "444455556666",
  "shared-ci": "555566667777",
  backup: "666677778888",
  "prod-payments": "777788889999",
  "prod-web": "888899990000",
  "data-platform": "123456789012",
  staging: "999988887777",
  dev: "999900001111",
  sandbox: "000011112222",
} as const;

export type AccountName = keyof typeof accountIds;

interface Account {
  readonly name: AccountName;
  /** Absent for the management account, which sits directly under the root. */
  readonly orgUnit?: OrgUnitName;
  readonly owner: string;
  /** When the account was made; nothing in it is older. */
  readonly since: string;
}

export const accounts: readonly Account[] = [
  { name: "management", owner: "platform", since: "2019-03-04" },
  { name: "security-audit", orgUnit: "Security", owner: "security", since: "2021-05-17" },
  { name: "log-archive", orgUnit: "Security", owner: "security", since: "2021-05-17" },
  { name: "network", orgUnit: "Infrastructure", owner: "platform", since: "2021-06-02" },
  { name: "shared-ci", orgUnit: "Infrastructure", owner: "platform", since: "2021-06-09" },
  { name: "backup", orgUnit: "Infrastructure", owner: "platform", since: "2022-02-14" },
  { name: "prod-payments", orgUnit: "Workloads", owner: "payments", since: "2021-09-20" },
  { name: "prod-web", orgUnit: "Workloads", owner: "storefront", since: "2019-04-11" },
  { name: "data-platform", orgUnit: "Workloads", owner: "data", since: "2021-11-08" },
  { name: "staging", orgUnit: "Workloads", owner: "platform", since: "2021-07-01" },
  { name: "dev", orgUnit: "Workloads", owner: "platform", since: "2021-07-01" },
  { name: "sandbox", orgUnit: "Sandbox", owner: "platform", since: "2022-08-30" },
];

export const memberNames: readonly AccountName[] = accounts.flatMap((a) => (a.orgUnit ? [a.name] : []));

/** Companies outside the organization, all of them invented. */
export const outsideAccounts = {
  /** Cloud posture scanner. */
  Nightjar: "987654321098",
  /** Cost reports. */
  Billowise: "210987654321",
  /** Metrics and alerting. */
  Tapir: "999999999999",
  /** Loads data from shop systems into the lake. */
  Quillbase: "345678901234",
  /** The PCI assessor. */
  Ashgrove: "456789012345",
  /** Greengage Logistics: a subsidiary until it was sold in March 2025; its account left the organization with it. */
  Greengage: "444444444444",
} as const;

/** ARN of a role by account and name, path included in the name where there is one. */
export const roleArn = (account: AccountName, name: string): string =>
  `arn:aws:iam::${accountIds[account]}:role/${name}`;

export const userArn = (account: AccountName, name: string): string =>
  `arn:aws:iam::${accountIds[account]}:user/${name}`;

export const rootArn = (account: AccountName): string => `arn:aws:iam::${accountIds[account]}:root`;

export const policyArn = (account: AccountName, name: string): string =>
  `arn:aws:iam::${accountIds[account]}:policy/${name}`;

export const awsPolicyArn = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

/** The organization path of an account, as `aws:PrincipalOrgPaths` carries it. */
export const orgPath = (unit: OrgUnitName): string => `${organizationId}/${rootId}/${orgUnits[unit]}/`;
