import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { insideOf } from "../../explore.js";
import { allow, HOME, policy, role, snapshot, trust, user } from "../../testing/world.js";
import { shortestChains } from "./alternatives.js";
import { surroundings } from "./distance.js";

const arn = (kind: "user" | "role", name: string) => `arn:aws:iam::${HOME}:${kind}/${name}`;
const names = (paths: readonly (readonly string[])[]) =>
  paths.map((path) => path.map((id) => id.split("/").at(-1)).join(" "));

/** alice enters A and B; both lead to GATE directly or over each other; GATE leads to END. */
const diamond = analyze(
  snapshot([
    user("alice"),
    role("A", trust([arn("user", "alice"), arn("role", "B")])),
    role("B", trust([arn("user", "alice"), arn("role", "A")])),
    role("GATE", trust([arn("role", "A"), arn("role", "B")])),
    role("END", trust(arn("role", "GATE"))),
  ]),
);
const ask = (question: object) => {
  const answer = diamond.paths({ from: "user/alice", to: "role/END", ...question });
  return { paths: names(answer.results.map((result) => result.path)), truncated: answer.truncated };
};

describe("paths", () => {
  test("between one principal and one role lists all ways that enter no role twice, shortest first", () => {
    expect(ask({})).toEqual({
      paths: ["alice A GATE END", "alice B GATE END", "alice A B GATE END", "alice B A GATE END"],
      truncated: false,
    });
  });

  test("says when there are more than were asked for", () => {
    expect(ask({ alternatives: 3 })).toEqual({
      paths: ["alice A GATE END", "alice B GATE END", "alice A B GATE END"],
      truncated: true,
    });
    expect(ask({ limit: 4 }).truncated).toBe(false);
  });

  test("tries no hop from which the role is out of reach", () => {
    const sides = Array.from({ length: 20 }, (_, index) => role(`S${index}`, trust(arn("user", "alice"))));
    const { graph, tracking } = insideOf(
      analyze(
        snapshot([
          user("alice"),
          ...sides,
          role("A", trust(arn("user", "alice"))),
          role("END", trust(arn("role", "A"))),
        ]),
      ),
    );
    const { hopsLeft } = surroundings(graph, tracking, new Set([arn("role", "END")]));
    const budget = { left: 2 };
    const start = graph.trust.getNodeAttribute(arn("user", "alice"), "caller");
    const { chains, complete } = shortestChains(graph, tracking, start, arn("role", "END"), {
      hopCountMax: 8,
      chainCountMax: 2,
      via: [],
      avoid: new Set(),
      hopsLeft,
      budget,
    });
    expect(chains.map(({ hops }) => hops.length)).toEqual([2]);
    expect([complete, budget.left]).toEqual([true, 0]);
  });

  test("meets every --via, and ends where it ends", () => {
    expect(ask({ via: ["role/B"], alternatives: 1 }).paths).toEqual(["alice B GATE END"]);
    expect(ask({ via: ["role/A", "role/B"] }).paths).toEqual(["alice A B GATE END", "alice B A GATE END"]);
    expect(ask({ via: ["role/A", "role/B"], maxHops: 3 }).paths).toEqual([]);
  });

  test("never enters what is to be avoided", () => {
    expect(ask({ avoid: ["role/A"] }).paths).toEqual(["alice B GATE END"]);
    expect(ask({ avoid: ["*GATE"] }).paths).toEqual([]);
  });

  test("lists no way whose session states contradict each other", () => {
    const identity = (value: string) => ({ StringEquals: { "sts:SourceIdentity": value } });
    const both = ["sts:AssumeRole", "sts:SetSourceIdentity"];
    const call = allow(both);
    const analysis = analyze(
      snapshot([
        user("alice", { policies: [call] }),
        role("RED", trust(arn("user", "alice"), identity("red"), both), { policies: [call] }),
        role("BLUE", trust(arn("user", "alice"), identity("blue"), both), { policies: [call] }),
        role("END", trust([arn("role", "RED"), arn("role", "BLUE")], identity("blue"), both)),
      ]),
    );
    const { results } = analysis.paths({ from: "user/alice", to: "role/END" });
    expect(names(results.map((result) => result.path))).toEqual(["alice BLUE END"]);
  });

  test("ends in time where every role trusts every other", () => {
    const all = Array.from({ length: 40 }, (_, index) => `R${index}`);
    const clique = analyze(
      snapshot([
        ...all.map((name) => role(name, trust(all.map((other) => arn("role", other))))),
        role("END", policy()),
      ]),
    );
    const answer = clique.paths({ from: "role/R0", to: "role/R1", limit: 50 });
    expect([answer.results.length, answer.truncated]).toEqual([50, true]);
    expect(clique.paths({ from: "role/R0", to: "role/END" })).toMatchObject({
      results: [],
      truncated: false,
    });
  });
});
