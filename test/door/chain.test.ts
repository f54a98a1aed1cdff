import { analyze, type PathResult } from "@rolepath/analyzer";
import type { Json } from "@rolepath/snapshot";
import { makeDataset, pathRoute, pathUse, pathView } from "@rolepath/web/model";
import { describe, expect, test } from "vitest";
import { rolepath } from "../cli/command.js";
import { scratch } from "../cli/world.js";
import * as build from "../reference/build.js";

const [HOME, OTHER] = ["111122223333", "444455556666"];
const alice = `arn:aws:iam::${HOME}:user/alice`;
const jump = `arn:aws:iam::${HOME}:role/jump`;
const vendor = `arn:aws:iam::${OTHER}:role/vendor`;
const admin = `arn:aws:iam::${HOME}:role/admin`;
const CALLS = ["sts:AssumeRole", "sts:SetSourceIdentity"];

function entered(by: string, Condition: Json) {
  return build.policy([build.allow({ Principal: { AWS: by }, Action: CALLS, Condition })]);
}

/** MFA into the first role, an external ID into the second, and the third takes sessions of alice alone. */
function worldWith(identity: Json) {
  const policies = [build.policy([build.allow({ Action: CALLS, Resource: "*" })])];
  const roles = [
    build.role(HOME, "jump", entered(alice, { Bool: { "aws:MultiFactorAuthPresent": "true" } }), {
      policies,
    }),
    build.role(HOME, "admin", entered(vendor, { StringEquals: { "aws:SourceIdentity": identity } }), {
      policies: [build.policy([build.allow({ Action: "*", Resource: "*" })])],
    }),
  ];
  const home = build.account(HOME, {
    UserDetailList: [build.user(HOME, "alice", { policies })],
    RoleDetailList: roles,
  });
  const other = build.account(OTHER, {
    RoleDetailList: [
      build.role(OTHER, "vendor", entered(jump, { StringEquals: { "sts:ExternalId": "x-42" } }), {
        policies,
      }),
    ],
  });
  // A session of twelve hours is not to be had by way of another role.
  const listed = roles.map((role) => ({ ...role, MaxSessionDuration: 43_200 }));
  return build.snapshot([{ ...home, listRoles: { Roles: listed } }, other]);
}

/** The same chain, whichever door it is asked for through. */
const CHAIN = {
  verdict: "conditional",
  path: [alice, jump, vendor, admin],
  keys: ["aws:MultiFactorAuthPresent", "aws:SourceIdentity", "sts:ExternalId"],
  sessions: [43_200, 3600, 3600],
};

function shape({
  verdict,
  path,
  requires,
  hops,
}: Pick<PathResult, "verdict" | "requires" | "hops" | "path">) {
  return {
    verdict,
    path,
    keys: requires.map(({ key }) => key).toSorted(),
    sessions: hops.map(({ maxSessionSeconds }) => maxSessionSeconds),
  };
}

const snapshot = worldWith("alice");
const analysis = analyze(snapshot);
const asked = analysis.can({ from: alice, to: admin, maxHops: 8 });
const { put } = await scratch();

describe("a chain with MFA, an external ID and a source identity is one and the same", () => {
  const only = (results: readonly PathResult[], principal: string) => {
    const found = results.filter((result) => result.principal === principal);
    expect(found).toHaveLength(1);
    return found[0]!;
  };

  test("for `can`, with a session of one hour at the end", () => {
    const { hops = [], path } = asked;
    expect(shape({ ...asked, verdict: asked.verdict, hops, path: path! })).toEqual(CHAIN);
    expect(asked.maxSessionSeconds).toBe(3600);
  });

  test.each<[string, () => PathResult]>([
    ["who-can", () => only(analysis.whoCan(admin).results, alice)],
    ["what-can", () => only(analysis.whatCan(alice).results, admin)],
    ["paths", () => only(analysis.paths({ from: alice, to: admin }).results, admin)],
    [
      "paths between selectors",
      () => only(analysis.paths({ from: "*user/alice", to: "admin" }).results, admin),
    ],
    ["blast", () => only(analysis.blast(alice).admins, admin)],
  ])("for `%s`", (_, ask) => {
    const result = ask();
    expect(shape(result)).toEqual(CHAIN);
    expect(result.requires).toEqual(asked.requires);
    expect(result.maxSessionSeconds).toBe(asked.maxSessionSeconds);
  });

  test("for the requests of its hops, which carry the source identity along", () => {
    const [result] = analysis.paths({ from: alice, to: admin, witness: true }).results;
    for (const hops of [asked.hops!, result!.hops])
      expect(hops.map(({ witness }) => witness)).toMatchObject([
        { "aws:MultiFactorAuthPresent": "true" },
        { "sts:ExternalId": "x-42", "sts:SourceIdentity": "alice" },
        { "aws:SourceIdentity": "alice", "sts:SourceIdentity": "alice" },
      ]);
  });

  test("for the finding about it", () => {
    const finding = analysis.check().findings.find(({ rule }) => rule === "CHAIN-TO-ADMIN");
    expect(finding).toMatchObject({ path: CHAIN.path, principals: [alice], resource: admin });
    for (const { text } of asked.requires) expect(finding?.why).toContain(text);
  });

  test("for the page", () => {
    const dataset = makeDataset("door", analysis);
    const route = pathRoute(alice, admin);
    const view = pathView(dataset, { ...route, width: 1000, height: 700 });
    expect(view.verdict).toBe(CHAIN.verdict);
    expect(view.sentence).toContain("3 hops, needs 3 conditions");
    const [first, ...others] = view.chains;
    expect(others).toEqual([]);
    expect(first?.steps.map(({ session }) => session)).toEqual(["12 h", "1 h", "1 h"]);
    expect(first?.steps.map(({ chips }) => chips.length)).toEqual([1, 1, 1]);
    expect(JSON.stringify(pathUse(dataset, route))).toContain("x-42");
  });

  test("for the command", async () => {
    const file = await put("door.json", snapshot);
    const ask = async (...args: string[]) =>
      JSON.parse((await rolepath([...args, "--format", "json", "--snapshot", file])).stdout) as {
        results: PathResult[];
      };
    const can = await ask("can", "--from", alice, "--to", admin, "--max-hops", "8");
    expect(can).toMatchObject(JSON.parse(JSON.stringify(asked)) as object);
    const reach = await ask("what-can", alice);
    expect(only(reach.results, admin)).toEqual(only(analysis.whatCan(alice).results, admin));
  });
});

test("there is no such chain through any door when the last role takes another source identity than may be had", () => {
  // A source identity has two characters or more.
  const closed = analyze(worldWith("a"));
  expect(closed.can({ from: alice, to: admin, maxHops: 8 })).toMatchObject({ verdict: "denied", path: null });
  expect(closed.whoCan(admin).results.map(({ principal }) => principal)).not.toContain(alice);
  expect(closed.whatCan(alice).results.map(({ principal }) => principal)).toEqual([jump, vendor]);
  expect(closed.paths({ from: alice, to: admin }).results).toEqual([]);
  expect(closed.blast(alice).admins).toEqual([]);
  expect(closed.check().findings.filter(({ rule }) => rule === "CHAIN-TO-ADMIN")).toEqual([]);
  const view = pathView(makeDataset("door", closed), {
    ...pathRoute(alice, admin),
    width: 1000,
    height: 700,
  });
  expect(view).toMatchObject({ verdict: "denied", chains: [] });
});
