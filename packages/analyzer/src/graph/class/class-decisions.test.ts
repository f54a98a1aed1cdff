import type { Json, Organization, Role, Snapshot, User } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { canAnswer } from "../../decide/answer/answer.js";
import type { Caller } from "../../decide/caller/caller.js";
import { narrowed, someSession } from "../../decide/caller/session.js";
import { decide } from "../../decide/decide.js";
import { allow, HOME, OTHER, policy, role, snapshot, trust, user } from "../../testing/world.js";
import { policyRef } from "../../world/policy-ref.js";
import { buildWorld } from "../../world/world.js";
import { buildTrustGraph, type Graph } from "../build.js";

const THIRD = "777788889999";
const ACCOUNTS = [HOME, OTHER, THIRD];
const assume = allow("sts:AssumeRole");

const rootOf = (account: string): string => `arn:aws:iam::${account}:root`;
const userArn = (account: string, name: string): string => `arn:aws:iam::${account}:user/${name}`;
const roleArn = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;

function graphOf(entities: readonly (Role | User)[], organization?: Organization): Graph {
  const extra = organization === undefined ? {} : { organization };
  return buildTrustGraph(buildWorld(snapshot(entities, extra)));
}

/** Members side by side, with nothing attached but what is said. */
function organizationOf(accounts: readonly string[], Policies: Organization["Policies"] = []): Organization {
  return {
    Organization: { Id: "o-a1b2c3d4e5", MasterAccountId: "999988887777", FeatureSet: "ALL" },
    Roots: [{ Id: "r-ab12", Name: "Root" }],
    OrganizationalUnits: [],
    Accounts: accounts.map((Id) => ({ Id, Name: Id, Status: "ACTIVE", ParentId: "r-ab12" })),
    Policies,
  } as Organization;
}

function rcp(statement: { readonly [key: string]: Json }): Organization["Policies"][number] {
  return {
    Id: "p-1",
    Name: "guard",
    Type: "RESOURCE_CONTROL_POLICY",
    AwsManaged: false,
    Content: policy({ Effect: "Deny", Principal: "*", Action: "sts:AssumeRole", ...statement }),
    Targets: ["r-ab12"],
  };
}

function callersInto(graph: Graph, arn: string): readonly string[] {
  return graph.trust.inNeighbors(arn).toSorted();
}

describe("roles of several accounts", () => {
  const users = ACCOUNTS.map((account) => user("ann", { account, policies: [assume] }));

  test("are decided once where their trust policies say the same of their own accounts", () => {
    const roles = ACCOUNTS.map((account) => role("Deploy", trust(rootOf(account)), { account }));
    const graph = graphOf([...users, ...roles], organizationOf(ACCOUNTS));
    expect(graph.decisions.count).toBe(1);
    for (const account of ACCOUNTS)
      expect(callersInto(graph, roleArn(account, "Deploy"))).toEqual([userArn(account, "ann")]);
  });

  test("are told apart by a tag of theirs that a policy tests, and by no other", () => {
    const tests = trust(rootOf(HOME), { StringEquals: { "aws:ResourceTag/team": "red" } });
    const roles = [
      role("Red", tests, { tags: { team: "red", shelf: "1" } }),
      role("Red2", tests, { tags: { team: "red", shelf: "2" } }),
      role("Blue", tests, { tags: { team: "blue", shelf: "1" } }),
    ];
    const graph = graphOf([...users, ...roles]);
    expect(graph.decisions.count).toBe(2);
    expect(callersInto(graph, roleArn(HOME, "Red2"))).toEqual([userArn(HOME, "ann")]);
    expect(callersInto(graph, roleArn(HOME, "Blue"))).toEqual([]);
  });

  test("are told apart by their account where a policy tests that of the role", () => {
    const tests = { StringEquals: { "aws:ResourceAccount": HOME } };
    const roles = ACCOUNTS.map((account) => role("Deploy", trust(rootOf(account), tests), { account }));
    const graph = graphOf([...users, ...roles], organizationOf(ACCOUNTS));
    expect(callersInto(graph, roleArn(HOME, "Deploy"))).toEqual([userArn(HOME, "ann")]);
    expect(callersInto(graph, roleArn(OTHER, "Deploy"))).toEqual([]);
  });

  test("are told apart by an RCP whose resources hold a variable", () => {
    const Resource = `arn:aws:iam::${OTHER}:role/of-\${aws:username}`;
    const roles = ACCOUNTS.map((account) => role("of-ann", trust(rootOf(account)), { account }));
    const graph = graphOf([...users, ...roles], organizationOf(ACCOUNTS, [rcp({ Resource })]));
    expect(callersInto(graph, roleArn(HOME, "of-ann"))).toEqual([userArn(HOME, "ann")]);
    expect(callersInto(graph, roleArn(OTHER, "of-ann"))).toEqual([]);
  });
});

describe("a trust policy for everyone", () => {
  const ids = Array.from({ length: 12 }, (_, index) => String(100_000_000_001 + index));
  const hub = roleArn(HOME, "Hub");

  test("costs a cell for each class, however many accounts have it", () => {
    const crowd = ids.flatMap((account) => [
      user("ann", { account, policies: [assume] }),
      user("bob", { account, policies: [assume] }),
      user("eve", { account, policies: [allow("sts:*")] }),
    ]);
    const graph = graphOf([...crowd, role("Hub", trust("*"))], organizationOf([HOME, ...ids]));
    // Two classes of users, the role itself, and anyone at all.
    expect(graph.classes.hopsInto(hub)).toHaveLength(4);
    expect(graph.decisions.count).toBe(4);
    expect(graph.trust.inNeighbors(hub)).toHaveLength(3 * ids.length + 2);
  });

  test("takes for one class whom policies name roles of their own account besides", () => {
    const own = ids.map((account) =>
      user("bob", {
        account,
        policies: [allow("sts:AssumeRole", roleArn(account, "*")), allow("sts:AssumeRole", hub)],
      }),
    );
    const graph = graphOf([...own, role("Hub", trust("*"))], organizationOf([HOME, ...ids]));
    expect(graph.classes.hopsInto(hub)).toHaveLength(3);
    expect(graph.decisions.count).toBe(3);
  });

  test("lets in whom a statement without a resource allows, as the decision does", () => {
    const odd = policy({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" });
    const graph = graphOf([user("ann", { account: OTHER, policies: [odd] }), role("Hub", trust("*"))]);
    const caller = graph.trust.getNodeAttribute(userArn(OTHER, "ann"), "caller");
    expect(decide(graph.world, caller, graph.world.roles.get(hub)!).kind).toBe("allowed");
    expect(graph.trust.hasEdge(userArn(OTHER, "ann"), hub)).toBe(true);
  });

  test("lets nobody in from an account that another statement denies", () => {
    const users = [OTHER, THIRD].map((account) => user("ann", { account, policies: [assume] }));
    const denying = (account: string) =>
      policy(
        { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
        { Effect: "Deny", Principal: { AWS: rootOf(account) }, Action: "sts:AssumeRole" },
      );
    for (const [denied, left] of [
      [OTHER, THIRD],
      [THIRD, OTHER],
    ] as const) {
      const graph = graphOf([...users, role("Hub", denying(denied))], organizationOf(ACCOUNTS));
      expect(callersInto(graph, hub)).toEqual(["*", hub, userArn(left, "ann")]);
    }
  });

  test("takes accounts that other statements name apart, with what these ask", () => {
    const users = [OTHER, THIRD].map((account) => user("ann", { account, policies: [assume] }));
    const Condition = { StringEquals: { "sts:ExternalId": "acme" } };
    const graph = graphOf(
      [
        ...users,
        role(
          "Hub",
          policy(
            { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole", Condition },
            { Effect: "Allow", Principal: { AWS: THIRD }, Action: "sts:AssumeRole" },
          ),
        ),
      ],
      organizationOf(ACCOUNTS),
    );
    const verdictOf = (account: string) =>
      graph.trust.decision(userArn(account, "ann"), "sts:AssumeRole", hub)?.kind;
    expect([verdictOf(OTHER), verdictOf(THIRD)]).toEqual(["conditional", "allowed"]);
  });
});

describe("a guardrail that keeps callers in their own account", () => {
  const scp = (condition: Json): Organization["Policies"][number] => ({
    Id: "p-2",
    Name: "stay",
    Type: "SERVICE_CONTROL_POLICY",
    AwsManaged: false,
    Content: policy(
      { Effect: "Allow", Action: "*", Resource: "*" },
      { Effect: "Deny", Action: "sts:AssumeRole", Resource: "*", Condition: condition },
    ),
    Targets: ["r-ab12", ...ACCOUNTS],
  });
  const variable = (key: string): string => `\${${key}}`;
  const callers = variable("aws:PrincipalAccount");
  const everyone = trust(ACCOUNTS.map(rootOf));
  const users = ACCOUNTS.map((account) => user("ann", { account, policies: [assume] }));
  const roles = ACCOUNTS.map((account) => role("Deploy", everyone, { account }));
  const graphUnder = (condition: Json): Graph =>
    graphOf([...users, ...roles], organizationOf(ACCOUNTS, [scp(condition)]));

  test.each([
    { StringNotEquals: { "aws:ResourceAccount": callers } },
    { StringNotLikeIfExists: { "aws:PrincipalAccount": [variable("aws:ResourceAccount")] } },
  ])("costs a decision within an account and one between accounts: %j", (condition) => {
    const graph = graphUnder(condition);
    for (const account of ACCOUNTS)
      expect(callersInto(graph, roleArn(account, "Deploy"))).toEqual([userArn(account, "ann")]);
    expect(graph.decisions.count).toBe(2);
  });

  test.each<[Json, (from: string, to: string) => boolean]>([
    [
      { StringNotEquals: { "aws:ResourceAccount": [callers, OTHER] } },
      (from, to) => from === to || to === OTHER,
    ],
    [{ StringNotLike: { "aws:ResourceAccount": `${callers}*` } }, (from, to) => from === to],
  ])("is asked for each account where it asks for more: %j", (condition, lets) => {
    const graph = graphUnder(condition);
    for (const to of ACCOUNTS)
      expect(callersInto(graph, roleArn(to, "Deploy"))).toEqual(
        ACCOUNTS.filter((from) => lets(from, to))
          .map((from) => userArn(from, "ann"))
          .toSorted(),
      );
  });
});

test("keys are spelled as the statements about the role spell them, whoever was decided first", () => {
  const about = (name: string, key: string): Json => ({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Resource: name,
    Condition: { StringEquals: { [key]: "red" } },
  });
  const [here, elsewhere] = [about("*", "aws:PrincipalTag/team"), about("x", "aws:PrincipalTag/TEAM")];
  const build = (name: string, ...statements: Json[]) =>
    role(name, trust(rootOf(HOME), undefined, ["sts:AssumeRole", "sts:TagSession"]), {
      policies: [{ Version: "2012-10-17", Statement: statements }],
    });
  const graph = graphOf([
    build("One", elsewhere, here),
    build("Two", here, elsewhere),
    role("Store", trust(rootOf(HOME))),
  ]);
  for (const name of ["One", "Two"]) {
    const hop = graph.trust.decision(roleArn(HOME, name), "sts:AssumeRole", roleArn(HOME, "Store"))!;
    expect(canAnswer(hop, name).requires.map(({ key }) => key)).toEqual(["aws:PrincipalTag/team"]);
  }
});

describe("sessions of a role", () => {
  const named = (who: string, name: string) => ({
    Effect: "Allow",
    Principal: { AWS: userArn(HOME, who) },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "sts:RoleSessionName": name } },
  });

  function whereTo(data: Snapshot, who: string): readonly string[] {
    return analyze(data)
      .whatCan(userArn(HOME, who))
      .results.map((one) => one.principal);
  }

  test("are told apart by a trust policy that names one of them", () => {
    const data = snapshot([
      user("ann", { policies: [assume] }),
      user("bob", { policies: [assume] }),
      role("Build", policy(named("ann", "test"), named("bob", "release")), { policies: [assume] }),
      role("Store", trust(`arn:aws:sts::${HOME}:assumed-role/Build/release`)),
    ]);
    expect(whereTo(data, "ann")).toEqual([roleArn(HOME, "Build")]);
    expect(whereTo(data, "bob")).toEqual([roleArn(HOME, "Build"), roleArn(HOME, "Store")]);
  });

  test("under a session policy are decided each by itself", () => {
    const graph = graphOf([role("Build", trust(rootOf(HOME)), { policies: [assume] })]);
    const build = graph.world.roles.get(roleArn(HOME, "Build"))!;
    const nothing = policyRef(policy(), "session policy", "session policy", "");
    const plain: Caller = { kind: "role", role: build, session: someSession(null) };
    const bound: Caller = { ...plain, session: narrowed(plain.session, nothing) };
    expect(graph.decisions.of(plain, build)?.kind).toBe("allowed");
    expect(graph.decisions.of(bound, build)).toBe(null);
  });
});
