import { describe, expect, test } from "vitest";
import { about, everything, findingsAbout, gitHub, home, type Stage, trust } from "./cast.js";

const host = "token.actions.githubusercontent.com";
const provider = (issuer: string): string => `arn:aws:iam::${home}:oidc-provider/${issuer}`;

interface Statement {
  readonly [key: string]: unknown;
}

function takes(from: string, condition?: unknown): Statement {
  return {
    Effect: "Allow",
    Principal: { Federated: from },
    Action: "sts:AssumeRoleWithWebIdentity",
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

/** A condition on claims of GitHub, the audience among them. */
function claims(like: Statement, more: Statement = {}): unknown {
  const named = Object.fromEntries(Object.entries(like).map(([claim, value]) => [`${host}:${claim}`, value]));
  return { StringEquals: { [`${host}:aud`]: "sts.amazonaws.com", ...more }, StringLike: named };
}

const gitHubTakes = (like: Statement): Statement => takes(gitHub, claims(like));

function rule(id: string, policy: unknown, stage: Stage = {}): readonly string[] {
  return findingsAbout(policy, stage)
    .filter((line) => line.endsWith(` ${id}`))
    .map((line) => line.split(" ")[0] ?? "");
}

const refusal = (condition: unknown): Statement => ({
  Effect: "Deny",
  Principal: "*",
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: condition,
});

const wide = (policy: unknown, stage?: Stage): readonly string[] => rule("OIDC-ORG-WIDE", policy, stage);
const changesAll: Stage = { permissions: [{ Effect: "Allow", Action: "ecs:*", Resource: "*" }] };
const admin: Stage = { permissions: [everything] };

describe("an organization of a pipeline provider", () => {
  test.each([
    ["every repository", { sub: "repo:acme/*" }],
    ["every repository, with the owner's id", { sub: "repo:acme@123456/*" }],
    ["the default branch of every repository", { sub: "repo:acme/*:ref:refs/heads/main" }],
    ["the owner by id", { repository_owner_id: "123456" }],
    ["the owner by name", { repository_owner: "acme" }],
    ["repositories by claim", { repository: "acme/*" }],
    ["a customized subject with the owner", { sub: "repository_owner_id:123456:ref:refs/heads/main" }],
    ["any reusable workflow of the organization", { sub: "repo:acme/*", job_workflow_ref: "acme/*" }],
    ["one repository or all of them", { sub: ["repo:acme/shop:*", "repo:acme/*"] }],
  ])("is let in whole by %s", (_name, like) => {
    expect(wide(trust(gitHubTakes(like)))).toEqual(["medium"]);
  });

  test("is let in by its old subjects or its new ones, as the pattern has them", () => {
    const why = (sub: string): string | undefined =>
      about(trust(gitHubTakes({ sub }))).find((found) => found.rule === "OIDC-ORG-WIDE")?.why;
    expect(why("repo:acme/*")).toContain("whose subject bears no ids");
    expect(why("repo:acme/*")).not.toContain("made tomorrow");
    expect(why("repo:acme@123456/*")).toContain("made tomorrow gets in as well");
  });

  test.each([
    ["a repository", { sub: "repo:acme/shop:*" }],
    ["a repository by its id", { sub: "repo:acme/*", repository_id: "654321" }],
    ["a family of repositories", { sub: "repo:acme/infra-*:*" }],
    ["the end of a repository's name", { sub: "repo:acme/*-deploy:*" }],
    ["an environment", { sub: "repo:acme/*:environment:production" }],
    ["an environment, by claim", { sub: "repo:acme/*", environment: "production" }],
    [
      "a reusable workflow",
      { sub: "repo:acme/*", job_workflow_ref: "acme/workflows/.github/workflows/deploy.yml@*" },
    ],
    ["a person", { sub: "repo:acme/*", actor_id: "4711" }],
    [
      "a customized subject with an environment",
      { sub: "repository_owner_id:123456:environment:production" },
    ],
    ["a customized subject with a workflow", { sub: "repository_owner:acme:job_workflow_ref:acme/ci/*" }],
  ])("is not let in whole by %s", (_name, like) => {
    expect(wide(trust(gitHubTakes(like)))).toEqual([]);
  });

  test("is not let in whole where a Deny, an RCP or a second condition names a repository", () => {
    const open = gitHubTakes({ sub: "repo:acme/*" });
    const deny = refusal({ StringNotLike: { [`${host}:sub`]: "repo:acme/shop:*" } });
    expect(wide(trust(open, deny))).toEqual([]);
    expect(wide(trust(open), { rcp: [{ ...deny, Resource: "*" }] })).toEqual([]);
    expect(
      wide(trust(takes(gitHub, claims({ sub: "repo:acme/*" }, { [`${host}:repository`]: "acme/shop" })))),
    ).toEqual([]);
  });

  test("is not let in whole where a session tag from the token names a pipeline", () => {
    const buildkite = "agent.buildkite.com";
    const policy = (tags: Statement): unknown =>
      trust({
        ...takes(provider(buildkite), {
          StringLike: { [`${buildkite}:sub`]: "organization:acme:*" },
          StringEquals: tags,
        }),
        Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
      });
    expect(wide(policy({ "aws:RequestTag/organization_slug": "acme" }), { providers: false })).toEqual([
      "medium",
    ]);
    expect(wide(policy({ "aws:RequestTag/pipeline_slug": "deploy" }), { providers: false })).toEqual([]);
  });

  test("is one step lower from one network", () => {
    const condition = {
      StringLike: { [`${host}:sub`]: "repo:acme/*" },
      IpAddress: { "aws:SourceIp": "203.0.113.0/24" },
    };
    expect(wide(trust(takes(gitHub, condition)))).toEqual(["low"]);
  });

  test("matters by what the role can do", () => {
    expect(wide(trust(gitHubTakes({ sub: "repo:acme/*" })), admin)).toEqual(["high"]);
    expect(wide(trust(gitHubTakes({ sub: "repo:acme/*" })), { permissions: [] })).toEqual(["low"]);
  });

  test("is shown by a repository that nobody has named, with a request that gets in", () => {
    const [finding] = about(trust(gitHubTakes({ sub: "repo:acme/*" }))).filter(
      ({ rule: id }) => id === "OIDC-ORG-WIDE",
    );
    expect(finding?.example?.context?.[`${host}:sub`]).toMatch(/^repo:acme\/rolepath-newcomer:/);
    expect(finding?.why).toContain("repo:acme/rolepath-newcomer:");
    expect(finding?.requires?.length).toBeGreaterThan(0);
  });

  test.each([
    ["gitlab.com", "sub", "project_path:acme/*", "project_path:acme/shop:*"],
    ["gitlab.com", "namespace_id", "4711", null],
    [
      "app.terraform.io",
      "sub",
      "organization:acme:*",
      "organization:acme:project:*:workspace:shop:run_phase:apply",
    ],
    ["agent.buildkite.com", "sub", "organization:acme:*", "organization:acme:pipeline:deploy:*"],
    ["oidc.vercel.com", "aud", "https://vercel.com/acme", null],
    [
      "oidc.circleci.com/org/3f1d6c4e-0000-4000-8000-000000000000",
      "sub",
      "*",
      "org/3f1d6c4e-0000-4000-8000-000000000000/project/p/*",
    ],
    [
      "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
      "sub",
      "{*",
      "{5b3c0a6e-0000-4000-8000-000000000000}:*",
    ],
    [`${host}/acme`, "sub", "repo:*", "repo:acme/shop:*"],
  ])("is known of %s by %s", (issuer, claim, open, closed) => {
    const policy = (value: string): unknown =>
      trust(takes(provider(issuer), { StringLike: { [`${issuer}:${claim}`]: value } }));
    expect(wide(policy(open), { providers: false })).toEqual(["medium"]);
    if (closed !== null) expect(wide(policy(closed), { providers: false })).toEqual([]);
  });

  test.each(["gitlab.acme.example", "acme.app.spacelift.io", "idp.example.com"])(
    "is not known of an issuer whose tokens may be anything: %s",
    (issuer) => {
      expect(wide(trust(takes(provider(issuer))), { providers: false })).toEqual([]);
    },
  );

  test("is no news where strangers get in", () => {
    expect(findingsAbout(trust(gitHubTakes({ sub: "repo:acme*" })))).toEqual(["high OIDC-WILD-SUB"]);
  });
});

describe("pull requests", () => {
  const mainAndRequests = { sub: ["repo:acme/shop:ref:refs/heads/main", "repo:acme/shop:pull_request"] };

  test("are reported where arbitrary branches are kept out and the role changes things", () => {
    expect(wide(trust(gitHubTakes(mainAndRequests)), changesAll)).toEqual(["medium"]);
    expect(wide(trust(gitHubTakes({ sub: "repo:acme/shop:pull_request" })), admin)).toEqual(["high"]);
  });

  test("are left alone where the role only reads, or takes a lock", () => {
    expect(wide(trust(gitHubTakes(mainAndRequests)))).toEqual([]);
    const plan = [
      { Effect: "Allow", Action: ["ec2:Describe*", "s3:Get*"], Resource: "*" },
      {
        Effect: "Allow",
        Action: "dynamodb:PutItem",
        Resource: `arn:aws:dynamodb:eu-west-1:${home}:table/locks`,
      },
    ];
    expect(wide(trust(gitHubTakes(mainAndRequests)), { permissions: plan })).toEqual([]);
  });

  test("are no news where every branch gets in, nor where a workflow or an environment is demanded", () => {
    expect(wide(trust(gitHubTakes({ sub: "repo:acme/shop:*" })), changesAll)).toEqual([]);
    const workflow = {
      ...mainAndRequests,
      job_workflow_ref: "acme/ci/.github/workflows/plan.yml@refs/heads/main",
    };
    expect(wide(trust(gitHubTakes(workflow)), changesAll)).toEqual([]);
    expect(wide(trust(gitHubTakes({ sub: "repo:acme/shop:environment:pull_request" })), changesAll)).toEqual(
      [],
    );
  });

  test("are not what a pattern of a branch lets in", () => {
    expect(wide(trust(gitHubTakes({ sub: "repo:acme/shop:ref:refs/heads/release-*" })), changesAll)).toEqual(
      [],
    );
    expect(wide(trust(gitHubTakes({ sub: "repo:acme/shop:ref:refs/tags/v*" })), changesAll)).toEqual([]);
  });

  test("are kept out by a Deny", () => {
    const deny = refusal({ StringLike: { [`${host}:sub`]: "*:pull_request" } });
    expect(wide(trust(gitHubTakes(mainAndRequests), deny), changesAll)).toEqual([]);
  });
});

describe("the audience of a token", () => {
  const two: Stage = { oidc: { [host]: ["sts.amazonaws.com", "vault.acme.example"] } };
  const subject = { StringEquals: { [`${host}:sub`]: "repo:acme/shop:environment:prod" } };
  const audience = (policy: unknown, stage: Stage): readonly string[] => rule("OIDC-NO-AUD", policy, stage);

  test("is missed where the provider is registered for several and none is tested", () => {
    expect(audience(trust(takes(gitHub, subject)), two)).toEqual(["low"]);
    expect(audience(trust(takes(gitHub, subject)), { ...two, ...admin })).toEqual(["medium"]);
    const any = { ...subject, StringLike: { [`${host}:aud`]: "*" } };
    expect(audience(trust(takes(gitHub, any)), two)).toEqual(["low"]);
    const ifThere = { ...subject, StringNotEquals: { [`${host}:aud`]: "old.acme.example" } };
    expect(audience(trust(takes(gitHub, ifThere)), two)).toEqual(["low"]);
  });

  test("is not missed where the provider is registered for one, or is not known", () => {
    expect(audience(trust(takes(gitHub, subject)), {})).toEqual([]);
    expect(
      audience(trust(takes(gitHub, subject)), {
        oidc: { [host]: ["sts.amazonaws.com", "sts.amazonaws.com"] },
      }),
    ).toEqual([]);
    expect(audience(trust(takes(gitHub, subject)), { providers: false })).toEqual([]);
  });

  test("is not missed where it is tested, be it in a Deny or in an RCP", () => {
    const open = takes(gitHub, subject);
    const listed = {
      StringEquals: { ...subject.StringEquals, [`${host}:aud`]: ["sts.amazonaws.com", "vault.acme.example"] },
    };
    expect(audience(trust(takes(gitHub, listed)), two)).toEqual([]);
    const deny = refusal({ StringNotEquals: { [`${host}:aud`]: "sts.amazonaws.com" } });
    expect(audience(trust(open, deny), two)).toEqual([]);
    expect(audience(trust(open), { ...two, rcp: [{ ...deny, Resource: "*" }] })).toEqual([]);
  });

  test("is tested by a patch where the provider knows that of AWS", () => {
    const patch = (stage: Stage): unknown =>
      about(trust(takes(gitHub, subject)), stage).find(({ rule: id }) => id === "OIDC-NO-AUD")?.patch;
    expect(patch(two)).toMatchObject({
      verified: true,
      operations: [
        { op: "add", path: `/Statement/0/Condition/StringEquals/${host}:aud`, value: "sts.amazonaws.com" },
      ],
    });
    expect(patch({ oidc: { [host]: ["a.acme.example", "b.acme.example"] } })).toBeUndefined();
  });

  test("is the least of it where strangers get in", () => {
    expect(findingsAbout(trust(takes(gitHub)), two)).toEqual(["critical OIDC-NO-SUB"]);
  });
});

describe("names without ids", () => {
  const mutable = (policy: unknown, stage?: Stage): readonly string[] => rule("OIDC-MUTABLE", policy, stage);

  test.each([
    ["the owner", { repository_owner: "acme" }],
    ["the repository", { repository: "acme/shop" }],
    ["a reusable workflow", { job_workflow_ref: "acme/ci/.github/workflows/deploy.yml@*" }],
    ["a subject whose ids are open", { sub: "repo:acme@*/shop@*:*" }],
  ])("admit whoever registers them anew: %s", (_name, like) => {
    expect(mutable(trust(gitHubTakes(like)))).toEqual(["low"]);
  });

  test("in the old subject of GitHub admit nobody new", () => {
    expect(mutable(trust(gitHubTakes({ sub: "repo:acme/shop:*" })))).toEqual(["info"]);
  });

  test.each([
    ["a subject with ids", { sub: "repo:acme@123456/shop@654321:*" }],
    ["a subject with the owner's id", { sub: "repo:acme@123456/*" }],
    ["a subject with the repository's id", { sub: "repo:acme@*/shop@654321:*" }],
    ["the repository's id beside its name", { sub: "repo:acme/shop:*", repository_id: "654321" }],
    ["the owner's id beside its name", { repository_owner: "acme", repository_owner_id: "123456" }],
    ["ids alone", { repository_id: "654321" }],
    ["a customized subject with an id", { sub: "repository_owner_id:123456:environment:prod" }],
  ])("are fine with %s", (_name, like) => {
    expect(mutable(trust(gitHubTakes(like)))).toEqual([]);
  });

  test("are fine where a Deny or an RCP tests the id", () => {
    const open = gitHubTakes({ repository_owner: "acme" });
    const deny = refusal({ StringNotEquals: { [`${host}:repository_owner_id`]: "123456" } });
    expect(mutable(trust(open, deny))).toEqual([]);
    expect(mutable(trust(open), { rcp: [{ ...deny, Resource: "*" }] })).toEqual([]);
  });

  test("are one finding for all roles of the account that know the organization so", () => {
    const policy = trust(gitHubTakes({ repository: "acme/shop" }));
    const roles = { [`${home}/second`]: { trust: trust(gitHubTakes({ repository: "acme/web" })) } };
    const found = about(policy, { roles, name: "first" }).filter(({ rule: id }) => id === "OIDC-MUTABLE");
    expect(found.map(({ evidence, title }) => [evidence.length, title])).toEqual([
      [2, `2 roles of account ${home} know the GitHub organization acme by its name alone`],
    ]);
  });

  test("are known of GitLab.com too", () => {
    const gitLab = (like: Statement): unknown => trust(takes(provider("gitlab.com"), { StringLike: like }));
    const open = { "gitlab.com:sub": "project_path:acme/shop:*" };
    expect(mutable(gitLab(open), { providers: false })).toEqual(["low"]);
    expect(mutable(gitLab({ ...open, "gitlab.com:project_id": "4711" }), { providers: false })).toEqual([]);
  });
});

describe("a key of another issuer", () => {
  const cluster = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
  const other = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE0000000000000000000000000";
  const subject = "system:serviceaccount:shop:checkout";
  const known: Stage = { oidc: { [cluster]: ["sts.amazonaws.com"] } };
  const wrong = (condition: unknown, stage: Stage = known): readonly string[] =>
    rule("OIDC-WRONG-ISSUER-KEY", trust(takes(provider(cluster), condition)), stage);

  test.each([
    ["IfExists", { StringEqualsIfExists: { [`${other}:sub`]: subject } }],
    ["a negated test", { StringNotLike: { [`${other}:sub`]: "system:serviceaccount:guests:*" } }],
    ["ForAllValues", { "ForAllValues:StringEquals": { [`${other}:sub`]: subject } }],
    ["the address with its scheme", { StringLikeIfExists: { [`https://${cluster}:sub`]: subject } }],
    ["SAML's key", { StringEqualsIfExists: { "saml:sub": subject } }],
  ])("is no test at all with %s", (_name, condition) => {
    expect(wrong(condition)).toEqual(["high"]);
  });

  test("keeps everybody out with an operator that a missing key fails", () => {
    expect(wrong({ StringEquals: { [`${other}:sub`]: subject } })).toEqual(["info"]);
    const [finding] = about(
      trust(takes(provider(cluster), { StringEquals: { [`${host}:sub`]: "repo:a/b:*" } })),
      known,
    );
    expect(finding?.fix).toContain(`name the provider of \`${host}\` in Principal if its tokens are meant`);
  });

  test.each(["example", "OIDC_PROVIDER", "localhost/"])("may be a placeholder: `%s`", (issuer) => {
    expect(wrong({ StringEquals: { [`${issuer}:sub`]: subject } })).toEqual(["info"]);
    expect(wrong({ StringEqualsIfExists: { [`${issuer}:sub`]: subject } })).toEqual(["high"]);
  });

  test("says instead of the others that the subject is open", () => {
    const condition = { StringEqualsIfExists: { [`${other}:sub`]: subject } };
    expect(findingsAbout(trust(takes(provider(cluster), condition)), known)).toEqual([
      "high OIDC-WRONG-ISSUER-KEY",
    ]);
  });

  test.each([
    [
      "the right key, written in another case",
      { StringEqualsIfExists: { [`${cluster.toUpperCase()}:sub`]: subject } },
    ],
    ["keys of AWS", { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1", "sts:RoleSessionName": "x" } }],
    [
      "a test that adds nothing",
      { StringEquals: { [`${cluster}:sub`]: subject }, StringEqualsIfExists: { [`${other}:sub`]: subject } },
    ],
  ])("is not %s", (_name, condition) => {
    expect(wrong(condition)).toEqual([]);
  });

  test("is not the other issuer's where the statement trusts both", () => {
    const both = {
      ...takes(provider(cluster), {
        StringEqualsIfExists: { [`${cluster}:sub`]: subject, [`${other}:sub`]: subject },
      }),
      Principal: { Federated: [provider(cluster), provider(other)] },
    };
    const stage: Stage = { oidc: { [cluster]: ["sts.amazonaws.com"], [other]: ["sts.amazonaws.com"] } };
    expect(rule("OIDC-WRONG-ISSUER-KEY", trust(both), stage)).toEqual([]);
  });

  test("is closed by a Deny that tests the right one", () => {
    const policy = trust(
      takes(provider(cluster), { StringEqualsIfExists: { [`${other}:sub`]: subject } }),
      refusal({ StringNotEquals: { [`${cluster}:sub`]: subject } }),
    );
    expect(rule("OIDC-WRONG-ISSUER-KEY", policy, known)).toEqual([]);
  });
});
