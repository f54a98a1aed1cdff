import { sub, type TenantClaim, whole } from "./shared-issuer.js";

const SUBJECT =
  // The default form, and the claims that an organization may put into the subject in its place. Colons inside a claim
  // are escaped there, so a claim in the middle is not somebody's text.
  /^(?:.*:)?(?:repo|repository|job_workflow_ref):[^:/@\0]+[:/@]|^(?:.*:)?(?:repository_owner|repository_owner_id|repository_id|enterprise|enterprise_id):[^:\0]+[:\0]/;

/** The claims of GitHub Actions that name an organization. */
export const GITHUB_CLAIMS: readonly TenantClaim[] = [
  sub(SUBJECT),
  { claim: "repository", closed: /^[^/\0]+\// },
  whole("repository_id"),
  whole("repository_owner"),
  whole("repository_owner_id"),
  whole("enterprise"),
  whole("enterprise_id"),
  // The code is the tenant's, whoever calls it.
  { claim: "job_workflow_ref", closed: /^[^/\0]+\// },
];

/** The default subject, and what a customized one can begin with. GitHub Docs, "OpenID Connect reference". */
export const GITHUB_FORMS = [
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

/** What a stranger may put into the place of a wildcard. */
export const GITHUB_FILLERS = [
  "-stranger",
  "stranger",
  "-stranger/any",
  "stranger/any",
  "-stranger/any:ref:refs/heads/main",
  "stranger/any:ref:refs/heads/main",
  "repo:stranger/any",
  "repo:stranger/any:ref:refs/heads/main",
];
