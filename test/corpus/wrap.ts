const account = "111122223333";
const management = "999988887777";

/** A small snapshot, as the text of a bundle, with one role that has `policy` as its trust policy. */
export function wrapTrustPolicy(policy: unknown): string {
  return bundle(policy, undefined);
}

/** A small snapshot, as the text of a bundle, whose account has `policy` as an SCP or RCP beside the full access. */
export function wrapOrganizationPolicy(policy: unknown, type: string): string {
  const everything = { Effect: "Allow", Action: "*", Resource: "*" };
  const trust = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: "sts:AssumeRole",
  };
  const targets = ["r-ab12", account, management];
  const full = (id: string, Type: string, statement: object) => ({
    Id: id,
    Name: id,
    Type,
    AwsManaged: true,
    Content: { Version: "2012-10-17", Statement: [statement] },
    Targets: targets,
  });
  const organization = {
    Organization: { Id: "o-a1b2c3d4e5", MasterAccountId: management, FeatureSet: "ALL" },
    Roots: [{ Id: "r-ab12", Name: "Root" }],
    OrganizationalUnits: [],
    Accounts: [account, management].map((Id) => ({ Id, Name: Id, Status: "ACTIVE", ParentId: "r-ab12" })),
    Policies: [
      full("p-FullAWSAccess", "SERVICE_CONTROL_POLICY", everything),
      full("p-RCPFullAWSAccess", "RESOURCE_CONTROL_POLICY", { ...everything, Principal: "*" }),
      {
        Id: "p-1234abcd",
        Name: "odd",
        Type: type === "RCP" ? "RESOURCE_CONTROL_POLICY" : "SERVICE_CONTROL_POLICY",
        AwsManaged: false,
        Content: policy,
        Targets: [account],
      },
    ],
  };
  return bundle({ Version: "2012-10-17", Statement: [trust] }, organization);
}

function bundle(trustPolicy: unknown, organization: object | undefined): string {
  const arn = (name: string) => `arn:aws:iam::${account}:${name}`;
  const everything = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } };
  const authorizationDetails = {
    UserDetailList: [
      {
        Path: "/",
        UserName: "alice",
        UserId: "AIDAKGSANOXMVFUV3KMQP",
        Arn: arn("user/alice"),
        UserPolicyList: [{ PolicyName: "all", PolicyDocument: everything }],
        GroupList: [],
        AttachedManagedPolicies: [],
      },
    ],
    GroupDetailList: [],
    RoleDetailList: [
      {
        Path: "/",
        RoleName: "Target",
        RoleId: "AROAUJ4NQPUTQFYMWEWD5",
        Arn: arn("role/Target"),
        AssumeRolePolicyDocument: trustPolicy,
        InstanceProfileList: [],
        RolePolicyList: [],
        AttachedManagedPolicies: [],
      },
    ],
    Policies: [],
  };
  const manifest = { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z", source: "corpus" };
  return JSON.stringify({ manifest, organization, accounts: [{ id: account, authorizationDetails }] });
}
