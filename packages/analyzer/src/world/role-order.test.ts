import { expect, test } from "vitest";
import { OTHER, role, snapshot, trust } from "../testing/world.js";
import { rolesInOrder } from "./role-order.js";
import { buildWorld } from "./world.js";

test("roles are sorted by ARN over all accounts, and once for each list of roles", () => {
  const nobody = trust("arn:aws:iam::999988887777:role/nobody");
  const world = buildWorld(
    snapshot([role("b", nobody, { account: OTHER }), role("c", nobody), role("a", nobody)]),
  );
  const order = rolesInOrder(world);
  expect(order.map(({ name }) => name)).toEqual(["a", "c", "b"]);
  expect(rolesInOrder({ roles: world.roles })).toBe(order);
  expect(rolesInOrder({ roles: new Map([...world.roles].slice(0, 1)) })).toHaveLength(1);
});
