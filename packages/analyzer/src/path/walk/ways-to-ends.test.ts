import type { Json } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { insideOf } from "../../explore.js";
import { allow, HOME, OTHER, organizationOf, role, snapshot, trust, user } from "../../testing/world.js";
import { chainPath } from "../chain/chain-answer.js";
import type { Chain } from "../chain/step.js";
import { chainOf, type Trail, type WalkOptions, walk } from "./walk.js";
import { waysOf } from "./ways.js";
import { WaysToEnds } from "./ways-to-ends.js";

const THIRD = "777788889999";
const ACTIONS = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
const may = { policies: [allow(ACTIONS)] };
const arn = (name: string): string => `arn:aws:iam::${HOME}:role/${name}`;
const entered = (from: Json, condition?: Json) => trust(from, condition, ACTIONS);
const identity = (value: string): Json => ({ StringEquals: { "sts:SourceIdentity": value } });

const organization = organizationOf(HOME, OTHER, THIRD);
const ann = user("ann", { ...may, account: OTHER });
const bob = user("bob", { ...may, account: THIRD });

/** The ways of everybody to the ends, as they are found together and as each walks alone. */
function asked(
  entities: Parameters<typeof snapshot>[0],
  ends: readonly string[],
  limits: Partial<Pick<WalkOptions, "hopCountMax" | "stateCountMax">> = {},
) {
  const { graph, tracking } = insideOf(analyze(snapshot([ann, bob, ...entities], { organization })));
  const through = new Set(graph.world.roles.keys());
  const options = { hopCountMax: 8, through, ends: new Set(ends.map(arn)), ...limits };
  const [ways, shared] = [waysOf(graph, tracking), new WaysToEnds(options)];
  const found = graph.trust
    .nodes()
    .toSorted()
    .map((id) => {
      const start = ways.startAt(id);
      const { reached, complete } = walk(start, options);
      const alone = [...reached.values()].filter(({ role: { arn: end } }) => options.ends.has(end));
      const { trails, ...rest } = shared.from(start);
      const told = (all: readonly Trail[]) =>
        all.map((trail) => textOf(chainOf(trail, start.caller))).toSorted();
      return {
        id,
        trails,
        together: { ...rest, ways: told(trails) },
        walked: { complete, ways: told(alone) },
      };
    });
  return {
    together: found.map((one) => one.together),
    walked: found.map((one) => one.walked),
    ofAnn: found.find(({ id }) => id === ann.Arn)!,
    ofBob: found.find(({ id }) => id === bob.Arn)!,
  };
}

function textOf(chain: Chain): string {
  return chainPath(chain)
    .map((id) => id.split("/").at(-1))
    .join(" ");
}

describe("ways to ends", () => {
  /** Open to everybody who may call, and what lies behind. */
  const wide = [
    role("M", entered("*"), may),
    role("Next", entered([arn("M")]), may),
    role("End", entered([arn("Next")]), may),
  ];
  /** A role that bob alone can enter. */
  const ofBob = (name: string) => role(name, entered([bob.Arn]), may);

  test("are those that each start walks alone, and one for all where starts have them in common", () => {
    const { together, walked, ...found } = asked(wide, ["End"]);
    expect(together).toEqual(walked);
    expect(found.ofAnn.together).toEqual({ complete: true, ways: ["ann M Next End"] });
    expect(found.ofBob.together.ways).toEqual(["bob M Next End"]);
    expect(found.ofBob.trails[0]).toBe(found.ofAnn.trails[0]);
  });

  test("lead over what one start alone has where that is shorter, and over what lies behind it", () => {
    const behind = [role("Last", entered([arn("End")]), may), role("Aside", entered([arn("M")]), may)];
    const own = role("Next", entered([arn("M"), bob.Arn]), may);
    const { together, walked, ...found } = asked([wide[0]!, own, wide[2]!, ...behind], ["Last", "Aside"]);
    expect(together).toEqual(walked);
    expect(found.ofAnn.together.ways).toEqual(["ann M Aside", "ann M Next End Last"]);
    expect(found.ofBob.together.ways).toEqual(["bob M Aside", "bob Next End Last"]);
    expect(found.ofBob.trails).toContain(found.ofAnn.trails.find(({ role: { name } }) => name === "Aside"));
  });

  test("lead over the first of equally short ones by its roles, whoever has it", () => {
    for (const [name, way] of [
      ["A", "bob A Next End"],
      ["Z", "bob M Next End"],
    ] as const) {
      const own = role("Next", entered([arn("M"), arn(name)]), may);
      const { together, walked, ...found } = asked([wide[0]!, own, wide[2]!, ofBob(name)], ["End"]);
      expect(together).toEqual(walked);
      expect(found.ofAnn.together.ways).toEqual(["ann M Next End"]);
      expect(found.ofBob.together.ways).toEqual([way]);
    }
  });

  test("lead to what only one start reaches, even where others come by with more hops", () => {
    const long = [role("A", entered([arn("End")]), may), role("B", entered([arn("A"), bob.Arn]), may)];
    const { together, walked, ...found } = asked([...wide, ...long, ofBob("C")], ["B", "C"]);
    expect(together).toEqual(walked);
    expect(found.ofAnn.together.ways).toEqual(["ann M Next End A B"]);
    expect(found.ofBob.together.ways).toEqual(["bob B", "bob C"]);
  });

  test("have no more hops than are asked for, and do not go on from an end", () => {
    const few = asked([...wide, ofBob("C")], ["End", "C"], { hopCountMax: 2 });
    expect(few.together).toEqual(few.walked);
    expect(few.ofBob.together.ways).toEqual(["bob C"]);
    const early = asked(wide, ["M", "End"]);
    expect(early.together).toEqual(early.walked);
    expect(early.ofAnn.together.ways).toEqual(["ann M"]);
  });

  test("take a detour where a session brings along what lets it in", () => {
    const entities = [
      role("M", entered("*", identity("red")), may),
      role("Near", entered([arn("M"), bob.Arn], identity("blue")), may),
      role("Far", entered([arn("M")]), may),
      role("Farther", entered([arn("Far")]), may),
      role("End", entered([arn("Near"), arn("Farther")]), may),
    ];
    const { together, walked, ...found } = asked(entities, ["End"]);
    expect(together).toEqual(walked);
    expect(found.ofAnn.together.ways).toEqual(["ann M Far Farther End"]);
    expect(found.ofBob.together.ways).toEqual(["bob Near End"]);
  });

  test("are walked alone where hops only together contradict each other", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: policy variables are written like this
    const same = { StringEquals: { "aws:RequestTag/x": "${aws:RequestTag/y}" } };
    const unlike = { StringEquals: { "aws:PrincipalTag/x": "1", "aws:PrincipalTag/y": "2" } };
    const entities = [role("M", entered("*", same), may), role("End", entered([arn("M")], unlike), may)];
    const { together, walked, ...found } = asked(entities, ["End"]);
    expect(together).toEqual(walked);
    expect(found.ofAnn.together).toEqual({ complete: false, ways: [] });
  });

  test("are said not to be all where sessions on them can carry too many combinations of tags", () => {
    const keys = Array.from({ length: 5 }, (_, index) => `aws:PrincipalTag/k${index}`);
    const tagged = { StringEquals: Object.fromEntries(keys.map((key) => [key, "1"])) };
    const end = role("End", trust([arn("M")], tagged), may);
    const own = role("C", trust(bob.Arn));
    const { together, walked, ...found } = asked([wide[0]!, end, own], ["End", "C"]);
    expect(together).toEqual(walked);
    expect(found.ofAnn.together.complete).toBe(false);
    expect(found.ofBob.together.complete).toBe(false);
  });

  test("are walked alone, and said to be cut, where they come by too many states", () => {
    const { together, walked, ...found } = asked(wide, ["End"], { stateCountMax: 1 });
    expect(together).toEqual(walked);
    expect(found.ofAnn.together).toEqual({ complete: false, ways: [] });
  });
});
