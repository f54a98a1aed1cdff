import { expect, test } from "vitest";
import { combine } from "./combination.js";

const three = ["unset", "set", "passed on"];

test("few choices are combined in every way", () => {
  const { combinations, complete } = combine([three, three, ["one"]], 9);
  expect(complete).toBe(true);
  expect(new Set(combinations.map(String)).size).toBe(9);
});

test("of many, those nearest to one kind throughout are taken, each once, and it is said", () => {
  const { combinations, complete } = combine(Array(10).fill(three), 100);
  expect(complete).toBe(false);
  expect(new Set(combinations.map(String)).size).toBe(100);
  for (const kind of three) expect(combinations).toContainEqual(Array(10).fill(kind));
  // One tag that is set, whichever it is.
  for (let place = 0; place < 10; place += 1)
    expect(combinations).toContainEqual(Array(10).fill("unset").with(place, "set"));
});

test("very many lists end in time", () => {
  expect(combine(Array(2000).fill(three), 100).combinations).toHaveLength(100);
});
