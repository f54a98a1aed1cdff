import type { Json } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, OTHER, policy, role, snapshot, trust, user } from "../../testing/world.js";

const arn = (kind: "user" | "role", name: string, account = HOME) =>
  `arn:aws:iam::${account}:${kind}/${name}`;
const root = (account: string) => `arn:aws:iam::${account}:root`;
const CALL = allow(["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]);

/** alice → A → B → C, and C back to A. */
const line = analyze(
  snapshot([
    user("alice"),
    user("bob"),
    role("A", trust([arn("user", "alice"), arn("role", "C")])),
    role("B", trust(arn("role", "A"))),
    role("C", trust(arn("role", "B"))),
    role("D", trust(root(OTHER))),
  ]),
);

describe("who-can, what-can and paths", () => {
  test("agree on every pair, with the shortest chain", () => {
    const reach = line
      .whatCan("user/alice")
      .results.map((result) => [result.principal, result.path.length - 1]);
    expect(reach).toEqual([
      [arn("role", "A"), 1],
      [arn("role", "B"), 2],
      [arn("role", "C"), 3],
    ]);
    for (const [target, hops] of reach) {
      const found = line
        .whoCan(String(target))
        .results.find((result) => result.principal === arn("user", "alice"));
      expect(found?.hops).toHaveLength(Number(hops));
      expect(
        line.paths({ from: "user/alice", to: String(target) }).results.map((result) => result.path),
      ).toEqual([found?.path]);
    }
  });

  test("walk cycles once, and do not count the way back to the start", () => {
    expect(line.whatCan("role/A").results.map((result) => result.principal)).toEqual([
      arn("role", "B"),
      arn("role", "C"),
    ]);
    expect(line.whoCan("role/A").results.map((result) => result.principal)).toEqual([
      arn("role", "C"),
      arn("user", "alice"),
      arn("role", "B"),
    ]);
  });

  test("let the tokens of a provider in where a wildcard does, as a question about the pair says", () => {
    const provider = "cognito-identity.amazonaws.com";
    const statement = { Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity" };
    const tokens = analyze(
      snapshot([
        role("Named", policy({ ...statement, Principal: { Federated: provider } })),
        role("Wild", policy({ ...statement, Principal: "*" })),
      ]),
    );
    expect(tokens.can({ from: provider, to: "role/Wild" }).verdict).toBe("allowed");
    expect(tokens.whatCan(provider).results.map((result) => result.principal)).toEqual([
      arn("role", "Named"),
      arn("role", "Wild"),
    ]);
  });

  test.each([
    "lambda.amazonaws.com",
    OTHER,
    `arn:aws:iam::${OTHER}:user/eve`,
    root(OTHER).replace("root", "role/x"),
  ])("let %s in where a wildcard does, though other roles name it", (caller) => {
    const principal = caller.endsWith(".com") ? { Service: caller } : { AWS: caller };
    const named = analyze(
      snapshot([
        role("Named", policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal })),
        role("Wild", trust("*"), { policies: [CALL] }),
        role("Last", trust(arn("role", "Wild"))),
      ]),
    );
    const chain = [caller, arn("role", "Wild"), arn("role", "Last")];
    expect(named.can({ from: caller, to: "role/Wild", maxHops: 2 }).path).toEqual(chain.slice(0, 2));
    expect(named.can({ from: caller, to: "role/Last", maxHops: 2 }).path).toEqual(chain);
    expect(named.whatCan(caller).results.map((result) => result.path)).toContainEqual(chain);
  });

  test("keep to the number of hops", () => {
    expect(line.whatCan("user/alice", { maxHops: 2 }).results).toHaveLength(2);
    expect(line.whoCan("role/C", { maxHops: 1 }).results.map((result) => result.principal)).toEqual([
      arn("role", "B"),
    ]);
  });

  test("cut a long list and say so", () => {
    const answer = line.paths({ from: "*A*", to: "role/*", limit: 1 });
    expect([answer.results.length, answer.truncated]).toEqual([1, true]);
  });

  test("go from each principal to a role by the shortest way that avoids what is to be avoided", () => {
    const fork = analyze(
      snapshot([
        user("alice"),
        user("bob"),
        role("A", trust([arn("user", "alice"), arn("user", "bob")])),
        role("B", trust(arn("user", "alice"))),
        role("C", trust(arn("role", "B"))),
        role("D", trust([arn("role", "A"), arn("role", "C")])),
      ]),
    );
    const paths = (avoid: readonly string[]) =>
      fork
        .paths({ from: "user/*", to: "role/D", avoid })
        .results.map(({ path }) => path.map((id) => id.split("/").at(-1)).join(" "));
    expect(paths([])).toEqual(["alice A D", "bob A D"]);
    expect(paths(["role/A"])).toEqual(["alice B C D"]);
    expect(paths(["role/A", "role/B"])).toEqual([]);
  });

  test("take an account id for everyone of the account, and for itself where it was not collected", () => {
    expect(line.paths({ from: OTHER, to: "role/D" }).results.map((result) => result.path)).toEqual([
      [OTHER, arn("role", "D")],
    ]);
    expect(line.paths({ from: HOME, to: "role/B" }).results.map((result) => result.path[0])).toContain(
      arn("user", "alice"),
    );
    const named = analyze(snapshot([role("D", trust([root(OTHER), `arn:aws:iam::${OTHER}:role/ci`]))]));
    expect(named.paths({ from: OTHER, to: "role/D" }).results.map((result) => result.path[0])).toEqual([
      OTHER,
      `arn:aws:iam::${OTHER}:role/ci`,
    ]);
  });

  test("name outside accounts as principals of their own", () => {
    expect(line.whoCan("role/D").results.map((result) => result.principal)).toEqual([OTHER]);
  });

  test("cap every session after the first hop at an hour", () => {
    const roles = ["A", "B"].map((name, index) =>
      role(name, trust(index === 0 ? arn("user", "alice") : arn("role", "A"))),
    );
    const long = snapshot([user("alice"), ...roles], {
      accounts: {
        [HOME]: {
          listRoles: {
            Roles: roles.map((entry) => ({
              RoleName: entry.RoleName,
              Arn: entry.Arn,
              MaxSessionDuration: 43200,
            })),
          },
        },
      },
    });
    expect(
      analyze(long)
        .whatCan("user/alice")
        .results.map((result) => result.maxSessionSeconds),
    ).toEqual([43200, 3600]);
  });
});

describe("the state of a session", () => {
  test("lets a session tag open the next hop, and only a tag that may be set", () => {
    const tagged = (values: readonly string[]) =>
      analyze(
        snapshot([
          user("alice", { policies: [CALL] }),
          role(
            "A",
            policy(
              { Effect: "Allow", Principal: { AWS: root(HOME) }, Action: "sts:AssumeRole" },
              {
                Effect: "Allow",
                Principal: { AWS: root(HOME) },
                Action: "sts:TagSession",
                Condition: { StringEquals: { "aws:RequestTag/team": values } },
              },
            ),
            { tags: { team: "red" } },
          ),
          role("B", trust(arn("role", "A"), { StringEquals: { "aws:PrincipalTag/team": "blue" } })),
        ]),
      ).can({ from: "user/alice", to: "role/B", maxHops: 3 }).path;
    expect(tagged(["blue"])).toEqual([arn("user", "alice"), arn("role", "A"), arn("role", "B")]);
    expect(tagged(["green"])).toBeNull();
  });

  test("passes transitive tags on, which then need sts:TagSession everywhere", () => {
    const chain = (last: string | string[]) =>
      analyze(
        snapshot([
          user("alice", { policies: [CALL] }),
          role("A", trust(root(HOME), undefined, ["sts:AssumeRole", "sts:TagSession"]), { policies: [CALL] }),
          role(
            "B",
            policy({
              Effect: "Allow",
              Principal: { AWS: arn("role", "A") },
              Action: ["sts:AssumeRole", "sts:TagSession"],
              Condition: { Null: { "aws:RequestTag/team": "true" } },
            }),
            { policies: [CALL] },
          ),
          role("C", trust(arn("role", "B"), { StringEquals: { "aws:PrincipalTag/team": "blue" } }, last)),
        ]),
      ).can({ from: "user/alice", to: "role/C", maxHops: 4 }).path?.length;
    expect(chain(["sts:AssumeRole", "sts:TagSession"])).toBe(4);
    expect(chain("sts:AssumeRole")).toBeUndefined();
  });

  test("puts a transitive tag in the place of the next role's own", () => {
    const chain = (last: string) =>
      analyze(
        snapshot([
          user("alice", { policies: [CALL] }),
          role("A", trust(root(HOME), undefined, ["sts:AssumeRole", "sts:TagSession"]), { policies: [CALL] }),
          role(
            "B",
            trust(arn("role", "A"), { StringEquals: { "aws:ResourceTag/team": last } }, [
              "sts:AssumeRole",
              "sts:TagSession",
            ]),
            { tags: { team: "red" } },
          ),
        ]),
      ).can({ from: "user/alice", to: "role/B", maxHops: 3 }).verdict;
    expect(chain("red")).toBe("allowed");
    expect(chain("blue")).toBe("conditional");
  });

  test("holds an inherited tag to what an earlier hop demanded of it, and lets nobody pass it again", () => {
    const both = ["sts:AssumeRole", "sts:TagSession"];
    const chain = (condition: Json) =>
      analyze(
        snapshot([
          user("alice", { policies: [CALL] }),
          role(
            "A",
            trust(root(HOME), { "ForAnyValue:StringEquals": { "sts:TransitiveTagKeys": "team" } }, both),
            { policies: [CALL] },
          ),
          role("B", trust(arn("role", "A"), { StringEquals: { "aws:ResourceTag/team": "blue" } }, both), {
            policies: [CALL],
          }),
          role("C", trust(arn("role", "B"), condition, both)),
        ]),
      ).can({ from: "user/alice", to: "role/C", maxHops: 4 }).path;
    expect(chain({ StringEquals: { "aws:ResourceTag/team": "blue" } })).toHaveLength(4);
    expect(chain({ StringEquals: { "aws:ResourceTag/team": "red" } })).toBeNull();
    expect(chain({ StringEquals: { "aws:RequestTag/team": "blue" } })).toBeNull();
  });

  test("keeps one source identity for the whole chain", () => {
    const both = ["sts:AssumeRole", "sts:SetSourceIdentity"];
    const chain = (first: string, second: string) =>
      analyze(
        snapshot([
          user("alice", { policies: [CALL] }),
          role("A", trust(root(HOME), { StringEquals: { "sts:SourceIdentity": first } }, both), {
            policies: [CALL],
          }),
          role("B", trust(arn("role", "A"), { StringEquals: { "sts:SourceIdentity": second } }, both)),
        ]),
      ).can({ from: "user/alice", to: "role/B", maxHops: 3 });
    expect(chain("ann", "ann").path).toHaveLength(3);
    expect(chain("ann", "bea").path).toBeNull();
  });

  test("holds a session name that an earlier hop pins", () => {
    const chain = (name: string) =>
      analyze(
        snapshot([
          user("alice", { policies: [CALL] }),
          role("A", trust(root(HOME), { StringLike: { "sts:RoleSessionName": "alice-*" } })),
          role("B", trust(`arn:aws:sts::${HOME}:assumed-role/A/${name}`)),
        ]),
      ).can({ from: "user/alice", to: "role/B", maxHops: 3 }).path?.length;
    expect(chain("alice-1")).toBe(3);
    expect(chain("bob-1")).toBeUndefined();
  });
});

test("a verdict of a chain is conditional when one of its hops is", () => {
  const answer = analyze(
    snapshot([
      user("alice"),
      role("A", trust(arn("user", "alice"), { StringEquals: { "sts:ExternalId": "abc" } })),
      role("B", trust(arn("role", "A"))),
    ]),
  ).can({ from: "user/alice", to: "role/B", maxHops: 5 });
  expect(answer).toMatchObject({
    verdict: "conditional",
    hops: [{ verdict: "conditional" }, { verdict: "allowed" }],
  });
  expect(answer.requires.map((entry) => entry.key)).toEqual(["sts:ExternalId"]);
});
