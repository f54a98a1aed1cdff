import type { Json, Role, User } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { canAnswer } from "../decide/answer/answer.js";
import { decide } from "../decide/decide.js";
import { allow, HOME, policy, role, snapshot, trust, user } from "../testing/world.js";
import { buildWorld } from "../world/world.js";
import { buildTrustGraph, type Graph } from "./build.js";

const ROOT = `arn:aws:iam::${HOME}:root`;
const NAMES = Array.from({ length: 20 }, (_, index) => `user-${index}`);
const assume = allow("sts:AssumeRole");

function graphOf(roles: readonly Role[], users: readonly User[]): Graph {
  return buildTrustGraph(buildWorld(snapshot([...roles, ...users])));
}

function userArn(name: string): string {
  return `arn:aws:iam::${HOME}:user/${name}`;
}

describe("users with the same policies", () => {
  const users = NAMES.map((name) => user(name, { policies: [assume] }));

  test("are decided once, and so are roles that say the same", () => {
    const graph = graphOf([role("One", trust(ROOT)), role("Two", trust(ROOT))], users);
    expect(graph.decisions.count).toBe(1);
    expect(graph.classes.size).toBe(2);
    expect(graph.trust.size).toBe(40);
    expect(graph.trust.inNeighbors(`arn:aws:iam::${HOME}:role/One`).toSorted()).toEqual(
      NAMES.map(userArn).toSorted(),
    );
  });

  test("stay one class whatever else their policies allow", () => {
    const varied = NAMES.map((name) =>
      user(name, { policies: [allow("s3:GetObject", `arn:aws:s3:::${name}/*`), assume] }),
    );
    expect(graphOf([role("One", trust(ROOT))], varied).decisions.count).toBe(1);
  });

  test("are told apart where a trust policy names one of them", () => {
    const graph = graphOf(
      [
        role(
          "One",
          policy(
            { Effect: "Allow", Principal: { AWS: ROOT }, Action: "sts:AssumeRole" },
            { Effect: "Deny", Principal: { AWS: userArn("user-3") }, Action: "sts:AssumeRole" },
          ),
        ),
      ],
      users,
    );
    expect(graph.decisions.count).toBe(2);
    expect(graph.trust.size).toBe(19);
    expect(graph.trust.hasEdge(userArn("user-3"), `arn:aws:iam::${HOME}:role/One`)).toBe(false);
  });

  test("fall into two classes at a pattern of names, not into one for each name", () => {
    const like = { ArnLike: { "aws:PrincipalArn": userArn("user-1*") } };
    const graph = graphOf([role("One", trust(ROOT, like)), role("Two", trust(ROOT, like))], users);
    expect(graph.decisions.count).toBe(2);
    // user-1 and user-10 to user-19, into both roles.
    expect(graph.trust.size).toBe(22);
  });

  test("are told apart by a policy variable in what they may assume", () => {
    const own = allow("sts:AssumeRole", `arn:aws:iam::${HOME}:role/of-\${aws:username}`);
    const graph = graphOf(
      [role("of-user-7", trust(ROOT))],
      NAMES.map((name) => user(name, { policies: [own] })),
    );
    expect(graph.trust.inNeighbors(`arn:aws:iam::${HOME}:role/of-user-7`)).toEqual([userArn("user-7")]);
  });

  test("are told apart by their tags, their boundaries and missing policies", () => {
    const tagged = user("ann", { policies: [assume], tags: { team: "a" } });
    const same = user("bob", { policies: [assume], tags: { team: "b" } });
    const condition = { StringEquals: { "aws:PrincipalTag/team": "a" } };
    const bounded = {
      ...user("cat", { policies: [assume], tags: { team: "a" } }),
      PermissionsBoundary: {
        PermissionsBoundaryArn: "arn:aws:iam::aws:policy/Missing",
        PermissionsBoundaryType: "Policy",
      },
    };
    const graph = graphOf([role("One", trust(ROOT, condition))], [tagged, same, bounded]);
    expect(graph.trust.hasEdge(userArn("ann"), `arn:aws:iam::${HOME}:role/One`)).toBe(true);
    expect(graph.trust.hasEdge(userArn("bob"), `arn:aws:iam::${HOME}:role/One`)).toBe(false);
    expect(graph.decisions.count).toBe(3);
  });

  test("are told apart where their answers to different questions read the same", () => {
    const into = (name: string, condition: Json) =>
      allow("sts:AssumeRole", `arn:aws:iam::${HOME}:role/${name}`, condition);
    const ifRed = into("One", { StringEquals: { "aws:PrincipalTag/team": "red" } });
    const graph = graphOf(
      [role("One", trust(ROOT))],
      [
        // Asked for the tag and then the name: yes, no.
        user("ann", {
          tags: { team: "red" },
          policies: [ifRed, into("Two", { StringLike: { "aws:username": "eve" } })],
        }),
        // Asked for the ARN and then the tag: yes, no.
        user("bob", {
          policies: [ifRed, into("Three", { ArnLike: { "aws:PrincipalArn": userArn("bob") } })],
        }),
      ],
    );
    expect(graph.trust.inNeighbors(`arn:aws:iam::${HOME}:role/One`)).toEqual([userArn("ann")]);
  });
});

test("a hop of any member says what the member's own decision says", () => {
  const condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
  const graph = graphOf(
    [role("One", trust(ROOT, condition))],
    NAMES.map((name) => user(name, { policies: [assume] })),
  );
  const target = graph.world.roles.get(`arn:aws:iam::${HOME}:role/One`)!;
  for (const own of graph.world.users.values()) {
    const hop = graph.trust.decision(own.arn, "sts:AssumeRole", target.arn)!;
    expect(canAnswer(hop, own.arn)).toEqual(
      canAnswer(decide(graph.world, { kind: "user", user: own }, target), own.arn),
    );
  }
  expect(graph.decisions.count).toBe(1);
});
