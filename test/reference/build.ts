import type {
  AccountSnapshot,
  Json,
  ManagedPolicy,
  Organization,
  OrganizationPolicy,
  PolicyDocument,
  Role,
  Snapshot,
  Tag,
  User,
} from "@rolepath/snapshot";

// Small snapshots for tests: what is not said is empty.

export const COLLECTED = "2026-10-15T00:00:00Z";

type Fields = { readonly [key: string]: Json };

export function policy(statements: Json, version = "2012-10-17"): PolicyDocument {
  return { Version: version, Statement: statements };
}

export function allow(fields: Fields): Fields {
  return { Effect: "Allow", ...fields };
}

export function deny(fields: Fields): Fields {
  return { Effect: "Deny", ...fields };
}

interface PrincipalOptions {
  readonly path?: string;
  readonly policies?: readonly PolicyDocument[];
  readonly attached?: readonly string[];
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export function user(
  account: string,
  name: string,
  options: PrincipalOptions & { groups?: string[] } = {},
): User {
  const path = options.path ?? "/";
  return {
    Path: path,
    UserName: name,
    UserId: `AIDA${account}${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${account}:user${path}${name}`,
    UserPolicyList: inline(options.policies),
    GroupList: options.groups ?? [],
    ...common(options),
  };
}

export function role(
  account: string,
  name: string,
  trust: PolicyDocument | null,
  options: PrincipalOptions = {},
): Role {
  const path = options.path ?? "/";
  return {
    Path: path,
    RoleName: name,
    RoleId: `AROA${account}${name.toUpperCase()}`,
    Arn: `arn:aws:iam::${account}:role${path}${name}`,
    AssumeRolePolicyDocument: trust,
    InstanceProfileList: [],
    RolePolicyList: inline(options.policies),
    ...common(options),
  };
}

function inline(documents: readonly PolicyDocument[] = []) {
  return documents.map((document, index) => ({ PolicyName: `inline-${index}`, PolicyDocument: document }));
}

function common({ attached = [], boundary, tags = {} }: PrincipalOptions) {
  return {
    AttachedManagedPolicies: attached.map((arn) => ({ PolicyName: arn.split("/").at(-1)!, PolicyArn: arn })),
    ...(boundary !== undefined && {
      PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: boundary },
    }),
    Tags: Object.entries(tags).map(([Key, Value]): Tag => ({ Key, Value })),
  };
}

/** A managed policy; the first document is the default version, the others are older ones and stand before it. */
export function managed(arn: string, document: PolicyDocument, ...older: PolicyDocument[]): ManagedPolicy {
  return {
    PolicyName: arn.split("/").at(-1)!,
    Arn: arn,
    DefaultVersionId: `v${older.length + 1}`,
    PolicyVersionList: [...older, document].map((Document, index) => ({
      VersionId: `v${index + 1}`,
      IsDefaultVersion: index === older.length,
      Document,
    })),
  };
}

export function account(
  id: string,
  parts: Partial<AccountSnapshot["authorizationDetails"]> &
    Pick<Partial<AccountSnapshot>, "identityProviders">,
): AccountSnapshot {
  const { identityProviders, ...details } = parts;
  return {
    id,
    authorizationDetails: {
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: [],
      Policies: [],
      ...details,
    },
    identityProviders: identityProviders ?? { SAMLProviderList: [], OpenIDConnectProviderList: [] },
  };
}

export function snapshot(accounts: readonly AccountSnapshot[], organization?: Organization): Snapshot {
  const sorted = [...accounts].sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    manifest: { formatVersion: 1, createdAt: COLLECTED },
    ...(organization && { organization }),
    accounts: sorted,
    problems: [],
  };
}

export const ORGANIZATION_ID = "o-a1b2c3d4e5";
export const ROOT_ID = "r-ab12";
export const UNIT_ID = "ou-ab12-11111111";
const MANAGEMENT = "999988887777";

/** One root with one unit below it; members live in the unit, the management account under the root. */
export function organization(
  members: readonly string[],
  policies: readonly { type: "scp" | "rcp"; at: string; document: PolicyDocument }[] = [],
  fullAccessAt: readonly string[] = [ROOT_ID, UNIT_ID, MANAGEMENT, ...members],
): Organization {
  const own = policies.map(
    ({ type, at, document }, index): OrganizationPolicy => ({
      Id: `p-${index}${type}00000`,
      Name: `${type}-${index}`,
      Type: type === "scp" ? "SERVICE_CONTROL_POLICY" : "RESOURCE_CONTROL_POLICY",
      AwsManaged: false,
      Content: document,
      Targets: [at],
    }),
  );
  return {
    Organization: { Id: ORGANIZATION_ID, MasterAccountId: MANAGEMENT, FeatureSet: "ALL" },
    Roots: [{ Id: ROOT_ID, Name: "Root" }],
    OrganizationalUnits: [{ Id: UNIT_ID, Name: "Workloads", ParentId: ROOT_ID }],
    Accounts: [
      { Id: MANAGEMENT, Name: "management", Status: "ACTIVE", ParentId: ROOT_ID },
      ...members.map((Id) => ({ Id, Name: `account-${Id}`, Status: "ACTIVE", ParentId: UNIT_ID })),
    ],
    Policies: [
      fullAccess("SERVICE_CONTROL_POLICY", fullAccessAt),
      fullAccess("RESOURCE_CONTROL_POLICY", fullAccessAt),
      ...own,
    ],
  };
}

function fullAccess(type: OrganizationPolicy["Type"], targets: readonly string[]): OrganizationPolicy {
  const principal: Fields = type === "RESOURCE_CONTROL_POLICY" ? { Principal: "*" } : {};
  return {
    Id: type === "RESOURCE_CONTROL_POLICY" ? "p-RCPFullAWSAccess" : "p-FullAWSAccess",
    Name: type === "RESOURCE_CONTROL_POLICY" ? "RCPFullAWSAccess" : "FullAWSAccess",
    Type: type,
    AwsManaged: true,
    Content: policy([allow({ ...principal, Action: "*", Resource: "*" })]),
    Targets: targets,
  };
}
