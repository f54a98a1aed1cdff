import type { TokenAnswer, TokenPage } from "./page.js";

/** The two policy types that decide who can become a role. */
export type PolicyType = "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY";

export interface OrganizationsCalls {
  "organizations:DescribeOrganization": {
    input: Readonly<Record<never, never>>;
    output: {
      readonly Organization?:
        | {
            readonly Id?: string | undefined;
            readonly Arn?: string | undefined;
            readonly MasterAccountId?: string | undefined;
            readonly FeatureSet?: string | undefined;
          }
        | undefined;
    };
  };
  "organizations:ListRoots": {
    input: TokenPage;
    output: TokenAnswer & {
      readonly Roots?:
        | readonly {
            readonly Id?: string | undefined;
            readonly Name?: string | undefined;
            readonly PolicyTypes?:
              | readonly { readonly Type?: string | undefined; readonly Status?: string | undefined }[]
              | undefined;
          }[]
        | undefined;
    };
  };
  "organizations:ListOrganizationalUnitsForParent": {
    input: TokenPage & { readonly ParentId: string };
    output: TokenAnswer & {
      readonly OrganizationalUnits?:
        | readonly { readonly Id?: string | undefined; readonly Name?: string | undefined }[]
        | undefined;
    };
  };
  "organizations:ListAccountsForParent": {
    input: TokenPage & { readonly ParentId: string };
    output: TokenAnswer & {
      readonly Accounts?:
        | readonly {
            readonly Id?: string | undefined;
            readonly Name?: string | undefined;
            readonly Email?: string | undefined;
            readonly State?: string | undefined;
            /** The field that `State` replaces; older endpoints answer with it alone. */
            readonly Status?: string | undefined;
          }[]
        | undefined;
    };
  };
  "organizations:ListTagsForResource": {
    input: { readonly ResourceId: string; readonly NextToken?: string };
    output: TokenAnswer & {
      readonly Tags?:
        | readonly { readonly Key: string | undefined; readonly Value: string | undefined }[]
        | undefined;
    };
  };
  "organizations:ListPolicies": {
    input: TokenPage & { readonly Filter: PolicyType };
    output: TokenAnswer & {
      readonly Policies?:
        | readonly {
            readonly Id?: string | undefined;
            readonly Name?: string | undefined;
            readonly AwsManaged?: boolean | undefined;
          }[]
        | undefined;
    };
  };
  "organizations:DescribePolicy": {
    input: { readonly PolicyId: string };
    output: { readonly Policy?: { readonly Content?: string | undefined } | undefined };
  };
  "organizations:ListTargetsForPolicy": {
    input: TokenPage & { readonly PolicyId: string };
    output: TokenAnswer & {
      readonly Targets?: readonly { readonly TargetId?: string | undefined }[] | undefined;
    };
  };
  "organizations:ListDelegatedAdministrators": {
    input: TokenPage;
    output: TokenAnswer & {
      readonly DelegatedAdministrators?: readonly { readonly Id?: string | undefined }[] | undefined;
    };
  };
  "organizations:ListDelegatedServicesForAccount": {
    input: TokenPage & { readonly AccountId: string };
    output: TokenAnswer & {
      readonly DelegatedServices?: readonly { readonly ServicePrincipal?: string | undefined }[] | undefined;
    };
  };
}
