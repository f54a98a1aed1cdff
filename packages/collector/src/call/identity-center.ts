import type { TokenAnswer, TokenPage } from "./page.js";

/** IAM Identity Center (`sso`) and its identity store. */
export interface IdentityCenterCalls {
  "sso:ListInstances": {
    input: TokenPage;
    output: TokenAnswer & {
      readonly Instances?:
        | readonly {
            readonly InstanceArn?: string | undefined;
            readonly IdentityStoreId?: string | undefined;
            readonly OwnerAccountId?: string | undefined;
          }[]
        | undefined;
    };
  };
  "sso:ListPermissionSets": {
    input: TokenPage & { readonly InstanceArn: string };
    output: TokenAnswer & { readonly PermissionSets?: readonly string[] | undefined };
  };
  "sso:DescribePermissionSet": {
    input: { readonly InstanceArn: string; readonly PermissionSetArn: string };
    output: {
      readonly PermissionSet?:
        | { readonly Name?: string | undefined; readonly SessionDuration?: string | undefined }
        | undefined;
    };
  };
  "sso:ListAccountsForProvisionedPermissionSet": {
    input: TokenPage & { readonly InstanceArn: string; readonly PermissionSetArn: string };
    output: TokenAnswer & { readonly AccountIds?: readonly string[] | undefined };
  };
  "sso:ListAccountAssignments": {
    input: TokenPage & {
      readonly InstanceArn: string;
      readonly PermissionSetArn: string;
      readonly AccountId: string;
    };
    output: TokenAnswer & {
      readonly AccountAssignments?:
        | readonly {
            readonly PrincipalType?: string | undefined;
            readonly PrincipalId?: string | undefined;
          }[]
        | undefined;
    };
  };
  "identitystore:ListUsers": {
    input: TokenPage & { readonly IdentityStoreId: string };
    output: TokenAnswer & {
      readonly Users:
        | readonly {
            readonly UserId: string | undefined;
            readonly UserName?: string | undefined;
            readonly DisplayName?: string | undefined;
          }[]
        | undefined;
    };
  };
  "identitystore:ListGroups": {
    input: TokenPage & { readonly IdentityStoreId: string };
    output: TokenAnswer & {
      readonly Groups:
        | readonly { readonly GroupId: string | undefined; readonly DisplayName?: string | undefined }[]
        | undefined;
    };
  };
  "identitystore:ListGroupMemberships": {
    input: TokenPage & { readonly IdentityStoreId: string; readonly GroupId: string };
    output: TokenAnswer & {
      readonly GroupMemberships:
        | readonly { readonly MemberId?: { readonly UserId?: string | undefined } | undefined }[]
        | undefined;
    };
  };
}
