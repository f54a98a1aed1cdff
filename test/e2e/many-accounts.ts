import type {
  AccountSnapshot,
  Json,
  Organization,
  PolicyDocument,
  Role,
  Snapshot,
  User,
} from "@rolepath/snapshot";

// An organization of many accounts, the same on every run: an audit and a deployment role everywhere, applications
// that call each other inside their unit, vendors, a few ways from the sandbox into production, a pipeline that GitHub
// starts, sessions that renew themselves, and one account that could not be collected.

const units = [
  { id: "ou-sec", name: "Security", share: 0.03 },
  { id: "ou-inf", name: "Infrastructure", share: 0.07 },
  { id: "ou-prod", name: "Production", share: 0.35 },
  { id: "ou-test", name: "Test", share: 0.35 },
  { id: "ou-sand", name: "Sandbox", share: 0.2 },
] as const;

function document(...statements: readonly Json[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements } as unknown as PolicyDocument;
}

const issuer = "token.actions.githubusercontent.com";

function role(account: string, name: string, trust: Json, may: Json, condition?: Json): Role {
  const federated = typeof trust === "object" && trust !== null && "Federated" in trust;
  return {
    Path: "/",
    RoleName: name,
    RoleId: `AROA${account}${name}`.toUpperCase(),
    Arn: `arn:aws:iam::${account}:role/${name}`,
    AssumeRolePolicyDocument: document({
      Effect: "Allow",
      Principal: trust,
      Action: federated ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole",
      ...(condition === undefined ? {} : { Condition: condition }),
    }),
    InstanceProfileList: [],
    RolePolicyList: [
      { PolicyName: "may", PolicyDocument: document({ Effect: "Allow", Action: may, Resource: "*" }) },
    ],
    AttachedManagedPolicies: [],
    Tags: [{ Key: "app", Value: name }],
  };
}

function developer(account: string): User {
  return {
    Path: "/",
    UserName: "developer",
    UserId: `AIDA${account}DEVELOPER`,
    Arn: `arn:aws:iam::${account}:user/developer`,
    GroupList: [],
    UserPolicyList: [
      {
        PolicyName: "may",
        PolicyDocument: document({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }),
      },
    ],
    AttachedManagedPolicies: [],
    Tags: [{ Key: "team", Value: "experiments" }],
  };
}

/** Long, as names in large organizations are; most of them are short here so that they can be told apart. */
function accountName(unit: string | undefined, index: number): string {
  const name = `${unit?.toLowerCase() ?? "management"}-${String(index).padStart(3, "0")}`;
  return index % 40 === 17 ? `${name}-payments-reconciliation-and-settlement` : name;
}

/** The id of an account by its number; the first one manages the organization. */
export function manyAccountId(index: number): string {
  return String(100_000_000_000 + index * 7919);
}

/** The snapshot of an organization with `accountCount` accounts and about `roleCount` roles in each. */
export function manyAccounts(accountCount: number, roleCount: number): Snapshot {
  const ids = Array.from({ length: accountCount }, (_, index) => manyAccountId(index));
  const management = ids[0]!;
  const audit = ids[1]!;
  const pipeline = ids[Math.ceil(accountCount * units[0].share) + 1]!;
  let next = 1;
  const unitOf = new Map<string, (typeof units)[number]>();
  for (const unit of units)
    for (let left = Math.round(accountCount * unit.share); left > 0 && next < accountCount; left--)
      unitOf.set(ids[next++]!, unit);
  for (; next < accountCount; next++) unitOf.set(ids[next]!, units[4]);
  const inUnit = (name: string): readonly string[] => ids.filter((id) => unitOf.get(id)?.name === name);
  const production = inUnit("Production");
  const sandbox = inUnit("Sandbox");

  const accounts = ids.map((id, index): AccountSnapshot => {
    const peers = unitOf.get(id) === undefined ? [] : inUnit(unitOf.get(id)!.name);
    const roles = [
      role(id, "OrganizationAccountAccessRole", { AWS: `arn:aws:iam::${management}:root` }, "*"),
      role(id, "audit", { AWS: `arn:aws:iam::${audit}:role/auditor` }, "iam:Get*"),
      role(id, "deploy", { AWS: `arn:aws:iam::${pipeline}:role/pipeline` }, ["ecs:*", "sts:AssumeRole"]),
    ];
    if (id === audit)
      roles.push(role(id, "auditor", { AWS: `arn:aws:iam::${audit}:root` }, "sts:AssumeRole"));
    if (id === pipeline) {
      roles.push(role(id, "pipeline", { AWS: `arn:aws:iam::${pipeline}:role/release` }, "sts:AssumeRole"));
      roles.push(
        role(id, "release", { Federated: `arn:aws:iam::${id}:oidc-provider/${issuer}` }, "sts:AssumeRole", {
          StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" },
          StringLike: { [`${issuer}:sub`]: "repo:many/release:environment:*" },
        }),
      );
    }
    if (index % 50 === 9)
      roles.push(role(id, "renewal", { AWS: `arn:aws:iam::${id}:role/renewal` }, "sts:AssumeRole"));
    if (index % 23 === 7)
      roles.push(
        role(id, "vendor", { AWS: "arn:aws:iam::999999999999:root" }, "s3:Get*", {
          StringEquals: { "sts:ExternalId": `v-${index}` },
        }),
      );
    const stray = sandbox[(index * 13) % Math.max(1, sandbox.length)];
    if (production.indexOf(id) % 29 === 3 && stray !== undefined)
      roles.push(role(id, "debug", { AWS: `arn:aws:iam::${stray}:role/app-0` }, "*"));
    for (let at = 0; roles.length < roleCount; at++) {
      const peer = peers[(index * 31 + at * 17) % Math.max(1, peers.length)];
      const calls = at % 4 === 1 && peer !== undefined && peer !== id;
      roles.push(
        role(
          id,
          `app-${at}`,
          calls ? { AWS: `arn:aws:iam::${peer}:role/app-0` } : { Service: "ecs-tasks.amazonaws.com" },
          at === 0 ? ["sts:AssumeRole", "s3:*"] : "s3:*",
        ),
      );
    }
    return {
      id,
      authorizationDetails: {
        UserDetailList: unitOf.get(id)?.name === "Sandbox" ? [developer(id)] : [],
        GroupDetailList: [],
        RoleDetailList: roles,
        Policies: [],
      },
      listRoles: { Roles: roles.map(({ RoleName, Arn }) => ({ RoleName, Arn, MaxSessionDuration: 3600 })) },
      identityProviders: {
        SAMLProviderList: [],
        OpenIDConnectProviderList:
          id === pipeline
            ? [
                {
                  Arn: `arn:aws:iam::${id}:oidc-provider/${issuer}`,
                  Url: issuer,
                  ClientIDList: ["sts.amazonaws.com"],
                },
              ]
            : [],
      },
    };
  });
  const refused = ids.at(-1)!;
  const organization: Organization = {
    Organization: { Id: "o-many000001", MasterAccountId: management, FeatureSet: "ALL" },
    Roots: [{ Id: "r-many", Name: "Root" }],
    OrganizationalUnits: units.map((unit) => ({ Id: unit.id, Name: unit.name, ParentId: "r-many" })),
    Accounts: ids.map((id, index) => ({
      Id: id,
      Name: index === 0 ? "management" : accountName(unitOf.get(id)?.name, index),
      Status: "ACTIVE",
      ParentId: unitOf.get(id)?.id ?? "r-many",
    })),
    Policies: [],
  };
  return {
    manifest: {
      formatVersion: 1,
      createdAt: "2026-01-01T00:00:00Z",
      source: "generated",
      accounts: {
        [refused]: { status: "failed", error: "AccessDenied: not authorized to assume the role audit" },
      },
    },
    organization,
    accounts: accounts.filter(({ id }) => id !== refused),
    problems: [],
  };
}
