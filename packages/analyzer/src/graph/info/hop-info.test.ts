import { describe, expect, test } from "vitest";
import { explore } from "../../explore.js";
import { allow, HOME, policy, role, snapshot, trust, user } from "../../testing/world.js";

const ROOT = `arn:aws:iam::${HOME}:root`;
const assume = allow("sts:AssumeRole");
const arnOf = (name: string): string => `arn:aws:iam::${HOME}:user/${name}`;
const names = Array.from({ length: 12 }, (_, index) => `user-${index}`);

const explorer = explore(
  snapshot([
    ...names.map((name) => user(name, { policies: [assume] })),
    user("idle"),
    role("One", trust(ROOT)),
    role("Two", trust(ROOT)),
    role(
      "Service",
      policy({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }),
    ),
    role(
      "ButThree",
      policy(
        { Effect: "Allow", Principal: { AWS: ROOT }, Action: "sts:AssumeRole" },
        { Effect: "Deny", Principal: { AWS: arnOf("user-3") }, Action: "sts:AssumeRole" },
      ),
    ),
    role(
      "Anybody",
      policy({
        Effect: "Allow",
        Principal: "*",
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": "x" } },
      }),
    ),
  ]),
);

describe("hops of callers whom nothing tells apart", () => {
  const expanded = [...explorer.hops()].flatMap(({ from, ...hop }) =>
    from.ids().map((id) => JSON.stringify({ from: id, ...hop })),
  );

  test("are the edges, each once, when they are expanded", () => {
    expect(expanded.toSorted()).toEqual(
      [...explorer.edges()].map(({ label: _, action: _action, ...edge }) => JSON.stringify(edge)).toSorted(),
    );
    expect(expanded.length).toBe(explorer.summary().edges);
  });

  test("are fewer than the edges", () => {
    expect([...explorer.hops()].length).toBeLessThan(expanded.length / 4);
  });

  test("say how many callers there are, and whose members they are", () => {
    for (const { from, to } of explorer.hops()) {
      expect(from.ids(), to).toHaveLength(from.size);
      const group = new Set(from.group.ids());
      expect(
        from.ids().every((id) => group.has(id)),
        to,
      ).toBe(true);
      if (from.exceptAccount === null) expect(group.size, to).toBe(from.size);
    }
  });

  test("are found from either end", () => {
    const into = explorer.hopsInto(`arn:aws:iam::${HOME}:role/ButThree`);
    expect(into.flatMap(({ from }) => from.ids()).toSorted()).toEqual(
      names
        .filter((name) => name !== "user-3")
        .map(arnOf)
        .toSorted(),
    );
    const from = (name: string): readonly string[] =>
      [...explorer.hopsFrom(arnOf(name))].map(({ to }) => to.slice(to.lastIndexOf("/") + 1)).toSorted();
    expect(from("user-1")).toEqual(["ButThree", "One", "Two"]);
    expect(from("user-3")).toEqual(["One", "Two"]);
    expect(from("idle")).toEqual([]);
  });
});
