import { expect, test } from "vitest";
import { Tags } from "./tags.js";

const team = { Key: "Team", Value: "red" };

test("a tag is found by its key in lower case, with key and value as they are written", () => {
  expect(new Tags([team]).get("team")).toEqual(team);
  expect(new Tags([team]).get("Team")).toBeUndefined();
});

test("of keys that differ by case alone, which only damaged files have, the last counts", () => {
  const last = { Key: "TEAM", Value: "blue" };
  const tags = new Tags([team, { Key: "stage", Value: "prod" }, last]);
  expect(tags.get("team")).toBe(last);
  expect(tags.all()).toEqual([{ Key: "stage", Value: "prod" }, last]);
});
