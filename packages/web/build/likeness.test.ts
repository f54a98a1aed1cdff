import { expect, test } from "vitest";
import { byLikeness } from "./likeness.js";

test("there is an order of all texts for each length that is looked back on, and the length decides it", () => {
  const roles = "for (const role of world.roles.values()) found.push(role.arn);";
  const lines = "for (const line of document.lines) context.moveTo(line.x, line.y);";
  const texts = [`a: ${roles}`, `b: ${lines}`, `c: ${roles}`, `d: ${lines}`];
  const [blind, seeing, ...others] = byLikeness(texts, [1, 10_000]);
  expect(others).toEqual([]);
  expect(seeing).toEqual([texts[0], texts[2], texts[1], texts[3]]);
  expect(blind).not.toEqual(seeing);
  expect(blind?.toSorted()).toEqual(texts);
});
