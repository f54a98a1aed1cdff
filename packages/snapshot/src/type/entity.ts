import type { PolicyDocument } from "./policy.js";

// The shapes are AWS's own (IAM API Reference, GetAccountAuthorizationDetails; Organizations API Reference),
// so that a snapshot can be made with the AWS CLI alone. Only policy documents are decoded.

/** A tag of a user, a role or an account. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** An inline policy. `PolicyDocument` is `null` where it could not be read; a warning names the place. */
export interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: PolicyDocument | null;
}

export interface AttachedPolicy {
  readonly PolicyName?: string;
  readonly PolicyArn: string;
}

/** The permissions boundary of a user or a role, by the ARN of a managed policy. */
export interface PermissionsBoundary {
  readonly PermissionsBoundaryType?: string;
  readonly PermissionsBoundaryArn: string;
}

export interface User {
  readonly Path: string;
  readonly UserName: string;
  readonly UserId: string;
  readonly Arn: string;
  readonly CreateDate?: string;
  readonly UserPolicyList: readonly InlinePolicy[];
  readonly GroupList: readonly string[];
  readonly AttachedManagedPolicies: readonly AttachedPolicy[];
  readonly PermissionsBoundary?: PermissionsBoundary;
  readonly Tags: readonly Tag[];
}

export interface Group {
  readonly Path: string;
  readonly GroupName: string;
  readonly GroupId: string;
  readonly Arn: string;
  readonly CreateDate?: string;
  readonly GroupPolicyList: readonly InlinePolicy[];
  readonly AttachedManagedPolicies: readonly AttachedPolicy[];
}

export interface InstanceProfile {
  readonly InstanceProfileName: string;
  readonly Arn: string;
}

export interface Role {
  readonly Path: string;
  readonly RoleName: string;
  readonly RoleId: string;
  readonly Arn: string;
  readonly CreateDate?: string;
  readonly Description?: string;
  /** The trust policy; `null` where it is missing or could not be read; a warning names the place. */
  readonly AssumeRolePolicyDocument: PolicyDocument | null;
  readonly InstanceProfileList: readonly InstanceProfile[];
  readonly RolePolicyList: readonly InlinePolicy[];
  readonly AttachedManagedPolicies: readonly AttachedPolicy[];
  readonly PermissionsBoundary?: PermissionsBoundary;
  readonly Tags: readonly Tag[];
  readonly RoleLastUsed?: { readonly LastUsedDate?: string; readonly Region?: string };
}

export interface PolicyVersion {
  readonly VersionId: string;
  readonly IsDefaultVersion: boolean;
  readonly Document: PolicyDocument | null;
  readonly CreateDate?: string;
}

/** A managed policy, customer managed or AWS managed, with the versions the snapshot holds. */
export interface ManagedPolicy {
  readonly PolicyName: string;
  readonly PolicyId?: string;
  readonly Arn: string;
  readonly Path?: string;
  readonly DefaultVersionId?: string;
  readonly AttachmentCount?: number;
  readonly PolicyVersionList: readonly PolicyVersion[];
}

/** The merged pages of `aws iam get-account-authorization-details`. */
export interface AuthorizationDetails {
  readonly UserDetailList: readonly User[];
  readonly GroupDetailList: readonly Group[];
  readonly RoleDetailList: readonly Role[];
  readonly Policies: readonly ManagedPolicy[];
}

/** The merged pages of `aws iam list-roles`; the only source of `MaxSessionDuration` (seconds, 3600 to 43200). */
export interface ListRoles {
  readonly Roles: readonly {
    readonly RoleName: string;
    readonly Arn: string;
    readonly MaxSessionDuration?: number;
  }[];
}

export interface SamlProvider {
  readonly Arn: string;
  readonly CreateDate?: string;
  readonly ValidUntil?: string;
}

export interface OidcProvider {
  readonly Arn: string;
  /** Host and path of the issuer, with or without `https://`; absent when only the list call was made. */
  readonly Url?: string;
  /** The audiences that the provider entity accepts; absent when only the list call was made. */
  readonly ClientIDList?: readonly string[];
  readonly ThumbprintList?: readonly string[];
}

export interface IdentityProviders {
  readonly SAMLProviderList: readonly SamlProvider[];
  readonly OpenIDConnectProviderList: readonly OidcProvider[];
}

/** `account.json`: what is known of the account itself. */
export interface AccountInfo {
  readonly id?: string;
  readonly name?: string;
  readonly alias?: string;
  readonly tags?: readonly Tag[];
}

export interface OrganizationAccount {
  readonly Id: string;
  readonly Name?: string;
  readonly Status?: string;
  /** The id of the root or organizational unit that holds the account. */
  readonly ParentId?: string;
  readonly Email?: string;
  readonly Tags?: readonly Tag[];
}

export interface OrganizationPolicy {
  /** `UNREADABLE` where it could not be read, as is the type. */
  readonly Id: string;
  readonly Name?: string;
  readonly Type: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" | "(unreadable)";
  readonly AwsManaged: boolean;
  readonly Content: PolicyDocument | null;
  /** Ids of roots, organizational units and accounts that the policy is attached to, `UNREADABLE` for one that could not be read. */
  readonly Targets: readonly string[];
}

/** `organization.json`. */
export interface Organization {
  readonly Organization: {
    readonly Id: string;
    readonly Arn?: string;
    readonly MasterAccountId: string;
    readonly FeatureSet?: string;
  };
  readonly Roots: readonly { readonly Id: string; readonly Name?: string }[];
  readonly OrganizationalUnits: readonly {
    readonly Id: string;
    readonly Name?: string;
    readonly ParentId: string;
  }[];
  readonly Accounts: readonly OrganizationAccount[];
  readonly Policies: readonly OrganizationPolicy[];
  /** Member accounts that administer services for the organization, and which. */
  readonly DelegatedAdministrators?: readonly { readonly Id: string; readonly Services: readonly string[] }[];
}

/** A user, or a group of them, that may enter an account with a permission set. */
export interface AccountAssignment {
  readonly AccountId: string;
  readonly PermissionSetArn: string;
  readonly PrincipalType: "USER" | "GROUP";
  readonly PrincipalId: string;
}

/** `identity-center.json`: who enters which account with which permission set of IAM Identity Center. */
export interface IdentityCenter {
  readonly Instance: {
    readonly InstanceArn: string;
    readonly IdentityStoreId?: string;
    readonly OwnerAccountId?: string;
    readonly Region?: string;
  };
  /** A set of the name N makes roles named `AWSReservedSSO_N_…` in the accounts that it is assigned in. */
  readonly PermissionSets: readonly {
    readonly PermissionSetArn: string;
    readonly Name: string;
    /** ISO 8601: `PT4H`. */
    readonly SessionDuration?: string;
  }[];
  readonly AccountAssignments: readonly AccountAssignment[];
  /** The people that an assignment leads to, themselves or by a group. */
  readonly Users: readonly {
    readonly UserId: string;
    readonly UserName?: string;
    readonly DisplayName?: string;
  }[];
  readonly Groups: readonly { readonly GroupId: string; readonly DisplayName?: string }[];
  readonly GroupMemberships: readonly { readonly GroupId: string; readonly UserId: string }[];
}
