import { expect, test } from "vitest";
import { analyze } from "../analyze.js";
import { role, snapshot, trust } from "../testing/world.js";

test("roles that have one and the same document are reported each for itself", () => {
  const dead = trust("111122223333", {
    StringEquals: { "sts:ExternalId": "a", "aws:PrincipalArn": "nobody" },
  });
  const world = snapshot([role("First", dead), role("Second", dead)]);
  const found = analyze(world)
    .check()
    .findings.filter(({ rule }) => rule === "TRUST-IMPOSSIBLE");
  expect(found.map(({ resource }) => resource.split("/").at(-1))).toEqual(["First", "Second"]);
});
