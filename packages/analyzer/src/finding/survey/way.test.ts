import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { decide } from "../../decide/decide.js";
import { insideOf } from "../../explore.js";
import { allow, HOME, OTHER, role, snapshot, trust, user } from "../../testing/world.js";
import { hasWay, waysOf } from "./way.js";

const ROOT = `arn:aws:iam::${HOME}:root`;
const BOTH = ["sts:AssumeRole", "sts:TagSession"];

test("a decision has a way where ways can be listed, and nowhere else", () => {
  const { graph } = insideOf(
    analyze(
      snapshot([
        user("alice", { policies: [allow(BOTH)] }),
        user("bob"),
        role("Open", trust(ROOT)),
        role("Asking", trust(ROOT, { StringEquals: { "sts:ExternalId": ["red", "blue"] } })),
        role("Closed", trust(`arn:aws:iam::${OTHER}:root`)),
        role("Impossible", trust(ROOT, { StringEquals: { "aws:PrincipalAccount": OTHER } })),
        role("Odd", trust(ROOT, { StringAlmost: { "sts:ExternalId": "red" } })),
        role("Tagged", trust(ROOT, { StringLike: { "aws:RequestTag/team": ["a?", "?b"] } }, BOTH)),
      ]),
    ),
  );
  const seen = [...graph.world.users.values()].flatMap((from) =>
    [...graph.world.roles.values()].map((target) => {
      const decision = decide(graph.world, { kind: "user", user: from }, target);
      expect(hasWay(decision)).toBe(waysOf(decision).length > 0);
      return `${from.name} ${target.name} ${decision.kind} ${hasWay(decision)}`;
    }),
  );
  expect(seen).toContain("alice Open allowed true");
  expect(seen).toContain("alice Asking conditional true");
  expect(seen).toContain("alice Tagged conditional true");
  expect(seen).toContain("alice Impossible denied false");
  expect(seen).toContain("alice Odd conditional false");
});
