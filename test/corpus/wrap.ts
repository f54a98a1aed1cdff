const account = "111122223333";
const management = "999988887777";
const everything = { Effect: "Allow", Action: "*", Resource: "*" };

/** A small snapshot, as the text of a bundle, with one role that has `policy` as its trust policy. */
export function wrapTrustPolicy(policy: unknown): string {
  return bundle(policy, undefined);
}

/**
 * As {@link wrapTrustPolicy}, as its author may have meant it: the role stands in the account of the provider that it
 * trusts, the users and roles of that account exist, it reads and changes data, and the account is in an organization.
 */
export function wrapTrustPolicyAtHome(policy: unknown): string {
  const text = JSON.stringify(policy);
  const home = /:iam::(\d{12}):(?:saml|oidc)-provider\//.exec(text)?.[1] ?? account;
  const named = new Set(
    [...text.matchAll(/"arn:aws:iam::(\d{12}):((?:user|role)\/[\w+=,.@/-]+)"/g)]
      .filter(([, at, name]) => at === home && name !== "role/Target")
      .map(([, , name = ""]) => name),
  );
  return bundle(policy, organizationOf(home, []), { home, named: [...named].sort(), permissions: DATA });
}

const DATA = [{ Effect: "Allow", Action: ["s3:*", "dynamodb:*"], Resource: "*" }];

/** A small snapshot, as the text of a bundle, whose account has `policy` as an SCP or RCP beside the full access. */
export function wrapOrganizationPolicy(policy: unknown, type: string): string {
  const trust = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: "sts:AssumeRole",
  };
  const odd = {
    Id: "p-1234abcd",
    Name: "odd",
    Type: type === "RCP" ? "RESOURCE_CONTROL_POLICY" : "SERVICE_CONTROL_POLICY",
    AwsManaged: false,
    Content: policy,
    Targets: [account],
  };
  return bundle({ Version: "2012-10-17", Statement: [trust] }, organizationOf(account, [odd]));
}

/** An organization of one account and its management account, with full access and those policies. */
function organizationOf(home: string, policies: readonly object[]): object {
  const ids = [home, management];
  const full = (id: string, Type: string, statement: object) => ({
    Id: id,
    Name: id,
    Type,
    AwsManaged: true,
    Content: { Version: "2012-10-17", Statement: [statement] },
    Targets: ["r-ab12", ...ids],
  });
  return {
    Organization: { Id: "o-a1b2c3d4e5", MasterAccountId: management, FeatureSet: "ALL" },
    Roots: [{ Id: "r-ab12", Name: "Root" }],
    OrganizationalUnits: [],
    Accounts: ids.map((Id) => ({ Id, Name: Id, Status: "ACTIVE", ParentId: "r-ab12" })),
    Policies: [
      full("p-FullAWSAccess", "SERVICE_CONTROL_POLICY", everything),
      full("p-RCPFullAWSAccess", "RESOURCE_CONTROL_POLICY", { ...everything, Principal: "*" }),
      ...policies,
    ],
  };
}

/** What stands around the role. */
interface Around {
  readonly home: string;
  /** Users and roles that exist besides, as the end of their ARNs. */
  readonly named: readonly string[];
  readonly permissions: readonly object[];
}

function bundle(
  trustPolicy: unknown,
  organization: object | undefined,
  { home, named, permissions }: Around = { home: account, named: [], permissions: [] },
): string {
  const policy = (...statements: readonly object[]) => ({ Version: "2012-10-17", Statement: statements });
  const service = {
    Effect: "Allow",
    Principal: { Service: "ec2.amazonaws.com" },
    Action: "sts:AssumeRole",
  };
  // `role/a/b/Name` is role `Name` under path `/a/b/`.
  const entity = (name: string) => ({
    Path: name.slice(name.indexOf("/"), name.lastIndexOf("/") + 1),
    Arn: `arn:aws:iam::${home}:${name}`,
  });
  const nameOf = (name: string): string => name.slice(name.lastIndexOf("/") + 1);
  const idOf = (prefix: string, index: number): string => `${prefix}UJ4NQPUTQFYM${String(10_000 + index)}`;
  const user = (name: string, id: string, statements: readonly object[]) => ({
    ...entity(name),
    UserName: nameOf(name),
    UserId: id,
    UserPolicyList: statements.map((one) => ({ PolicyName: "all", PolicyDocument: policy(one) })),
    GroupList: [],
    AttachedManagedPolicies: [],
  });
  const role = (name: string, id: string, document: unknown, statements: readonly object[]) => ({
    ...entity(name),
    RoleName: nameOf(name),
    RoleId: id,
    AssumeRolePolicyDocument: document,
    InstanceProfileList: [],
    RolePolicyList: statements.map((one, index) => ({
      PolicyName: `own-${index}`,
      PolicyDocument: policy(one),
    })),
    AttachedManagedPolicies: [],
  });
  const users = named.filter((name) => name.startsWith("user/") && name !== "user/alice");
  const roles = named.filter((name) => name.startsWith("role/"));
  const authorizationDetails = {
    UserDetailList: [
      user("user/alice", "AIDAKGSANOXMVFUV3KMQP", [everything]),
      ...users.map((name, index) => user(name, idOf("AIDA", index), [])),
    ],
    GroupDetailList: [],
    RoleDetailList: [
      role("role/Target", "AROAUJ4NQPUTQFYMWEWD5", trustPolicy, permissions),
      ...roles.map((name, index) => role(name, idOf("AROA", index), policy(service), [])),
    ],
    Policies: [],
  };
  const manifest = { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z", source: "corpus" };
  return JSON.stringify({ manifest, organization, accounts: [{ id: home, authorizationDetails }] });
}
