import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, role, snapshot, trust, user } from "../../testing/world.js";

const ACTIONS = ["sts:AssumeRole", "sts:TagSession"];
const alice = `arn:aws:iam::${HOME}:user/alice`;
const arn = (name: string) => `arn:aws:iam::${HOME}:role/${name}`;
const tags = ["a", "b", "c", "d", "e", "f"];

/** Six tag keys are tested somewhere; whoever enters A may pass them all, B and C trust its sessions. */
const analysis = analyze(
  snapshot([
    user("alice", { policies: [allow(ACTIONS)] }),
    role("A", trust(alice, undefined, ACTIONS), { policies: [allow(ACTIONS)] }),
    role("B", trust(arn("A"))),
    ...tags.map((tag) =>
      role(`by-${tag}`, trust(arn("A"), { StringEquals: { [`aws:PrincipalTag/${tag}`]: "1" } })),
    ),
    role(
      "by-all",
      trust(arn("A"), {
        StringEquals: Object.fromEntries(tags.map((tag) => [`aws:PrincipalTag/${tag}`, "1"])),
      }),
    ),
    role(
      "by-two",
      trust(arn("A"), {
        StringEquals: { "aws:PrincipalTag/e": "1" },
        Null: { "aws:PrincipalTag/f": "true" },
      }),
    ),
  ]),
);

test("a chain is found with tags set or not, however many tag keys policies test", () => {
  const { results } = analysis.whatCan("user/alice");
  expect(results.map((result) => result.principal).toSorted()).toEqual(
    [...["A", "B"], ...tags.map((tag) => `by-${tag}`), "by-all", "by-two"].map(arn).toSorted(),
  );
});
