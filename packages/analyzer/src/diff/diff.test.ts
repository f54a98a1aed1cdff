import type { Organization, Role, Snapshot, User } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../analyze.js";
import { allow, HOME, OTHER, policy, role, snapshot, trust, user } from "../testing/world.js";
import type { DiffAnswer } from "./answer.js";
import { diffAnalyses } from "./diff.js";

const arn = (name: string, account = HOME): string => `arn:aws:iam::${account}:${name}`;
const assumes = (name: string, account = HOME) => [allow("sts:AssumeRole", arn(name, account))];
const letIn = (aws: string, more: object = {}) => ({
  Effect: "Allow",
  Principal: { AWS: aws },
  Action: "sts:AssumeRole",
  ...more,
});

const diff = (old: Snapshot, now: Snapshot): DiffAnswer => diffAnalyses(analyze(old), analyze(now));
const world = (...entities: (User | Role)[]) => snapshot(entities);
const later = (one: Snapshot): Snapshot => ({
  ...one,
  manifest: { ...one.manifest, createdAt: "2026-11-20T08:00:00Z" },
});

const ada = user("ada", { policies: assumes("role/deploy") });
const bob = user("bob", { policies: assumes("role/deploy") });
const deploy = (...statements: object[]) => role("deploy", policy(...(statements as never[])));
const prod = role("prod", trust(arn("role/deploy")));

describe("an organization that is collected twice", () => {
  test("gives nothing, however it is written the second time", () => {
    const first = world(
      ada,
      bob,
      deploy(
        letIn(arn("user/ada"), {
          Sid: "One",
          Condition: { StringEquals: { "sts:ExternalId": ["aa", "bb"] } },
        }),
        letIn(arn("user/bob")),
      ),
    );
    const again = later(
      world(bob, ada, {
        ...deploy(letIn(arn("user/bob"), { Sid: "B" }), {
          ...letIn(arn("user/ada")),
          Principal: { AWS: [arn("user/ada")] },
          Action: ["sts:AssumeRole"],
          Condition: { StringEquals: { "STS:externalid": ["bb", "aa"] } },
        }),
        RoleLastUsed: { LastUsedDate: "2026-11-19T00:00:00Z" },
      }),
    );
    const answer = diff(first, again);
    expect(answer).toMatchObject({ edges: [], chains: [], complete: true, limits: [] });
    expect(answer.summary.same).toBe(true);
  });

  test("gives nothing where a condition is put in other words that let the same requests through", () => {
    const before = letIn(arn("user/ada"), {
      Condition: { StringEquals: { "sts:ExternalId": ["aa", "bb"] } },
    });
    const split = ["aa", "bb"].map((id) =>
      letIn(arn("user/ada"), { Condition: { StringEquals: { "sts:ExternalId": id } } }),
    );
    const [old, now] = [world(ada, deploy(before)), later(world(ada, deploy(...split)))];
    expect([...analyze(old).edges()]).toMatchObject([{ verdict: "conditional" }]);
    expect(diff(old, now).edges).toEqual([]);
  });
});

describe("a hop that is new", () => {
  test("names the statement that did it, and the engine confirms it", () => {
    const old = world(ada, bob, deploy(letIn(arn("user/ada"), { Sid: "Ada" })));
    const now = later(
      world(ada, bob, deploy(letIn(arn("user/ada"), { Sid: "Ada" }), letIn(arn("user/bob"), { Sid: "Bob" }))),
    );
    expect(diff(old, now).edges).toEqual([
      {
        change: "added",
        from: arn("user/bob"),
        to: arn("role/deploy"),
        action: "sts:AssumeRole",
        crossAccount: false,
        before: null,
        after: { verdict: "allowed", requires: [] },
        causes: [
          {
            kind: "document",
            change: "changed",
            subject: arn("role/deploy"),
            source: "trust policy of deploy",
            file: `accounts/${HOME}/authorization-details.json`,
            pointer: "/RoleDetailList/0/AssumeRolePolicyDocument",
            statements: [
              {
                change: "added",
                sid: "Bob",
                after: letIn(arn("user/bob"), { Sid: "Bob" }),
                pointerAfter: "/RoleDetailList/0/AssumeRolePolicyDocument/Statement/1",
              },
            ],
            confirmed: "alone",
          },
        ],
      },
    ]);
  });

  test("tells which of several changed statements it was", () => {
    const old = world(ada, bob, deploy(letIn(arn("user/ada"), { Sid: "Ada" })));
    const now = world(
      ada,
      bob,
      deploy(
        letIn(arn("user/ada"), { Sid: "Ada" }),
        letIn(arn("user/bob"), { Sid: "Bob" }),
        letIn("999999999999", { Sid: "Nine" }),
      ),
    );
    const edge = diff(old, now).edges.find(({ from }) => from === arn("user/bob"));
    expect(edge?.causes[0]?.statements?.map(({ sid, decisive }) => [sid, decisive])).toEqual([
      ["Bob", true],
      ["Nine", false],
    ]);
  });

  test("has two causes where it needed both", () => {
    const stranger = (policies: ReturnType<typeof assumes>) => user("cat", { policies, account: OTHER });
    const old = world(stranger([]), deploy(letIn(arn("user/ada"))), ada);
    const now = world(
      stranger(assumes("role/deploy")),
      deploy(letIn(arn("user/ada")), letIn(arn("user/cat", OTHER))),
      ada,
    );
    const [edge, ...more] = diff(old, now).edges;
    expect(more).toEqual([]);
    expect(edge?.causes.map(({ source, change, confirmed }) => [source, change, confirmed])).toEqual([
      ["trust policy of deploy", "changed", "alone"],
      ["inline policy p0 of cat", "added", "alone"],
    ]);
  });

  test("is put down to the principal that is new", () => {
    const old = world(ada, deploy(letIn(HOME)));
    const now = world(ada, bob, deploy(letIn(HOME)));
    expect(diff(old, now)).toMatchObject({
      principals: { added: [arn("user/bob")], removed: [] },
      edges: [{ causes: [{ kind: "principal", change: "added", subject: arn("user/bob") }] }],
    });
  });

  test("is put down to the account that was not collected before", () => {
    const organization: Organization = {
      Organization: { Id: "o-exampleorgid", MasterAccountId: "999999999999" },
      Roots: [{ Id: "r-root" }],
      OrganizationalUnits: [],
      Accounts: [
        { Id: HOME, ParentId: "r-root" },
        { Id: OTHER, ParentId: "r-root" },
      ],
      Policies: [],
    };
    const cat = user("cat", { policies: assumes("role/deploy"), account: OTHER });
    const old = snapshot([deploy(letIn(OTHER))], { organization });
    const now = snapshot([deploy(letIn(OTHER)), cat], { organization });
    const { edges } = diff(old, now);
    expect(edges.map(({ from, change, causes }) => [from, change, causes.map(({ kind }) => kind)])).toEqual([
      [OTHER, "removed", ["collected"]],
      [arn("user/cat", OTHER), "added", ["collected"]],
    ]);
  });
});

describe("a hop that is gone", () => {
  test("names the statement that was taken away", () => {
    const old = world(ada, bob, deploy(letIn(arn("user/ada")), letIn(arn("user/bob"), { Sid: "Bob" })));
    const now = world(ada, bob, deploy(letIn(arn("user/ada"))));
    expect(diff(old, now).edges).toMatchObject([
      {
        change: "removed",
        from: arn("user/bob"),
        after: null,
        causes: [{ statements: [{ change: "removed", sid: "Bob", pointerBefore: expect.any(String) }] }],
      },
    ]);
  });

  test("names both layers where either would be enough to keep it away", () => {
    const cat = (policies: ReturnType<typeof assumes>) => user("cat", { policies, account: OTHER });
    const old = world(cat(assumes("role/deploy")), deploy(letIn(arn("user/cat", OTHER))));
    const now = world(cat([]), deploy(letIn(arn("user/ada"))), ada);
    const edge = diff(old, now).edges.find(({ change }) => change === "removed");
    expect(edge?.causes.map(({ source, confirmed }) => [source, confirmed])).toEqual([
      ["trust policy of deploy", "together"],
      ["inline policy p0 of cat", "together"],
    ]);
  });

  test("is put down to an SCP, or to the place of the account", () => {
    const deny = policy({ Effect: "Deny", Action: "sts:*", Resource: "*" });
    const full = policy({ Effect: "Allow", Action: "*", Resource: "*" });
    const organization = (targets: readonly string[], parent: string): Organization => ({
      Organization: { Id: "o-exampleorgid", MasterAccountId: "999999999999" },
      Roots: [{ Id: "r-root" }],
      OrganizationalUnits: ["ou-a", "ou-b"].map((Id) => ({ Id, Name: Id, ParentId: "r-root" })),
      Accounts: [{ Id: HOME, ParentId: parent }],
      Policies: [
        ["p-full", full, ["r-root", "ou-a", "ou-b", HOME]] as const,
        ["p-deny", deny, targets] as const,
      ].map(([Id, Content, Targets]) => ({
        Id,
        Name: Id,
        Type: "SERVICE_CONTROL_POLICY",
        AwsManaged: false,
        Content,
        Targets,
      })),
    });
    const within = (targets: readonly string[], parent: string) =>
      snapshot([ada, deploy(letIn(arn("user/ada")))], { organization: organization(targets, parent) });
    const start = within(["ou-b"], "ou-a");
    const causes = (now: Snapshot) =>
      diff(start, now).edges.map(({ change, causes }) => [
        change,
        causes.map(({ kind, source, confirmed }) => `${kind} ${source} ${confirmed}`),
      ]);
    expect(causes(within(["ou-b", "ou-a"], "ou-a"))).toEqual([
      ["removed", ["attachment what SCP p-deny is attached to alone"]],
    ]);
    expect(causes(within(["ou-b"], "ou-b"))).toEqual([
      ["removed", [`place place of ${HOME} in the organization alone`]],
    ]);
  });

  test("is put down to the date of the snapshot where nothing else changed", () => {
    const until = letIn(arn("user/ada"), {
      Condition: { DateLessThan: { "aws:CurrentTime": "2026-11-01T00:00:00Z" } },
    });
    const old = world(ada, deploy(until));
    expect(diff(old, later(old)).edges).toMatchObject([
      { change: "removed", causes: [{ kind: "clock", confirmed: "alone" }] },
    ]);
  });
});

describe("a hop that asks for something else", () => {
  const asking = (condition: object) => world(ada, deploy(letIn(arn("user/ada"), { Condition: condition })));
  const id = (value: unknown) => ({ StringEquals: { "sts:ExternalId": value } });

  test.each([
    ["wider", id("aa"), id(["aa", "bb"])],
    ["narrower", id(["aa", "bb"]), id("aa")],
    ["different", id("aa"), id("bb")],
    ["narrower", { StringLike: { "sts:ExternalId": "a*" } }, { StringLike: { "sts:ExternalId": "ab*" } }],
  ])("says that it is %s", (effect, before, after) => {
    expect(diff(asking(before), asking(after)).edges).toMatchObject([
      { change: "changed", effect, causes: [{ confirmed: "alone", statements: [{ change: "changed" }] }] },
    ]);
  });

  test("shows what it asked for and what it asks for", () => {
    const free = world(ada, deploy(letIn(arn("user/ada"))));
    expect(diff(asking(id("aa")), free).edges).toMatchObject([
      {
        effect: "wider",
        before: { verdict: "conditional", requires: [{ key: "sts:ExternalId", values: ["aa"] }] },
        after: { verdict: "allowed", requires: [] },
      },
    ]);
  });
});

describe("what hangs on a principal", () => {
  const managed = (name: string, action: string) => ({
    PolicyName: name,
    Arn: arn(`policy/${name}`),
    DefaultVersionId: "v1",
    PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: allow(action) }],
  });
  const cat = (more: Partial<User>): User => ({ ...user("cat"), ...more });
  const held = (person: User, groups: readonly string[] = [], assume = "sts:AssumeRole"): Snapshot => {
    const base = world(person, role("deploy", trust(HOME)));
    const [account] = base.accounts;
    return {
      ...base,
      accounts: [
        {
          ...account!,
          authorizationDetails: {
            ...account!.authorizationDetails,
            Policies: [managed("Assume", assume), managed("Nothing", "s3:GetObject")],
            GroupDetailList: [
              {
                Path: "/",
                GroupName: "devs",
                GroupId: "AGPADEVS",
                Arn: arn("group/devs"),
                GroupPolicyList: [],
                AttachedManagedPolicies: groups.map((name) => ({ PolicyArn: arn(`policy/${name}`) })),
              },
            ],
          },
        },
      ],
    };
  };
  const attach = (name: string) => ({ AttachedManagedPolicies: [{ PolicyArn: arn(`policy/${name}`) }] });
  const causes = (old: Snapshot, now: Snapshot) =>
    diff(old, now).edges.flatMap((edge) =>
      edge.causes.map(({ kind, source, confirmed }) => [kind, source, confirmed]),
    );

  test("is a cause: a policy attached, a group joined, a group's policies, a new version, a boundary", () => {
    const bare = held(cat({}));
    expect(causes(bare, held(cat(attach("Assume"))))).toEqual([
      ["attachment", "managed policies of cat", "alone"],
    ]);
    expect(causes(held(cat({}), ["Assume"]), held(cat({ GroupList: ["devs"] }), ["Assume"]))).toEqual([
      ["group", "groups of cat", "alone"],
    ]);
    const member = cat({ GroupList: ["devs"] });
    expect(causes(held(member), held(member, ["Assume"]))).toEqual([
      ["attachment", "managed policies of devs", "alone"],
    ]);
    expect(
      causes(held(cat(attach("Assume")), [], "sts:GetCallerIdentity"), held(cat(attach("Assume")))),
    ).toEqual([["document", "managed policy Assume", "alone"]]);
    const bounded = cat({
      ...attach("Assume"),
      PermissionsBoundary: { PermissionsBoundaryArn: arn("policy/Nothing") },
    });
    expect(causes(held(bounded), held(cat(attach("Assume"))))).toEqual([
      ["boundary", "permissions boundary of cat", "alone"],
    ]);
  });

  test("is a cause by its tags", () => {
    const tagged = (team: string) =>
      world(
        user("cat", { tags: { team } }),
        deploy(letIn(arn("user/cat"), { Condition: { StringEquals: { "aws:PrincipalTag/team": "ops" } } })),
      );
    expect(causes(tagged("dev"), tagged("ops"))).toEqual([["tags", "tags of cat", "alone"]]);
  });
});

describe("chains", () => {
  test("tell every pair that a new hop joins, and the hop that it is owed to", () => {
    const inner = (...names: string[]) =>
      world(
        ada,
        role("deploy", trust(arn("user/ada")), { policies: assumes("role/prod") }),
        role("prod", policy(...names.map((name) => letIn(arn(name)))), { policies: assumes("role/vault") }),
        role("vault", trust(arn("role/prod"))),
      );
    const answer = diff(inner("user/nobody"), inner("role/deploy"));
    expect(answer.edges.map(({ from, to }) => [from, to])).toEqual([[arn("role/deploy"), arn("role/prod")]]);
    const because = { from: arn("role/deploy"), to: arn("role/prod") };
    expect(answer.chains.map(({ change, path, because }) => ({ change, path, because }))).toEqual([
      { change: "added", path: [arn("role/deploy"), arn("role/prod"), arn("role/vault")], because },
      { change: "added", path: [arn("user/ada"), arn("role/deploy"), arn("role/prod")], because },
      {
        change: "added",
        path: [arn("user/ada"), arn("role/deploy"), arn("role/prod"), arn("role/vault")],
        because,
      },
    ]);
    const back = diff(inner("role/deploy"), inner("user/nobody"));
    expect(back.summary).toMatchObject({ chains: { added: 0, removed: 3 }, edges: { removed: 1 } });
  });

  test("are told once for all who start from the same hops, and counted for each", () => {
    const team = ["ann", "ben", "cas"].map((name) => user(name, { policies: assumes("role/deploy") }));
    const inner = (name: string) =>
      world(
        ...team,
        role("deploy", trust(HOME), { policies: assumes("role/prod") }),
        role("prod", trust(arn(name))),
      );
    const { chains, summary } = diff(inner("user/nobody"), inner("role/deploy"));
    expect(chains).toMatchObject([
      { from: arn("user/ann"), principals: ["ann", "ben", "cas"].map((name) => arn(`user/${name}`)) },
    ]);
    expect(summary.chains).toEqual({ added: 3, removed: 0 });
  });

  test("that another way still makes are no difference", () => {
    const two = (...names: string[]) =>
      world(
        user("ada", { policies: [allow("sts:AssumeRole")] }),
        role("left", trust(arn("user/ada")), { policies: assumes("role/prod") }),
        role("right", trust(arn("user/ada")), { policies: assumes("role/prod") }),
        role("prod", policy(...names.map((name) => letIn(arn(name))))),
      );
    const answer = diff(two("role/left", "role/right"), two("role/right"));
    expect(answer.chains).toEqual([]);
    expect(answer.edges).toHaveLength(1);
  });

  test("say when there were too many principals to ask", () => {
    const many = (...statements: object[]) =>
      world(
        ...["a", "b", "c"].map((name) => user(name, { policies: [allow("sts:AssumeRole")] })),
        deploy(...statements),
        prod,
      );
    const answer = diffAnalyses(analyze(many(letIn(arn("user/x")))), analyze(many(letIn(HOME))), {
      sourceCountMax: 1,
    });
    expect(answer.complete).toBe(false);
    expect(answer.limits).toEqual([
      "2 principals were not asked for their chains: too many reach what changed",
    ]);
  });
});

test("findings are new, fixed, or weigh something else", () => {
  const shut = world(ada, deploy(letIn(arn("user/ada"))));
  const open = world(ada, deploy(letIn(arn("user/ada")), letIn("*")));
  const answer = diff(shut, open);
  expect(answer.findings.new.map(({ rule }) => rule)).toContain("TRUST-PUBLIC");
  expect(diff(open, shut).findings.fixed.map(({ rule }) => rule)).toContain("TRUST-PUBLIC");
  expect(answer.summary.same).toBe(false);
});
