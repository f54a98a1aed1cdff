import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { insideOf } from "../../explore.js";
import { allow, HOME, role, snapshot, trust, user } from "../../testing/world.js";
import { renewingCycles } from "./cycles.js";

const arn = (kind: "user" | "role", name: string) => `arn:aws:iam::${HOME}:${kind}/${name}`;
const cyclesOf = (entities: Parameters<typeof snapshot>[0]) =>
  analyze(snapshot(entities))
    .cycles()
    .results.map(({ roles, walk }) => ({
      roles: roles.map((id) => id.split("/").at(-1)),
      walk: walk.map((id) => id.split("/").at(-1)).join(" "),
    }));

describe("cycles", () => {
  test("are circles of roles and roles that trust themselves, a shortest walk first", () => {
    expect(
      cyclesOf([
        user("alice"),
        role("A", trust([arn("user", "alice"), arn("role", "C")])),
        role("B", trust(arn("role", "A"))),
        role("C", trust(arn("role", "B"))),
        role("SELF", trust(arn("role", "SELF"))),
        role("LEAF", trust(arn("role", "A"))),
      ]),
    ).toEqual([
      { roles: ["SELF"], walk: "SELF SELF" },
      { roles: ["A", "B", "C"], walk: "A B C A" },
    ]);
  });

  test("do not count where the session state stops the second round", () => {
    const both = ["sts:AssumeRole", "sts:SetSourceIdentity"];
    const call = allow(both);
    const identity = (value: string) => ({ StringEquals: { "sts:SourceIdentity": value } });
    const circle = (first: string, second: string) => [
      role("A", trust(arn("role", "B"), identity(first), both), { policies: [call] }),
      role("B", trust(arn("role", "A"), identity(second), both), { policies: [call] }),
    ];
    expect(cyclesOf(circle("red", "red"))).toEqual([{ roles: ["A", "B"], walk: "A B A" }]);
    expect(cyclesOf(circle("red", "blue"))).toEqual([]);
  });

  test("do not count where a hop demands MFA, which sessions do not carry", () => {
    const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    expect(cyclesOf([role("A", trust(arn("role", "B"))), role("B", trust(arn("role", "A"), mfa))])).toEqual(
      [],
    );
  });

  test("come back to the session that they started from where each round demands the same of it again", () => {
    const both = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
    const call = { policies: [allow(both)] };
    const variable = (key: string): string => `\${${key}}`;
    const same = {
      StringEquals: { "aws:RequestTag/team": variable("aws:PrincipalTag/team") },
      StringLike: { "sts:SourceIdentity": variable("aws:PrincipalTag/team") },
    };
    const answer = analyze(
      snapshot([
        role("A", trust(arn("role", "B"), same, both), call),
        role("B", trust(arn("role", "A"), same, both), call),
      ]),
    ).cycles();
    expect(answer.results.map(({ walk }) => walk)).toEqual([
      [arn("role", "A"), arn("role", "B"), arn("role", "A")],
    ]);
    expect(answer.truncated).toBe(false);
  });

  test("are told of as cut where the search takes too many hops", () => {
    const { graph, tracking } = insideOf(
      analyze(snapshot(["A", "B", "C"].map((name) => role(name, trust(arn("role", name)))))),
    );
    const found = (stepCountMax: number) => {
      const { results, truncated } = renewingCycles(graph, tracking, stepCountMax);
      return [results.length, truncated];
    };
    expect([1, 2, 3].map((count) => found(2 * count))).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ]);
  });

  test("are found in each group, however many groups an organization has", () => {
    const count = 20_001;
    const names = Array.from({ length: count }, (_entry, index) => `Own${index}`);
    const answer = analyze(snapshot(names.map((name) => role(name, trust(arn("role", name)))))).cycles();
    expect(answer.results).toHaveLength(count);
    expect(answer.truncated).toBe(false);
  });
});

describe("the blast radius", () => {
  const analysis = analyze(
    snapshot([
      user("alice"),
      role("A", trust(arn("user", "alice"))),
      role("B", trust(arn("role", "A"), { StringEquals: { "sts:ExternalId": "x1" } })),
      role("ADMIN", trust(arn("role", "B")), { policies: [allow("*")] }),
      role("OTHER", trust(arn("role", "nobody"))),
    ]),
  );

  test("counts roles, accounts and administrators within each number of hops", () => {
    const answer = analysis.blast("user/alice");
    expect(answer.byHops).toEqual([
      { hops: 1, roles: 1, freely: 1, accounts: 1, admins: 0 },
      { hops: 2, roles: 2, freely: 1, accounts: 1, admins: 0 },
      { hops: 3, roles: 3, freely: 1, accounts: 1, admins: 1 },
    ]);
    expect(answer.total).toEqual({ roles: 3, freely: 1, accounts: 1, admins: 1 });
    expect(answer.admins.map((result) => result.principal)).toEqual([arn("role", "ADMIN")]);
  });

  test("of somebody who can become nobody is empty", () => {
    expect(analysis.blast("role/OTHER")).toMatchObject({
      byHops: [],
      total: { roles: 0, freely: 0, accounts: 0, admins: 0 },
      accounts: [],
    });
  });

  test("are not listed where a larger circle holds all their roles", () => {
    const both = ["sts:AssumeRole", "sts:SetSourceIdentity"];
    const call = { policies: [allow(both)] };
    // With a source identity sessions go round in A alone, without one by B as well.
    const without = { Null: { "aws:SourceIdentity": "true", "sts:SourceIdentity": "true" } };
    expect(
      cyclesOf([
        role("A", trust([arn("role", "A"), arn("role", "B")], undefined, both), call),
        role("B", trust(arn("role", "A"), without, both), call),
        role("C", trust([arn("role", "C")]), call),
      ]),
    ).toEqual([
      { roles: ["A", "B"], walk: expect.stringMatching(/^[AB]/) },
      { roles: ["C"], walk: "C C" },
    ]);
  });
});
