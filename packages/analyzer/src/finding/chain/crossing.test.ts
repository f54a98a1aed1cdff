import { expect, test } from "vitest";
import { chainPath } from "../../path/chain/chain-answer.js";
import { surveyed } from "../../testing/survey.js";
import { allow, HOME, OTHER, role, trust, user } from "../../testing/world.js";
import { chainFrom, crossingsTo } from "./crossing.js";

const arn = (name: string, account = HOME) => `arn:aws:iam::${account}:${name}`;
const may = { policies: [allow("sts:AssumeRole")] };
const out = { ...may, account: OTHER };
const ROOT = arn("root", OTHER);

/** The crossings from one account into roles of the other, with all who go that way and the chain of the first. */
function crossings(entities: Parameters<typeof surveyed>[0], targets: readonly string[]) {
  const found = crossingsTo(surveyed(entities), new Set(targets.map((name) => arn(`role/${name}`))), {
    isBefore: (account) => account === OTHER,
    isBetween: (account) => account === HOME,
  });
  return found
    .map((crossing) => ({
      starts: crossing.starts.map(({ name }) => name).join(" "),
      way: crossing.starts
        .slice(0, 1)
        .flatMap((start) => chainPath(chainFrom(start, crossing)).map((id) => id.split("/").at(-1)))
        .join(" "),
    }))
    .toSorted((a, b) => (a.way < b.way ? -1 : 1));
}

test("all who go on the same way are told together, those of one hop each alone", () => {
  const found = crossings(
    [
      ...["ann", "bob"].map((name) => user(name, out)),
      role("Gate", trust(ROOT), may),
      role("Vault", trust(arn("role/Gate"))),
      role("Front", trust(ROOT)),
    ],
    ["Vault", "Front"],
  );
  expect(found).toEqual([
    { starts: "ann", way: "ann Front" },
    { starts: "ann bob", way: "ann Gate Vault" },
    { starts: "bob", way: "bob Front" },
  ]);
});

test("of the sources of a role the first three are followed, and none that only a service can be", () => {
  const names = ["eve", "dan", "cat", "bob"];
  const found = crossings(
    [
      ...names.map((name) => user(name, out)),
      role("AWSServiceRoleForSupport", trust("*"), { ...out, path: "/aws-service-role/support/" }),
      role("Front", trust(ROOT)),
    ],
    ["Front"],
  );
  expect(found.map(({ starts }) => starts)).toEqual(["bob", "cat"]);
});

test("hops that AWS lays by itself are none, for whoever makes them and no one else", () => {
  const entities = (name: string) => [
    role(name, trust(ROOT), out),
    role("AWSControlTowerExecution", trust(ROOT), may),
    role("Vault", trust(arn("role/AWSControlTowerExecution"))),
  ];
  const targets = ["AWSControlTowerExecution", "Vault"];
  expect(crossings(entities("Builder"), ["Vault"])).toEqual([
    { starts: "Builder", way: "Builder AWSControlTowerExecution Vault" },
  ]);
  expect(crossings(entities("AWSControlTowerAdmin"), ["Vault"])).toEqual([]);
  expect(crossings(entities("AWSControlTowerAdmin"), targets)).toEqual([]);
  const later = [
    user("ann", out),
    role("AWSControlTowerAdmin", trust(ROOT), may),
    role("AWSControlTowerExecution", trust(arn("role/AWSControlTowerAdmin")), may),
    role("Vault", trust([arn("role/AWSControlTowerExecution"), arn("role/AWSControlTowerAdmin")])),
  ];
  expect(crossings(later, ["AWSControlTowerExecution"])).toEqual([]);
  expect(crossings(later, ["Vault"])).toEqual([{ starts: "ann", way: "ann AWSControlTowerAdmin Vault" }]);
});

test("hops that are told as the last ones to an administrator are left to that", () => {
  const admin = { policies: [allow("*")] };
  const vault = (more: Parameters<typeof role>[2]) => [
    user("ann", out),
    role("Gate", trust(ROOT), { policies: [allow("sts:AssumeRole", arn("role/Vault"))] }),
    role("Vault", trust(arn("role/Gate")), more),
  ];
  expect(crossings(vault(may), ["Vault"])).toEqual([{ starts: "ann", way: "ann Gate Vault" }]);
  expect(crossings(vault(admin), ["Vault"])).toEqual([]);
});
