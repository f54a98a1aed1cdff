import type { Json } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, policy, role, snapshot, trust } from "../../testing/world.js";

const first = `arn:aws:iam::${HOME}:role/First`;
const ACTIONS = ["sts:AssumeRole", "sts:SetSourceIdentity"];

/** Who can become Next, which looks at the session, when First is opened like this. */
function starts(opening: Json, asked: Json, deny?: Json): readonly string[] {
  const everyone = { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" };
  const trusts = policy(
    { Effect: "Allow", Principal: { AWS: HOME }, Action: ACTIONS, Condition: opening },
    ...(deny === undefined ? [] : [{ ...everyone, Condition: deny }]),
  );
  const world = snapshot([
    role("First", trusts, { policies: [allow(ACTIONS)] }),
    role("Next", trust(first, asked, ACTIONS)),
  ]);
  return analyze(world)
    .whoCan("role/Next")
    .results.map((result) => result.principal);
}

const named = (...names: string[]): Json => ({ StringLike: { "sts:RoleSessionName": names } });
const calls = (...names: string[]): Json => ({
  StringLike: { "aws:userid": names.map((name) => `*:${name}`) },
});
const none: Json = {};

describe("a role that starts a chain is a session that its trust policy can have let in", () => {
  test.each<[string, Json, Json, Json | undefined, boolean]>([
    ["a name that every opening refuses", named("build-*"), calls("deploy"), undefined, false],
    ["a name that an opening takes", named("build-*", "deploy"), calls("deploy"), undefined, true],
    ["any name where none is asked", none, calls("deploy"), undefined, true],
    [
      "a name that a Deny refuses everyone",
      none,
      calls("deploy"),
      { StringNotLike: { "sts:RoleSessionName": "build-*" } },
      false,
    ],
    [
      "a name that a Deny leaves",
      none,
      calls("build-1"),
      { StringNotLike: { "sts:RoleSessionName": "build-*" } },
      true,
    ],
    [
      "a source identity that no opening takes",
      { StringEqualsIfExists: { "sts:SourceIdentity": "alice" } },
      { StringEquals: { "aws:SourceIdentity": "bob" } },
      undefined,
      false,
    ],
    [
      "a source identity that an opening takes",
      { StringEqualsIfExists: { "sts:SourceIdentity": "alice" } },
      { StringEquals: { "aws:SourceIdentity": "alice" } },
      undefined,
      true,
    ],
  ])("%s", (_, opening, asked, deny, expected) => {
    expect(starts(opening, asked, deny)).toEqual(expected ? [first] : []);
  });
});
