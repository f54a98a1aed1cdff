/** One page of an IAM list: `Marker` asks for the next, `MaxItems` is at most 1000. */
export interface MarkerPage {
  readonly MaxItems?: number;
  readonly Marker?: string;
}

/** What an IAM list answers besides its items. */
export interface MarkerAnswer {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/** IAM's entities are passed on as AWS wrote them; only what the collector itself needs is typed. */
export interface IamCalls {
  "iam:GetAccountAuthorizationDetails": {
    input: MarkerPage;
    output: MarkerAnswer & {
      readonly UserDetailList?: readonly object[] | undefined;
      readonly GroupDetailList?: readonly object[] | undefined;
      readonly RoleDetailList?: readonly object[] | undefined;
      readonly Policies?: readonly object[] | undefined;
    };
  };
  "iam:ListRoles": {
    input: MarkerPage;
    output: MarkerAnswer & {
      readonly Roles:
        | readonly {
            readonly RoleName: string | undefined;
            readonly Arn: string | undefined;
            readonly MaxSessionDuration?: number | undefined;
          }[]
        | undefined;
    };
  };
  "iam:ListSAMLProviders": {
    input: Readonly<Record<never, never>>;
    output: { readonly SAMLProviderList?: readonly object[] | undefined };
  };
  "iam:ListOpenIDConnectProviders": {
    input: Readonly<Record<never, never>>;
    output: {
      readonly OpenIDConnectProviderList?: readonly { readonly Arn?: string | undefined }[] | undefined;
    };
  };
  "iam:GetOpenIDConnectProvider": {
    input: { readonly OpenIDConnectProviderArn: string };
    output: {
      readonly Url?: string | undefined;
      readonly ClientIDList?: readonly string[] | undefined;
      readonly ThumbprintList?: readonly string[] | undefined;
    };
  };
  "iam:ListAccountAliases": {
    input: Readonly<Record<never, never>>;
    output: { readonly AccountAliases: readonly string[] | undefined };
  };
}
