import type { Json } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { insideOf } from "../../explore.js";
import { allow, HOME, policy, role, snapshot, trust, user } from "../../testing/world.js";
import { pathResult } from "../chain/chain-answer.js";
import { LinkedResults } from "../chain/linked-results.js";
import { ChainsInto } from "./chains-into.js";
import { CommonWays } from "./common-ways.js";
import { surroundings } from "./distance.js";
import { chainOf, walk } from "./walk.js";
import { waysOf } from "./ways.js";

const ACTIONS = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
const may = { policies: [allow(ACTIONS)] };
const arn = (name: string): string => `arn:aws:iam::${HOME}:role/${name}`;
const userArn = (name: string): string => `arn:aws:iam::${HOME}:user/${name}`;
const entered = (from: readonly string[], condition?: Json) => trust([...from], condition, ACTIONS);

/** Everyone near a role, as they are found together and as each walks alone. */
function asked(entities: Parameters<typeof snapshot>[0], to: string, hopCountMax = 8) {
  const { graph, tracking } = insideOf(analyze(snapshot(entities)));
  const options = { target: arn(to), near: surroundings(graph, tracking, new Set([arn(to)])), hopCountMax };
  const ways = waysOf(graph, tracking);
  const ids = [...options.near.nodes].filter((id) => id !== arn(to)).toSorted();
  const common = new CommonWays(options);
  const chains = new ChainsInto(options);
  const results = new LinkedResults();
  return {
    options,
    startAt: (id: string) => ways.startAt(id),
    alone: ids.filter((id) => common.from(ways.startAt(id)) === "alone"),
    together: ids.map((id) => {
      const { chain, complete } = chains.from(ways.startAt(id));
      return { complete, result: chain === null ? null : results.of(chain, id) };
    }),
    walked: ids.map((id) => {
      const { reached, complete } = walk(ways.startAt(id), options);
      const trail = reached.get(arn(to));
      return { complete, result: trail === undefined ? null : pathResult(chainOf(trail), id) };
    }),
  };
}

const paths = ({ together }: ReturnType<typeof asked>): readonly string[] =>
  together.map(({ result }) => result?.path.map((id) => id.split("/").at(-1)).join(" ") ?? "-");

const identity = (value: string): Json => ({ StringEquals: { "sts:SourceIdentity": value } });

/** Two ways from `In` to `End`; the shorter one asks for another source identity than `ann` has to have. */
const detour = [
  user("ann", may),
  user("bob", may),
  role("In", entered([userArn("ann")], identity("red")), may),
  role("Near", entered([arn("In"), userArn("bob")], identity("blue")), may),
  role("Far", entered([arn("In")]), may),
  role("Farther", entered([arn("Far")]), may),
  role("End", entered([arn("Near"), arn("Farther")]), may),
];

describe("ways that many have in common", () => {
  test("are those that each walks alone, the first of the shortest by its roles", () => {
    const found = asked(
      [
        user("ann", may),
        user("bob", may),
        role(
          "B",
          entered([userArn("ann"), userArn("bob")], { StringEquals: { "sts:ExternalId": "x1" } }),
          may,
        ),
        role("A", entered([userArn("ann"), arn("End")]), may),
        role("C", entered([arn("A"), arn("B"), arn("C")]), may),
        role(
          "End",
          entered([arn("A"), arn("B"), arn("C")], { StringEquals: { "sts:ExternalId": "x1" } }),
          may,
        ),
      ],
      "End",
    );
    expect(paths(found)).toEqual(["A End", "B End", "C End", "ann A End", "bob B End"]);
    expect(found.together).toEqual(found.walked);
    expect(found.alone).toEqual([]);
  });

  test("are the first by their roles whether these let in one principal or all of an account", () => {
    const found = asked(
      [
        user("ann", may),
        user("bob", may),
        role("M0", entered([userArn("ann")]), may),
        role("M1", entered([`arn:aws:iam::${HOME}:root`]), may),
        role("M2", entered([userArn("bob")]), may),
        role("End", entered([arn("M0"), arn("M1"), arn("M2")]), may),
      ],
      "End",
    );
    expect(paths(found).slice(-2)).toEqual(["ann M0 End", "bob M1 End"]);
    expect(found.together).toEqual(found.walked);
  });

  test("take a detour where the session cannot go as the graph says", () => {
    const found = asked(detour, "End");
    expect(paths(found)).toEqual([
      "Far Farther End",
      "Farther End",
      "In Near End",
      "Near End",
      "ann In Far Farther End",
      "bob Near End",
    ]);
    expect(found.together).toEqual(found.walked);
    expect(found.alone).toEqual([]);
  });

  test("have no more hops than are asked for", () => {
    const found = asked(detour, "End", 3);
    expect(paths(found)[4]).toBe("-");
    expect(found.together).toEqual(found.walked);
  });

  test("go round a circle of roles where only that brings along what is asked for", () => {
    const red = { StringEquals: { "aws:SourceIdentity": "red" } };
    const found = asked(
      [
        user("ann", may),
        role("A", entered([userArn("ann"), arn("C")]), may),
        role("B", entered([arn("A")]), may),
        role("C", entered([arn("B")], identity("red")), may),
        role("End", entered([arn("A")], red), may),
        role("Dead", entered([arn("A")], identity("blue")), may),
      ],
      "End",
    );
    expect(found.together).toEqual(found.walked);
    expect(paths(found)).toEqual(["A End", "B C A End", "C A End", "ann A End"]);
  });

  test("begin where a wildcard lets tokens in, though the graph holds no such hop", () => {
    const provider = "cognito-identity.amazonaws.com";
    const statement = { Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity" };
    const found = asked(
      [
        role("Named", policy({ ...statement, Principal: { Federated: provider } }), may),
        role("Then", entered([arn("Named")]), may),
        role("Wild", policy({ ...statement, Principal: "*" }), may),
        role("End", entered([arn("Then"), arn("Wild")]), may),
      ],
      "End",
    );
    expect(paths(found)).toContain(`${provider} Wild End`);
    expect(found.together).toEqual(found.walked);
  });

  test("are left alone where hops compare keys, and so may contradict each other", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: policy variables are written like this
    const same = { StringEquals: { "sts:RoleSessionName": "${aws:SourceIdentity}" } };
    const found = asked(
      [
        user("ann", may),
        role("In", entered([userArn("ann")], identity("alice")), may),
        role("Same", entered([arn("In")], same), may),
        role("End", entered([arn("Same")], { StringNotLike: { "aws:userid": "*:alice" } }), may),
      ],
      "End",
    );
    expect(found.alone).toContain(userArn("ann"));
    expect(found.together).toEqual(found.walked);
    expect(paths(found).at(-1)).toBe("-");
  });

  test("are left alone where they would take too many hops to find", () => {
    const { options, startAt } = asked(detour, "End");
    const few = new CommonWays({ ...options, stepCountMax: 3 });
    expect(few.from(startAt(arn("Near")))).not.toBe("alone");
    expect(few.from(startAt(userArn("ann")))).toBe("alone");
  });

  test("are left alone where they are much longer than the graph asks for", () => {
    const names = Array.from({ length: 12 }, (_, index) => `R${10 + index}`);
    const long = names.map((name, index) =>
      role(name, entered([arn(index === 0 ? "In" : names[index - 1]!)]), may),
    );
    const found = asked(
      [...detour.slice(0, 4), ...long, role("End", entered([arn("Near"), arn("R21")]), may)],
      "End",
      20,
    );
    expect(found.alone).toEqual([userArn("ann")]);
    expect(paths(found).at(-2)).toMatch(/^ann In R10 .* R21 End$/);
    expect(found.together).toEqual(found.walked);
  });
});
