export interface StsCalls {
  "sts:GetCallerIdentity": {
    input: Readonly<Record<never, never>>;
    output: {
      readonly Account?: string | undefined;
      readonly Arn?: string | undefined;
    };
  };
  "sts:AssumeRole": {
    input: {
      readonly RoleArn: string;
      readonly RoleSessionName: string;
      readonly DurationSeconds: number;
      readonly ExternalId?: string;
    };
    output: {
      readonly Credentials?:
        | {
            readonly AccessKeyId: string | undefined;
            readonly SecretAccessKey: string | undefined;
            readonly SessionToken: string | undefined;
            readonly Expiration: Date | undefined;
          }
        | undefined;
      readonly AssumedRoleUser?: { readonly Arn: string | undefined } | undefined;
    };
  };
}
