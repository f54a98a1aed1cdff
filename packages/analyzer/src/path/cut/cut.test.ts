import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, role, snapshot, trust, user } from "../../testing/world.js";

const arn = (kind: "user" | "role", name: string) => `arn:aws:iam::${HOME}:${kind}/${name}`;
const cutOf = (entities: Parameters<typeof snapshot>[0], from = "user/alice", to = "role/END") => {
  const answer = analyze(snapshot(entities)).cut({ from, to });
  return {
    ...answer,
    roles: answer.statements?.map((one) => `${one.role.split("/").at(-1)} ${one.statement}`),
  };
};

describe("the cut", () => {
  test("is the one statement that every chain passes, nearest to the end", () => {
    const found = cutOf([
      user("alice"),
      role("A", trust(arn("user", "alice"))),
      role("B", trust(arn("user", "alice"))),
      role("GATE", trust([arn("role", "A"), arn("role", "B")])),
      role("END", trust(arn("role", "GATE"))),
    ]);
    expect(found).toMatchObject({ roles: ["END 0"], verified: true, truncated: false });
    expect(found.statements?.[0]).toMatchObject({
      source: "trust policy of END",
      pointer: expect.any(String),
    });
  });

  test("takes every statement that lets somebody through", () => {
    const two = trust(arn("role", "A"));
    const end = {
      ...two,
      Statement: [...(two.Statement as object[]), ...(trust(arn("role", "B")).Statement as object[])],
    };
    const found = cutOf([
      user("alice"),
      role("A", trust(arn("user", "alice"))),
      role("B", trust(arn("user", "alice"))),
      role("END", end as ReturnType<typeof trust>),
    ]);
    expect(found).toMatchObject({ roles: ["END 0", "END 1"], verified: true });
  });

  test("is empty where no chain leads there", () => {
    expect(cutOf([user("alice"), role("END", trust(arn("user", "bob")))])).toMatchObject({
      roles: [],
      verified: true,
      reason: "no chain leads there as it is",
    });
  });

  test("finds one statement where only the session state makes it enough", () => {
    const both = ["sts:AssumeRole", "sts:SetSourceIdentity"];
    const call = allow(both);
    const identity = (value: string) => ({ StringEquals: { "sts:SourceIdentity": value } });
    // Both ways in set the identity that both ways on demand, but only the one over RED can be walked.
    const found = cutOf([
      user("alice", { policies: [call] }),
      role("RED", trust(arn("user", "alice"), identity("red"), both), { policies: [call] }),
      role("BLUE", trust(arn("user", "alice"), identity("blue"), both), { policies: [call] }),
      role("END", trust([arn("role", "RED"), arn("role", "BLUE")], identity("red"), both)),
    ]);
    expect(found).toMatchObject({ statements: [{}], verified: true });
  });
});
