import { and, type Formula } from "../../decide/formula/formula.js";
import { key, NEW, subjectHeads, tests, unnamed } from "./scope-subject.js";
import { END } from "./shared-issuer.js";
import {
  exactly,
  like,
  missingKey,
  startingWith,
  type TokenDoor,
  valueIn,
  valueNotIn,
} from "./token-door.js";

/** What the tokens of an issuer say about where in a customer's organization they come from. */
export interface Scope {
  /** What is told apart inside the customer's organization. */
  readonly unit: string;
  /** What the customer's organization is called. */
  readonly whole: string;
  /** How to narrow, for the fix. */
  readonly narrow: string;
  /**
   * What holds of a token from a place that nobody has named yet: a repository that somebody makes tomorrow. One
   * formula for each name of the organization that policies mention.
   */
  readonly newcomers: (door: TokenDoor) => readonly Formula[];
}

/** The parts of an issuer's subject, in its order; null for issuers whose tokens are not known in that detail. */
export function scopeOf(host: string): Scope | null {
  if (isGitHub(host)) return GITHUB;
  if (host === "gitlab.com") return GITLAB;
  if (host === "app.terraform.io") return TERRAFORM;
  if (host === "agent.buildkite.com") return BUILDKITE;
  if (host === "oidc.vercel.com") return VERCEL;
  if (/^oidc\.circleci\.com\/org\/[^/]+$/.test(host)) return CIRCLECI;
  if (/^api\.bitbucket\.org\/2\.0\/workspaces\/[^/]+\/pipelines-config\/identity\/oidc$/.test(host))
    return BITBUCKET;
  return null;
}

/** GitHub Actions, of github.com, of an enterprise with an issuer of its own, or of a subdomain of ghe.com. */
export function isGitHub(host: string): boolean {
  return (
    /^token\.actions\.githubusercontent\.com(\/[^/]+)?$/.test(host) ||
    /^token\.actions\.[a-z0-9-]+\.ghe\.com$/.test(host)
  );
}

/** The organizations on GitHub that policies name, without their ids. */
export function gitHubOwners(door: TokenDoor): readonly string[] {
  const names = [
    ...tests(door, "sub").map(({ display }) => /(?:^|:)(?:repo|repository):([^/:*?@]+)/.exec(display)?.[1]),
    ...tests(door, "sub").map(({ display }) => /(?:^|:)repository_owner:([^/:*?@]+)/.exec(display)?.[1]),
    ...tests(door, "repository").map(({ display }) => /^([^/*?]+)\//.exec(display)?.[1]),
    ...tests(door, "repository_owner").map(({ display }) => /^([^/*?]+)$/.exec(display)?.[1]),
    ...tests(door, "job_workflow_ref").map(({ display }) => /^([^/*?]+)\//.exec(display)?.[1]),
  ];
  return [...new Set(names.filter((name) => name !== undefined))].toSorted();
}

// The default subject, with and without ids, and a customized one that begins with the owner.
const GITHUB_OWNER =
  /^repo:[^:/@\0]+(?:@[^:/@\0]+)?\/|^(?:repository_owner|repository_owner_id|enterprise|enterprise_id):[^:\0]+[:\0]/;

const GITHUB: Scope = {
  unit: "repository",
  whole: "GitHub organization",
  narrow:
    "Name the repository, and if you can the environment or the reusable workflow: `repo:YOUR-ORGANIZATION/YOUR-REPOSITORY:environment:production`",
  newcomers: (door) => {
    const owners = gitHubOwners(door);
    const heads = subjectHeads(door, GITHUB_OWNER);
    const plain =
      heads.length > 0 ? heads : (owners.length > 0 ? owners : ["any"]).map((name) => `repo:${name}/`);
    const repositories = (owners.length > 0 ? owners : ["any"]).map((name) => `${name}/${NEW}`);
    const rest = [
      valueIn(key(door, "repository"), repositories.map(exactly)),
      valueIn(
        key(door, "job_workflow_ref"),
        repositories.map((name) => exactly(`${name}/.github/workflows/any.yml@refs/heads/main`)),
      ),
      valueIn(
        key(door, "workflow_ref"),
        repositories.map((name) => exactly(`${name}/.github/workflows/any.yml@refs/heads/main`)),
      ),
      missingKey(key(door, "environment")),
      ...unnamed(door, ["repository_id", "actor", "actor_id"]),
    ];
    return plain.map((head) => and([gitHubSubject(door, head), ...rest]));
  },
};

// Parts of a subject that name something smaller than the organization.
const NARROWING = [
  "environment",
  "repo",
  "repository",
  "repository_id",
  "job_workflow_ref",
  "workflow_ref",
  "actor",
  "actor_id",
];

// A branch, a tag or a pull request, without an environment. Names of branches and tags hold no colon.
function gitHubSubject(door: TokenDoor, head: string): Formula {
  const sub = key(door, "sub");
  if (head.startsWith("repo:")) {
    const start = head.includes("@") ? `${head}${NEW}@999999999:` : `${head}${NEW}:`;
    return and([
      valueIn(sub, [
        startingWith(`${start}ref:refs/heads/`),
        startingWith(`${start}ref:refs/tags/`),
        exactly(`${start}pull_request`),
      ]),
      valueNotIn(sub, [like(`${start}ref:*:*`)]),
    ]);
  }
  return and([
    valueIn(sub, [startingWith(head.replaceAll(END, ""))]),
    valueNotIn(
      sub,
      NARROWING.map((claim) => like(`*:${claim}:*`)),
    ),
  ]);
}

const GITLAB: Scope = {
  unit: "project",
  whole: "GitLab group",
  narrow:
    "Name the project: `project_path:YOUR-GROUP/YOUR-PROJECT:ref_type:branch:ref:main`, or its `project_id`",
  newcomers: (door) => {
    const groups = subjectHeads(door, /^project_path:[^:/\0]+\//);
    const paths = tests(door, "project_path").flatMap(
      ({ display }) => /^([^/*?]+)\//.exec(display)?.[1] ?? [],
    );
    const names = tests(door, "namespace_path").flatMap(({ display }) => /^[^*?]+$/.exec(display)?.[0] ?? []);
    const group = paths[0] ?? names[0] ?? "any";
    const heads = groups.length > 0 ? groups : [`project_path:${group}/`];
    return heads.map((head) =>
      and([
        valueIn(key(door, "sub"), [like(`${head}${NEW}:ref_type:*:ref:*`)]),
        valueNotIn(key(door, "sub"), [like(`${head}${NEW}:ref_type:*:ref:*:*`)]),
        valueIn(key(door, "project_path"), [exactly(`${group}/${NEW}`)]),
        missingKey(key(door, "environment")),
        ...unnamed(door, ["project_id", "user_id", "user_login", "user_email"]),
      ]),
    );
  },
};

const TERRAFORM: Scope = {
  unit: "project and workspace",
  whole: "HCP Terraform organization",
  narrow:
    "Name project, workspace and phase: `organization:YOUR-ORGANIZATION:project:YOUR-PROJECT:workspace:YOUR-WORKSPACE:run_phase:apply`",
  newcomers: (door) =>
    subjectHeads(door, /^organization:[^:\0]+:/).map((head) =>
      valueIn(
        key(door, "sub"),
        ["plan", "apply"].map((phase) =>
          exactly(`${head}project:${NEW}:workspace:${NEW}:run_phase:${phase}`),
        ),
      ),
    ),
};

const BUILDKITE: Scope = {
  unit: "pipeline",
  whole: "Buildkite organization",
  narrow:
    "Name the pipeline: `organization:YOUR-ORGANIZATION:pipeline:YOUR-PIPELINE:*`, or its `pipeline_id`",
  newcomers: (door) => {
    const heads = subjectHeads(door, /^organization:[^:\0]+:/);
    return (heads.length > 0 ? heads : ["organization:any:"]).map((head) =>
      and([
        valueIn(key(door, "sub"), [like(`${head}pipeline:${NEW}:ref:refs/heads/*:commit:0:step:build`)]),
        valueNotIn(key(door, "sub"), [like(`${head}pipeline:${NEW}:ref:*:*:commit:0:step:build`)]),
        ...unnamed(door, ["pipeline_id", "pipeline_slug", "cluster_id", "cluster_name"]),
      ]),
    );
  },
};

const VERCEL: Scope = {
  unit: "project",
  whole: "Vercel team",
  narrow:
    "Name the project and the environment: `owner:YOUR-TEAM:project:YOUR-PROJECT:environment:production`",
  newcomers: (door) => {
    const heads = subjectHeads(door, /^owner:[^:\0]+:/);
    return (heads.length > 0 ? heads : ["owner:any:"]).map((head) =>
      valueIn(
        key(door, "sub"),
        ["production", "preview", "development"].map((name) =>
          exactly(`${head}project:${NEW}:environment:${name}`),
        ),
      ),
    );
  },
};

const CIRCLECI: Scope = {
  unit: "project",
  whole: "CircleCI organization",
  narrow: "Name the project: `org/YOUR-ORGANIZATION-ID/project/YOUR-PROJECT-ID/user/*`",
  newcomers: (door) => {
    const organization = door.host.slice(door.host.lastIndexOf("/") + 1);
    const project = `org/${organization}/project/00000000-0000-4000-8000-000000000000/`;
    return [valueIn(key(door, "sub"), [startingWith(project)])];
  },
};

const BITBUCKET: Scope = {
  unit: "repository",
  whole: "Bitbucket workspace",
  narrow: "Name the repository: `StringLike` on `sub` with `{YOUR-REPOSITORY-UUID}*:*`",
  newcomers: (door) => {
    const repository = "{00000000-0000-4000-8000-000000000000}:";
    // A second part is an environment.
    return [
      and([
        valueIn(key(door, "sub"), [startingWith(repository)]),
        valueNotIn(key(door, "sub"), [like(`${repository}*:*`)]),
      ]),
    ];
  },
};
