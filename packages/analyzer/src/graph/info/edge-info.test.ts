import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, OTHER, policy, role, snapshot, trust, user } from "../../testing/world.js";

const analysis = analyze(
  snapshot([
    user("zoe", { policies: [allow("sts:AssumeRole")] }),
    user("ann", { policies: [allow("sts:AssumeRole")] }),
    role("Two", trust(`arn:aws:iam::${HOME}:root`)),
    role("Near", trust(`arn:aws:iam::${HOME}:user/zoe`)),
    role("Far", trust(`arn:aws:iam::${HOME}:root`), { account: OTHER }),
    role(
      "Asking",
      policy({
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${HOME}:root` },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "sts:ExternalId": ["one", "two"] },
          Bool: { "aws:MultiFactorAuthPresent": "true" },
        },
      }),
    ),
  ]),
);
const last = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);

test("edges come by who, where to, and the action, however their callers are grouped", () => {
  const edges = [...analysis.edges()];
  expect(edges.map(({ from, to }) => `${last(from)} ${last(to)}`)).toEqual([
    "ann Asking",
    "ann Two",
    "ann Far",
    "zoe Asking",
    "zoe Near",
    "zoe Two",
    "zoe Far",
  ]);
  expect(edges.length).toBe(analysis.summary().edges);
  expect(edges.filter(({ crossAccount }) => crossAccount).map(({ to }) => last(to))).toEqual(["Far", "Far"]);
});

test("edges are made anew for each who asks", () => {
  expect([...analysis.edges()]).toEqual([...analysis.edges()]);
});

test("a label names two of the keys that an edge asks for", () => {
  const labels = new Set([...analysis.edges()].map(({ label }) => label));
  expect(labels).toEqual(new Set(["", "if aws:MultiFactorAuthPresent, sts:ExternalId"]));
});

test("conditions are of conditional edges alone, in the order of the edges", () => {
  const conditional = [...analysis.edges()].filter(({ verdict }) => verdict === "conditional");
  const conditions = [...analysis.edgeConditions()];
  expect(conditions.map(({ from, to }) => ({ from, to }))).toEqual(
    conditional.map(({ from, to }) => ({ from, to })),
  );
  for (const { from, to, alternatives } of conditions)
    expect(alternatives).toEqual(analysis.can({ from, to }).alternatives);
  expect(conditions).toHaveLength(2);
});
