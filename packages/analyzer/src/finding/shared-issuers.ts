/** Stands behind the last character of a value that has no wildcard. */
export const END = "\u0000";

/** A claim whose value says which customer of the issuer a token belongs to. */
export interface TenantClaim {
  /** As a condition key names it, without the issuer; a key of another kind (`sts:RoleSessionName`) whole. */
  readonly claim: string;
  /**
   * Finds, at the start of a value, the part that names the tenant, up to the character that ends the name ({@link END}
   * where it is the whole value). What a wildcard follows before that character is open.
   */
  readonly closed: RegExp;
}

/** An OIDC issuer whose URL is the same for all of its customers. */
export interface SharedIssuer {
  /** Host and path, as condition keys have it. */
  readonly host: string;
  readonly name: string;
  /** What its customers are called. */
  readonly tenant: string;
  /** Which rule speaks of it. */
  readonly rule: "oidc" | "cognito";
  /** One of these must be closed. */
  readonly claims: readonly TenantClaim[];
  /** A value of the first claim that binds, for the fix. */
  readonly bind: string;
  /** The forms that values of the first claim can have, `*` and `?` as in StringLike; any, where nothing is known. */
  readonly forms?: readonly string[];
  /** To show what a stranger's token may look like: wildcards of a pattern are filled with these, */
  readonly fillers?: readonly string[];
  /** and the result is shown if it looks like this. */
  readonly shape?: RegExp;
}

const WHOLE = /^[\s\S]+\0$/;
// Two parts, the second of which is ended: `organization:acme:`, `owner:acme/`.
const SECOND_PART = /^[^:/\0]+[:/][^:/\0]+[:/\0]/;

function sub(closed: RegExp): TenantClaim {
  return { claim: "sub", closed };
}

function whole(claim: string): TenantClaim {
  return { claim, closed: WHOLE };
}

const GITHUB_SUBJECT =
  // The default form, and the claims that an organization may put into the subject in its place. Colons inside a claim
  // are escaped there, so a claim in the middle is not somebody's text.
  /^(?:.*:)?(?:repo|repository|job_workflow_ref):[^:/@\0]+[:/@]|^(?:.*:)?(?:repository_owner|repository_owner_id|repository_id|enterprise|enterprise_id):[^:\0]+[:\0]/;

const GITHUB_CLAIMS: readonly TenantClaim[] = [
  sub(GITHUB_SUBJECT),
  { claim: "repository", closed: /^[^/\0]+\// },
  whole("repository_id"),
  whole("repository_owner"),
  whole("repository_owner_id"),
  whole("enterprise"),
  whole("enterprise_id"),
  // The code is the tenant's, whoever calls it.
  { claim: "job_workflow_ref", closed: /^[^/\0]+\// },
];

// GitHub Docs, "OpenID Connect reference": the default subject, and what a customized one can begin with.
const GITHUB_FORMS = [
  "repo:?*/?*:?*",
  ...[
    "actor",
    "actor_id",
    "base_ref",
    "check_run_id",
    "context",
    "enterprise",
    "enterprise_id",
    "environment",
    "event_name",
    "head_ref",
    "job_workflow_ref",
    "job_workflow_sha",
    "ref",
    "ref_type",
    "repository",
    "repository_id",
    "repository_owner",
    "repository_owner_id",
    "repository_visibility",
    "runner_environment",
    "workflow",
    "workflow_ref",
    "workflow_sha",
  ].map((claim) => `${claim}:?*`),
];

const GITHUB_FILLERS = [
  "-stranger",
  "stranger",
  "-stranger/any",
  "stranger/any",
  "-stranger/any:ref:refs/heads/main",
  "stranger/any:ref:refs/heads/main",
  "repo:stranger/any",
  "repo:stranger/any:ref:refs/heads/main",
];

/**
 * Issuers that IAM knows to be shared, with what each of them needs, and the built-in web identity providers.
 *
 * IAM User Guide, "Identity-provider controls for shared OIDC providers", and the vendors' pages on the form of the
 * subject. An issuer that is not here is private: its URL names one customer (EKS clusters, CircleCI and Spacelift
 * organizations, Bitbucket workspaces, GitHub enterprises with a slug, own GitLab hosts).
 */
export const SHARED: readonly SharedIssuer[] = [
  {
    host: "token.actions.githubusercontent.com",
    name: "GitHub Actions",
    tenant: "GitHub organization",
    rule: "oidc",
    claims: GITHUB_CLAIMS,
    bind: "repo:YOUR-ORGANIZATION/YOUR-REPOSITORY:*",
    forms: GITHUB_FORMS,
    fillers: GITHUB_FILLERS,
    shape: /^repo:[A-Za-z0-9][A-Za-z0-9-]*\/[\w.-]+:.+$/,
  },
  {
    host: "vstoken.actions.githubusercontent.com",
    name: "GitHub Actions (vstoken)",
    tenant: "GitHub organization",
    rule: "oidc",
    claims: GITHUB_CLAIMS,
    bind: "repo:YOUR-ORGANIZATION/YOUR-REPOSITORY:*",
  },
  {
    host: "oidc-configuration.audit-log.githubusercontent.com",
    name: "GitHub audit log streaming",
    tenant: "GitHub enterprise",
    rule: "oidc",
    claims: [sub(/^https:\/\/github\.com\/[^/\0]+[/\0]/)],
    bind: "https://github.com/YOUR-ENTERPRISE",
  },
  {
    host: "gitlab.com",
    name: "GitLab.com",
    tenant: "GitLab group",
    rule: "oidc",
    claims: [
      sub(/^project_path:[^:/\0]+[:/]/),
      { claim: "project_path", closed: /^[^/\0]+\// },
      { claim: "namespace_path", closed: /^[^/\0]+[/\0]/ },
      whole("namespace_id"),
      whole("project_id"),
      whole("user_id"),
    ],
    bind: "project_path:YOUR-GROUP/YOUR-PROJECT:*",
    forms: ["project_path:?*/?*:?*"],
    fillers: ["-stranger/any:ref_type:branch:ref:main", "stranger/any:ref_type:branch:ref:main", "stranger"],
    shape: /^project_path:\w[\w.-]*\/.+:ref_type:.+$/,
  },
  {
    host: "app.terraform.io",
    name: "HCP Terraform",
    tenant: "HCP Terraform organization",
    rule: "oidc",
    claims: [sub(/^organization:[^:\0]+:/)],
    bind: "organization:YOUR-ORGANIZATION:project:YOUR-PROJECT:workspace:YOUR-WORKSPACE:run_phase:apply",
    forms: ["organization:?*:?*"],
    fillers: [
      "stranger",
      "-stranger:project:any:workspace:any:run_phase:apply",
      "organization:stranger:project:any",
    ],
    shape: /^organization:[\w-]+:project:.+:workspace:.+:run_phase:.+$/,
  },
  {
    host: "agent.buildkite.com",
    name: "Buildkite",
    tenant: "Buildkite organization",
    rule: "oidc",
    claims: [
      sub(/^organization:[^:\0]+:/),
      whole("organization_slug"),
      whole("organization_id"),
      whole("pipeline_id"),
      whole("cluster_id"),
    ],
    bind: "organization:YOUR-ORGANIZATION:pipeline:YOUR-PIPELINE:*",
    forms: ["organization:?*:pipeline:?*"],
  },
  {
    host: "oidc.codefresh.io",
    name: "Codefresh",
    tenant: "Codefresh account",
    rule: "oidc",
    claims: [sub(SECOND_PART)],
    bind: "account:YOUR-ACCOUNT-ID:pipeline:YOUR-PIPELINE-ID:*",
  },
  {
    host: "studio.datachain.ai/api",
    name: "DataChain (DVC) Studio",
    tenant: "team",
    rule: "oidc",
    claims: [sub(/^credentials:[^/\0]+\//)],
    bind: "credentials:YOUR-TEAM/YOUR-CREDENTIALS",
  },
  {
    host: "scalr.io",
    name: "Scalr",
    tenant: "Scalr account",
    rule: "oidc",
    claims: [sub(SECOND_PART)],
    bind: "account:YOUR-ACCOUNT:environment:YOUR-ENVIRONMENT:workspace:YOUR-WORKSPACE",
  },
  {
    host: "tokens.cloud.shisho.dev",
    name: "Shisho Cloud",
    tenant: "organization",
    rule: "oidc",
    claims: [sub(SECOND_PART)],
    bind: "job:YOUR-ORGANIZATION:*",
  },
  {
    host: "proidc.upbound.io",
    name: "Upbound",
    tenant: "Upbound organization",
    rule: "oidc",
    claims: [sub(/^mcp:[^/\0]+\//)],
    bind: "mcp:YOUR-ORGANIZATION/YOUR-CONTROL-PLANE:provider:provider-aws",
  },
  {
    host: "oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb",
    name: "IBM Turbonomic",
    tenant: "customer",
    rule: "oidc",
    claims: [whole("sub")],
    bind: "system:serviceaccount:YOUR-NAMESPACE:YOUR-ACCOUNT",
  },
  {
    host: "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d",
    name: "Microsoft Sentinel",
    tenant: "Sentinel workspace",
    rule: "oidc",
    claims: [whole("sts:RoleSessionName")],
    bind: "MicrosoftSentinel_YOUR-WORKSPACE-ID",
  },
  {
    host: "api.pulumi.com/oidc",
    name: "Pulumi Cloud",
    tenant: "Pulumi organization",
    rule: "oidc",
    claims: [whole("aud"), sub(/^pulumi:[a-z]+:org:[^:\0]+:/)],
    bind: "aws:YOUR-ORGANIZATION",
  },
  {
    host: "sandboxes.cloud",
    name: "sandboxes.cloud",
    tenant: "organization",
    rule: "oidc",
    claims: [whole("aud")],
    bind: "YOUR-AUDIENCE",
  },
  {
    host: "oidc.vercel.com",
    name: "Vercel",
    tenant: "Vercel team",
    rule: "oidc",
    claims: [whole("aud"), sub(/^owner:[^:\0]+:/)],
    bind: "https://vercel.com/YOUR-TEAM",
  },
  {
    host: "cognito-identity.amazonaws.com",
    name: "Amazon Cognito identity pools",
    tenant: "identity pool",
    rule: "cognito",
    claims: [whole("aud"), whole("sub")],
    bind: "REGION:YOUR-IDENTITY-POOL-ID",
    fillers: ["us-east-1:00000000-0000-4000-8000-000000000000"],
    shape: /^[a-z]+-[a-z]+-\d:[0-9a-f-]{36}$/,
  },
  {
    host: "accounts.google.com",
    name: "Google",
    tenant: "Google client or account",
    rule: "oidc",
    claims: [whole("aud"), whole("sub"), whole("email"), whole("google/organization_number")],
    bind: "YOUR-CLIENT-ID",
  },
  {
    host: "graph.facebook.com",
    name: "Facebook",
    tenant: "Facebook app",
    rule: "oidc",
    claims: [whole("app_id"), whole("id"), whole("sub")],
    bind: "YOUR-APP-ID",
  },
  {
    host: "www.amazon.com",
    name: "Login with Amazon",
    tenant: "Login with Amazon app",
    rule: "oidc",
    claims: [whole("app_id"), whole("user_id"), whole("sub")],
    bind: "YOUR-APP-ID",
  },
];
