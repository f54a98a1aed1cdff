import type { Calls, Operation } from "@rolepath/collector";
import { type FakeWorld, fakeEntities, fakeRoot } from "./world.js";

type Answers = {
  readonly [K in Operation]: (input: Calls[K]["input"], account: string) => Calls[K]["output"];
};

/** What AWS would answer about the world, `pageSize` items at most on a page. */
export function fakeAnswers(world: FakeWorld, pageSize: number): Answers {
  const token = <Item>(items: readonly Item[], input: { readonly NextToken?: string }) => {
    const start = Number(input.NextToken ?? 0);
    const next = start + pageSize;
    return {
      page: items.slice(start, next),
      rest: next < items.length ? { NextToken: String(next) } : {},
    };
  };
  const marker = <Item>(items: readonly Item[], input: { readonly Marker?: string }) => {
    const { page, rest } = token(items, input.Marker === undefined ? {} : { NextToken: input.Marker });
    return {
      page,
      rest: "NextToken" in rest ? { IsTruncated: true, Marker: rest.NextToken } : { IsTruncated: false },
    };
  };
  const members = (parent: string) =>
    [...world.homes].filter(([, home]) => home === parent).map(([id]) => id);
  const InstanceArn = "arn:aws:sso:::instance/ssoins-1";
  const set = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
  return {
    "sts:GetCallerIdentity": () => ({
      Account: world.management,
      Arn: `arn:aws:iam::${world.management}:user/collector`,
    }),
    "sts:AssumeRole": ({ RoleArn }) => {
      const account = RoleArn.split(":")[4] ?? "";
      return {
        Credentials: {
          AccessKeyId: "ASIAFAKEFAKEFAKEFAKE",
          SecretAccessKey: "session-secret-that-must-not-leak",
          SessionToken: account,
          Expiration: undefined,
        },
        AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/r/s` },
      };
    },
    "iam:GetAccountAuthorizationDetails": (input, account) => {
      const { page, rest } = marker(fakeEntities(account), input);
      const list = (name: string) => page.filter((one) => one.list === name).map(({ entity }) => entity);
      return {
        ...rest,
        UserDetailList: list("UserDetailList"),
        GroupDetailList: list("GroupDetailList"),
        RoleDetailList: list("RoleDetailList"),
        Policies: list("Policies"),
      };
    },
    "iam:ListRoles": (input, account) => {
      const roles = ["role/one", "role/app/two"].map((path) => ({
        RoleName: path.split("/").at(-1),
        Arn: `arn:aws:iam::${account}:${path}`,
        MaxSessionDuration: 7200,
      }));
      const { page, rest } = marker(roles, input);
      return { ...rest, Roles: page };
    },
    "iam:ListSAMLProviders": (_, account) => ({
      SAMLProviderList: [{ Arn: `arn:aws:iam::${account}:saml-provider/okta` }],
    }),
    "iam:ListOpenIDConnectProviders": (_, account) => ({
      OpenIDConnectProviderList: [{ Arn: `arn:aws:iam::${account}:oidc-provider/ci.example.com` }],
    }),
    "iam:GetOpenIDConnectProvider": () => ({
      Url: "ci.example.com",
      ClientIDList: ["b", "a"],
      ThumbprintList: [],
    }),
    "iam:ListAccountAliases": (_, account) => ({ AccountAliases: [`alias-${account}`] }),
    "organizations:DescribeOrganization": () => ({
      Organization: { Id: "o-fake", MasterAccountId: world.management, FeatureSet: "ALL" },
    }),
    "organizations:ListRoots": () => ({
      Roots: [
        { Id: fakeRoot, Name: "Root", PolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }] },
      ],
    }),
    "organizations:ListOrganizationalUnitsForParent": (input) => {
      const { page, rest } = token(
        world.units.filter(({ parent }) => parent === input.ParentId).map(({ Id, Name }) => ({ Id, Name })),
        input,
      );
      return { ...rest, OrganizationalUnits: page };
    },
    "organizations:ListAccountsForParent": (input) => {
      const { page, rest } = token(members(input.ParentId), input);
      const state = (id: string) => (id === world.suspended ? "SUSPENDED" : "ACTIVE");
      return { ...rest, Accounts: page.map((Id) => ({ Id, Name: `account ${Id}`, State: state(Id) })) };
    },
    "organizations:ListTagsForResource": ({ ResourceId }) => ({
      Tags: [{ Key: "env", Value: Number(ResourceId) % 2 === 0 ? "prod" : "dev" }],
    }),
    "organizations:ListPolicies": (input) => {
      const { page, rest } = token(["p-FullAWSAccess", "p-1"], input);
      return {
        ...rest,
        Policies: page.map((Id) => ({ Id, Name: Id, AwsManaged: Id === "p-FullAWSAccess" })),
      };
    },
    "organizations:DescribePolicy": ({ PolicyId }) => ({
      Policy: {
        Content: JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: PolicyId, Effect: "Allow" }] }),
      },
    }),
    "organizations:ListTargetsForPolicy": (input) => {
      const { page, rest } = token([fakeRoot, ...world.accounts], input);
      return { ...rest, Targets: page.map((TargetId) => ({ TargetId })) };
    },
    "organizations:ListDelegatedAdministrators": () => ({
      DelegatedAdministrators: [{ Id: world.accounts[1] }],
    }),
    "organizations:ListDelegatedServicesForAccount": () => ({
      DelegatedServices: [{ ServicePrincipal: "sso.amazonaws.com" }],
    }),
    "sso:ListInstances": () => ({
      Instances: [{ InstanceArn, IdentityStoreId: "d-1", OwnerAccountId: world.management }],
    }),
    "sso:ListPermissionSets": () => ({ PermissionSets: [set] }),
    "sso:DescribePermissionSet": () => ({ PermissionSet: { Name: "Audit", SessionDuration: "PT1H" } }),
    "sso:ListAccountsForProvisionedPermissionSet": (input) => {
      const { page, rest } = token(world.accounts, input);
      return { ...rest, AccountIds: page };
    },
    "sso:ListAccountAssignments": () => ({
      AccountAssignments: [
        { PrincipalType: "GROUP", PrincipalId: "g-1" },
        { PrincipalType: "USER", PrincipalId: "u-2" },
      ],
    }),
    "identitystore:ListUsers": (input) => {
      const { page, rest } = token(["u-1", "u-2", "u-3"], input);
      return { ...rest, Users: page.map((UserId) => ({ UserId, UserName: UserId, DisplayName: UserId })) };
    },
    "identitystore:ListGroups": () => ({ Groups: [{ GroupId: "g-1", DisplayName: "auditors" }] }),
    "identitystore:ListGroupMemberships": () => ({ GroupMemberships: [{ MemberId: { UserId: "u-1" } }] }),
  };
}
