/** An organization that lives in memory, in AWS's own shapes. */
export interface FakeWorld {
  readonly management: string;
  /** All accounts, the management account first. */
  readonly accounts: readonly string[];
  readonly units: readonly { readonly Id: string; readonly Name: string; readonly parent: string }[];
  /** Account → unit or root. */
  readonly homes: ReadonlyMap<string, string>;
  readonly suspended: string;
}

export const fakeRoot = "r-fake";

/** A world of `size` active accounts and a suspended one. */
export function fakeWorld(size: number): FakeWorld {
  const accounts = Array.from({ length: size }, (_, index) => String(111122220000 + index));
  const units = [
    { Id: "ou-fake-aaaaaaaa", Name: "workloads", parent: fakeRoot },
    { Id: "ou-fake-bbbbbbbb", Name: "production", parent: "ou-fake-aaaaaaaa" },
  ];
  const places = [fakeRoot, ...units.map(({ Id }) => Id)];
  const suspended = "999988887777";
  return {
    management: accounts[0] ?? "",
    accounts,
    units,
    homes: new Map(
      [...accounts, suspended].map((id, index) => [id, places[index % places.length] ?? fakeRoot]),
    ),
    suspended,
  };
}

/** The entities of an account: as GetAccountAuthorizationDetails lists them, each with the list it stands in. */
export function fakeEntities(id: string): readonly { readonly list: string; readonly entity: object }[] {
  const arn = (kind: string) => `arn:aws:iam::${id}:${kind}`;
  const date = new Date("2024-01-02T03:04:05Z");
  const document = encodeURIComponent(
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: arn("root") }, Action: "sts:AssumeRole" }],
    }),
  );
  const role = (name: string, Path: string) => ({
    Path,
    RoleName: name,
    RoleId: `AROA${name.toUpperCase()}`,
    Arn: arn(`role${Path}${name}`),
    CreateDate: date,
    AssumeRolePolicyDocument: document,
    InstanceProfileList: [],
    RolePolicyList: [],
    AttachedManagedPolicies: [{ PolicyName: "p", PolicyArn: arn("policy/p") }],
    Tags: [{ Key: "account", Value: id }],
    RoleLastUsed: {},
  });
  return [
    {
      list: "UserDetailList",
      entity: {
        Path: "/",
        UserName: "u",
        UserId: "AIDAU",
        Arn: arn("user/u"),
        CreateDate: date,
        UserPolicyList: [],
        GroupList: ["g"],
        AttachedManagedPolicies: [],
        Tags: [],
      },
    },
    {
      list: "GroupDetailList",
      entity: {
        Path: "/",
        GroupName: "g",
        GroupId: "AGPAG",
        Arn: arn("group/g"),
        CreateDate: date,
        GroupPolicyList: [],
        AttachedManagedPolicies: [],
      },
    },
    { list: "RoleDetailList", entity: role("one", "/") },
    { list: "RoleDetailList", entity: role("two", "/app/") },
    {
      list: "RoleDetailList",
      entity: role("AWSReservedSSO_Audit_1", "/aws-reserved/sso.amazonaws.com/eu-west-1/"),
    },
    {
      list: "Policies",
      entity: {
        PolicyName: "p",
        PolicyId: "ANPAP",
        Arn: arn("policy/p"),
        Path: "/",
        DefaultVersionId: "v1",
        AttachmentCount: 2,
        PolicyVersionList: [
          { VersionId: "v1", IsDefaultVersion: true, CreateDate: date, Document: document },
        ],
      },
    },
  ];
}
