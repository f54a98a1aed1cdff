// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written like this
import type { Json, Snapshot } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, role, snapshot, trust, user } from "../../testing/world.js";

const ACTIONS = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
const arn = (name: string) => `arn:aws:iam::${HOME}:role/${name}`;

/** Roles r0, r1, …, each trusting the one before, and r0 a user, under the condition of its place. */
function line(...conditions: readonly (Json | undefined)[]): Snapshot {
  const policies = [allow(ACTIONS)];
  return snapshot([
    user("alice", { policies }),
    ...conditions.map((condition, index) => {
      const before = index === 0 ? `arn:aws:iam::${HOME}:user/alice` : arn(`r${index - 1}`);
      return role(`r${index}`, trust(before, condition, ACTIONS), { policies });
    }),
  ]);
}

function chain(world: Snapshot, to: string) {
  return analyze(world).can({ from: "user/alice", to: `role/${to}`, maxHops: 8 });
}

describe("the requests of a chain", () => {
  test("give the session on its first hop what hops far behind demand of it", () => {
    const world = line(
      undefined,
      { StringEquals: { "aws:SourceIdentity": "alice" } },
      { StringLike: { "sts:RoleSessionName": "build-*" } },
      { StringLike: { "aws:userid": "*:build-7", "aws:SourceIdentity": "a*" } },
    );
    const requests = chain(world, "r3").hops!.map((hop) => hop.witness!);
    expect(requests.map((request) => request["sts:SourceIdentity"])).toEqual(Array(4).fill("alice"));
    expect(requests[2]).toMatchObject({ "sts:RoleSessionName": "build-7" });
    expect(requests[3]).toMatchObject({ "aws:userid": "AROAR2:build-7", "aws:SourceIdentity": "alice" });
  });

  test("pass a tag as transitive where the last hop looks at it and no other may pass one", () => {
    const none = { Null: { "aws:TagKeys": "true" } };
    const world = line(undefined, none, { ...none, StringEquals: { "aws:PrincipalTag/team": "red" } });
    const [first, second, third] = chain(world, "r2").hops!.map((hop) => hop.witness!);
    expect(first).toMatchObject({ "aws:RequestTag/team": "red", "sts:TransitiveTagKeys": ["team"] });
    expect(second).toMatchObject({ "aws:PrincipalTag/team": "red" });
    expect(third).toMatchObject({ "aws:PrincipalTag/team": "red" });
    expect(Object.keys({ ...second, ...third }).filter((key) => /RequestTag|TagKeys/.test(key))).toEqual([]);
  });

  test("agree where a session name is compared with a tag and tested on the next hop", () => {
    const world = line(
      undefined,
      { StringEquals: { "sts:RoleSessionName": "${aws:PrincipalTag/team}" } },
      { StringLike: { "aws:userid": "*:build-1" } },
    );
    const [first, second, third] = chain(world, "r2").hops!.map((hop) => hop.witness!);
    expect(first).toMatchObject({ "aws:RequestTag/team": "build-1" });
    expect(second).toMatchObject({ "aws:PrincipalTag/team": "build-1", "sts:RoleSessionName": "build-1" });
    expect(third).toMatchObject({ "aws:userid": "AROAR1:build-1" });
  });
});

test("a transitive tag goes on through a role that takes no such tag itself", () => {
  const world = line(
    undefined,
    { "ForAllValues:StringEquals": { "aws:TagKeys": ["cost"] } },
    { StringEquals: { "aws:PrincipalTag/team": "red" } },
  );
  expect(chain(world, "r2").hops?.[0]?.witness).toMatchObject({
    "aws:RequestTag/team": "red",
    "sts:TransitiveTagKeys": ["team"],
  });
});

describe("there is no chain", () => {
  test.each<[string, Snapshot]>([
    [
      "when two hops demand different source identities of the session",
      line(
        undefined,
        { StringEquals: { "aws:SourceIdentity": "alice" } },
        { StringEquals: { "aws:SourceIdentity": "bob" } },
      ),
    ],
    [
      "when a hop demands that an inherited tag is one value of the caller and another of the role",
      line(undefined, undefined, {
        StringEquals: { "aws:PrincipalTag/team": "red", "aws:ResourceTag/team": "blue" },
      }),
    ],
    [
      "when a hop makes the session name the source identity and the next one demands another name",
      line(
        { StringEquals: { "sts:SourceIdentity": "alice" } },
        { StringEquals: { "sts:RoleSessionName": "${aws:SourceIdentity}" } },
        { StringNotLike: { "aws:userid": "*:alice" } },
      ),
    ],
  ])("%s", (_, world) => {
    expect(chain(world, "r2")).toMatchObject({ verdict: "denied", path: null });
    expect(chain(world, "r1").path).not.toBeNull();
  });

  test("when a transitive tag must be passed and the next hop may not be made with one", () => {
    const demands = { "ForAnyValue:StringEquals": { "sts:TransitiveTagKeys": ["team"] } };
    const [alice, first] = [user("alice", { policies: [allow(ACTIONS)] }), arn("r0")];
    const world = snapshot([
      alice,
      role("r0", trust(alice.Arn, demands, ACTIONS), { policies: [allow(ACTIONS)] }),
      role("r1", trust(first)),
    ]);
    expect(chain(world, "r1")).toMatchObject({ verdict: "denied", path: null });
  });
});
