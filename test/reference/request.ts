/** Who makes the call. */
export type Caller =
  /** The ARN of a user, a role (some session of it), an assumed-role session, a root user or a federated-user session. */
  | { readonly kind: "principal"; readonly arn: string }
  | { readonly kind: "service"; readonly name: string }
  /** A SAML assertion or an OIDC token; the provider by ARN, or by name for the four built-in ones. */
  | { readonly kind: "federated"; readonly provider: string }
  /** Any principal that the administrator of the account could create; `aws:PrincipalArn` in the context says which. */
  | { readonly kind: "account"; readonly id: string }
  /** Any principal of any account outside the snapshot; `aws:PrincipalArn` in the context says which. */
  | { readonly kind: "anyone" };

export type Action = "sts:AssumeRole" | "sts:AssumeRoleWithSAML" | "sts:AssumeRoleWithWebIdentity";

/** Context keys and their values; a list for a multivalued key. A key that is not listed is absent. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** One concrete request, with every key that is not fixed by the snapshot spelled out. */
export interface ConcreteRequest {
  readonly caller: Caller;
  /** ARN of the role. */
  readonly to: string;
  readonly action: Action;
  readonly context: Context;
  /** Transitive session tags of the calling session. They ask for `sts:TagSession` and overlay the tags of the role. */
  readonly inheritedTags?: Readonly<Record<string, string>>;
}

export type Layer = "sts" | "provider" | "scp" | "rcp" | "trust" | "identity" | "boundary";

/** One reason why a request fails: a layer, for one of the actions that the request needs. */
export interface Failure {
  readonly layer: Layer;
  /** True when a Deny statement matches, false when an Allow is missing or a rule of the call is broken. */
  readonly explicit: boolean;
  readonly action: string;
}

export interface Evaluation {
  readonly decision: "allow" | "deny";
  /** The first failure: rules of the call, then explicit denials, then missing allowances. */
  readonly layer?: Layer;
  readonly explicit?: boolean;
  readonly failures: readonly Failure[];
  /** One line for each statement that applies, in the order of evaluation. */
  readonly trace: readonly string[];
}
