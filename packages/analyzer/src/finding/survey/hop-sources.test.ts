import { expect, test } from "vitest";
import { surveyed } from "../../testing/survey.js";
import { allow, HOME, OTHER, organizationOf, policy, role, trust, user } from "../../testing/world.js";
import { entersAt, entersBy, FirstSources, hopsThrough } from "./hop-sources.js";

const ROOT = `arn:aws:iam::${HOME}:root`;

const call = { policies: [allow("sts:AssumeRole")] };
const deny = (aws: string) => ({ Effect: "Deny", Principal: { AWS: aws }, Action: "sts:AssumeRole" });
const entry = (aws: string | string[]) => ({
  Effect: "Allow",
  Principal: { AWS: aws },
  Action: "sts:AssumeRole",
});

test("the hops of a role with one door lead through it", () => {
  const survey = surveyed([user("alice", call), role("Target", policy(entry(ROOT), deny("*")))]);
  expect(survey.doors.map((door) => hopsThrough(survey, door).length)).toEqual([0]);
  const open = surveyed([user("alice", call), role("Target", trust(ROOT))]);
  expect(open.doors.map((door) => hopsThrough(open, door).length)).toEqual([1]);
});

test("hops of a role with several doors, or of one that is tried out, tell nothing of a door", () => {
  const two = [role("Target", policy(entry(ROOT), entry(`arn:aws:iam::${OTHER}:root`)))];
  const list = [role("Target", policy(entry([ROOT, `arn:aws:iam::${OTHER}:root`])))];
  for (const roles of [two, list]) {
    const survey = surveyed([user("alice", call), ...roles]);
    expect(survey.doors.map((door) => hopsThrough(survey, door).length)).toEqual([0, 0]);
  }
  const survey = surveyed([user("alice", call), role("Target", trust(ROOT))]);
  const changed = { ...survey, world: { ...survey.world } };
  expect(survey.doors.map((door) => hopsThrough(changed, door).length)).toEqual([0]);
});

test("members of a cell enter by a door as each of them does when asked alone", () => {
  const survey = surveyed([
    user("alice", call),
    user("bob", call),
    user("carol", { policies: [allow("sts:AssumeRole", `arn:aws:iam::${HOME}:role/One`)] }),
    role("One", trust(ROOT)),
    role("Many", policy(entry(ROOT), entry(`arn:aws:iam::${HOME}:user/dave`))),
    user("dave"),
    role("Narrow", trust(ROOT, { Bool: { "aws:MultiFactorAuthPresent": "true" } })),
  ]);
  const seen = survey.doors.flatMap((door) =>
    survey.graph.trust.hopsInto(door.role.arn).flatMap((hop) =>
      hop.cell.members().map((caller) => {
        const enters = entersBy(survey, door, hop, caller);
        expect(enters).toBe(entersAt(survey, door, caller));
        return enters;
      }),
    ),
  );
  // Nobody but dave enters by his name, and he by nothing else.
  expect(seen.filter((enters) => !enters)).toHaveLength(3);
  expect(seen.filter((enters) => enters)).toHaveLength(8);
});

test("the first sources are those of some accounts by their ids, whatever cells they come in", () => {
  const outside = { ...call, account: OTHER };
  const survey = surveyed([
    ...["dan", "ann", "cat", "bob"].map((name) => user(name, outside)),
    user("eve", call),
    role("Any", trust("*")),
    role("Away", trust("*"), { account: OTHER }),
    role("Named", trust([`arn:aws:iam::${OTHER}:root`, `arn:aws:iam::${OTHER}:user/bob`])),
    role("Alone", trust(`arn:aws:iam::${OTHER}:user/cat`)),
    role("But", policy(entry(`arn:aws:iam::${OTHER}:root`), deny(`arn:aws:iam::${OTHER}:user/ann`))),
  ]);
  const firstOf = (name: string, of: string, account = HOME) =>
    new FirstSources(2, (one) => one === of)
      .of(survey.graph.trust.hopsInto(`arn:aws:iam::${account}:role/${name}`))
      .map((id) => id.split("/").at(-1));
  expect(firstOf("Any", OTHER)).toEqual(["ann", "bob"]);
  expect(firstOf("Any", HOME)).toEqual(["Alone", "Any"]);
  expect(firstOf("Away", HOME, OTHER)).toEqual(["eve"]);
  expect(firstOf("Named", OTHER)).toEqual(["ann", "bob"]);
  expect(firstOf("Alone", OTHER)).toEqual(["cat"]);
  expect(firstOf("But", OTHER)).toEqual(["bob", "cat"]);
  expect(firstOf("Alone", HOME)).toEqual([]);
});

test("the first sources are none of an account that is left out of their group", () => {
  // What they say of the roles of their own account does not tell them apart elsewhere.
  const abroad = (account: string) => ({
    account,
    policies: [
      allow("sts:AssumeRole"),
      policy({ Effect: "Deny", Action: "sts:AssumeRole", Resource: `arn:aws:iam::${account}:role/*` }),
    ],
  });
  const survey = surveyed([user("ann", abroad(OTHER)), user("eve", abroad(HOME)), role("Any", trust("*"))], {
    organization: organizationOf(HOME, OTHER),
  });
  const hops = survey.graph.trust.hopsInto(`arn:aws:iam::${HOME}:role/Any`);
  const firstOf = (of: string) => new FirstSources(2, (one) => one === of).of(hops);
  expect(firstOf(OTHER)).toEqual([`arn:aws:iam::${OTHER}:user/ann`]);
  expect(firstOf(HOME)).toEqual([`arn:aws:iam::${HOME}:role/Any`]);
});
