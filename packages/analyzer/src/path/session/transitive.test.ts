import type { Json } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, role, snapshot, trust, user } from "../../testing/world.js";

const ACTIONS = ["sts:AssumeRole", "sts:TagSession"];
const alice = `arn:aws:iam::${HOME}:user/alice`;
const first = `arn:aws:iam::${HOME}:role/First`;

const DEMANDS: readonly [string, Json][] = [
  ["some key at all", { Null: { "sts:TransitiveTagKeys": "false" } }],
  ["one of two keys", { "ForAnyValue:StringEquals": { "sts:TransitiveTagKeys": ["team", "cost"] } }],
  ["a key of a pattern", { "ForAnyValue:StringLike": { "sts:TransitiveTagKeys": ["te*"] } }],
  ["a key that begins with a capital", { "ForAnyValue:StringLike": { "sts:TransitiveTagKeys": ["Te*"] } }],
  ["a key other than one", { "ForAnyValue:StringNotEquals": { "sts:TransitiveTagKeys": ["team"] } }],
];

describe.each(DEMANDS)("where a role demands a transitive tag, %s", (_, condition) => {
  const policies = [allow(ACTIONS)];
  const chain = (second: Json) =>
    analyze(
      snapshot([
        user("alice", { policies }),
        role("First", trust(alice, condition, ACTIONS), { policies }),
        role("Second", trust(first, undefined, second)),
      ]),
    ).can({ from: "user/alice", to: "role/Second", maxHops: 4 });

  test("a role that takes no tags is out of reach behind it", () => {
    expect(chain("sts:AssumeRole")).toMatchObject({ verdict: "denied", path: null });
  });

  test("a role that takes tags is entered with the tag", () => {
    const { verdict, hops } = chain(ACTIONS);
    expect(verdict).toBe("conditional");
    expect(hops?.[0]?.witness?.["sts:TransitiveTagKeys"]).toHaveLength(1);
    expect(hops?.[0]?.witness?.["aws:TagKeys"]).toEqual(hops?.[0]?.witness?.["sts:TransitiveTagKeys"]);
  });
});
