import { describe, expect, test } from "vitest";
import { analyze } from "../../analyze.js";
import { allow, HOME, role, snapshot, trust, user } from "../../testing/world.js";
import { UnknownName } from "../select.js";
import { RoleSet } from "./role-set.js";

const arn = (name: string): string => `arn:aws:iam::${HOME}:role/${name}`;
const assume = { policies: [allow("sts:AssumeRole")] };

describe("the reach of every principal", () => {
  const names = Array.from({ length: 30 }, (_, index) => `link-${String(index).padStart(2, "0")}`);
  const links = names.map((name, index) =>
    role(name, trust(index === 0 ? `arn:aws:iam::${HOME}:user/ann` : arn(names[index - 1]!))),
  );
  const ring = ["a", "b", "c"].map((name, index, all) => role(name, trust(arn(all[(index + 1) % 3]!))));
  const self = role("self", trust(arn("self")), assume);
  const analysis = analyze(snapshot([...links, ...ring, self, user("ann"), user("bob", assume)]));
  const reach = analysis.reach();

  test("goes as far as chains go, beyond the hops that questions follow", () => {
    expect(reach.rolesOf(`arn:aws:iam::${HOME}:user/ann`)).toEqual(names.map(arn));
    expect(reach.countOf(arn("link-10"))).toBe(19);
    expect(reach.countOf(arn("link-29"))).toBe(0);
    expect(reach.complete).toBe(true);
  });

  test("goes round a cycle once, and counts a role for itself only where it may enter itself", () => {
    expect(reach.rolesOf(arn("a"))).toEqual([arn("b"), arn("c")]);
    expect(reach.rolesOf(arn("self"))).toEqual([arn("self")]);
  });

  test("is nothing for who may enter nothing, and no answer for who is not there", () => {
    expect(reach.rolesOf(`arn:aws:iam::${HOME}:user/bob`)).toEqual([]);
    expect(() => reach.countOf(arn("nobody"))).toThrow(UnknownName);
  });
});

test("a set of roles holds what was put in, across chunks", () => {
  const [one, other] = [new RoleSet(), new RoleSet()];
  for (const role of [0, 31, 32, 1023, 1024, 70_000]) one.add(role);
  for (const role of [5, 1024]) other.add(role);
  other.addAll(one);
  other.delete(31);
  other.delete(9_999_999);
  expect(other.size).toBe(6);
  expect([0, 5, 32, 1023, 1024, 70_000].every((role) => other.has(role))).toBe(true);
  expect(other.has(31)).toBe(false);
  expect(one.size).toBe(6);
});
