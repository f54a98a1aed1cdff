import type { Json } from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, role, snapshot, trust, user } from "../../testing/world.js";

const ACTIONS = ["sts:AssumeRole", "sts:TagSession"];
const arn = (name: string) => `arn:aws:iam::${HOME}:role/${name}`;
const tag = "aws:RequestTag/team";

test.each<[string, Json]>([
  ["passes a test of tags where they are passed", { StringEqualsIfExists: { [tag]: "red" } }],
  [
    "passes a test of every tag of a set that may be empty",
    { "ForAllValues:StringEquals": { [tag]: "red" } },
  ],
  [
    "passes a role that takes no such tag itself",
    { Null: { [tag]: "true" }, "ForAllValues:StringEquals": { "aws:TagKeys": ["cost"] } },
  ],
])("a transitive tag of the session before %s", (_, condition) => {
  const policies = [allow(ACTIONS)];
  const isBlue = { StringEquals: { "aws:PrincipalTag/team": "blue" } };
  const analysis = analyze(
    snapshot([
      user("alice", { policies }),
      role("First", trust(`arn:aws:iam::${HOME}:user/alice`, undefined, ACTIONS), { policies }),
      role("Second", trust(arn("First"), condition, ACTIONS), { policies }),
      role("Third", trust(arn("Second"), isBlue, ACTIONS)),
    ]),
  );
  expect(analysis.can({ from: "role/Second", to: "role/Third" }).verdict).toBe("conditional");
  const chain = analysis.can({ from: "user/alice", to: "role/Third", maxHops: 4 });
  expect(chain.verdict).toBe("conditional");
  expect(chain.hops?.[0]?.witness).toMatchObject({ [tag]: "blue", "sts:TransitiveTagKeys": ["team"] });
});

test("no tag comes along through a role that demands one in the request", () => {
  const policies = [allow(ACTIONS)];
  const analysis = analyze(
    snapshot([
      role("First", trust(`arn:aws:iam::${HOME}:root`, undefined, ACTIONS), { policies }),
      role(
        "Second",
        trust(arn("First"), { StringEquals: { [tag]: "red" }, StringLikeIfExists: { [tag]: "*" } }, ACTIONS),
        { policies },
      ),
      role("Third", trust(arn("Second"), { StringEquals: { "aws:PrincipalTag/team": "blue" } })),
    ]),
  );
  expect(analysis.can({ from: "role/Second", to: "role/Third" }).verdict).toBe("denied");
});

test.each<[string, Json]>([
  ["listed in another case", { "ForAllValues:StringEquals": { "aws:TagKeys": ["Team"] } }],
  ["of a pattern in another case", { "ForAllValues:StringLike": { "aws:TagKeys": ["Te*", "Cost"] } }],
  ["that is not the one spelling refused", { "ForAllValues:StringNotEquals": { "aws:TagKeys": ["team"] } }],
])("a session tag may be passed under a key %s", (_, condition) => {
  const policies = [allow(ACTIONS)];
  const isBlue = { StringEquals: { "aws:PrincipalTag/team": "blue" } };
  const analysis = analyze(
    snapshot([
      user("alice", { policies }),
      role("First", trust(`arn:aws:iam::${HOME}:user/alice`, condition, ACTIONS), { policies }),
      role("Second", trust(arn("First"), isBlue)),
    ]),
  );
  expect(analysis.can({ from: "role/First", to: "role/Second" }).verdict).toBe("conditional");
  const chain = analysis.can({ from: "user/alice", to: "role/Second", maxHops: 4 });
  expect(chain.verdict).toBe("conditional");
  expect(Object.values(chain.hops?.[0]?.witness ?? {})).toContain("blue");
});
