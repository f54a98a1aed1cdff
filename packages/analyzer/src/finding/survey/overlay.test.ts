import { expect, test } from "vitest";
import { Overlay } from "./overlay.js";

test("reads like a copy of the map with the changes made", () => {
  const base = new Map([
    ["a", 1],
    ["b", 2],
    ["c", 3],
  ]);
  const changes = [
    ["b", 20],
    ["d", 4],
  ] as const;
  const copy = new Map([...base, ...changes]);
  const overlay = new Overlay(base, changes);
  expect([...overlay]).toEqual([...copy]);
  expect([...overlay.keys()]).toEqual([...copy.keys()]);
  expect([...overlay.values()]).toEqual([...copy.values()]);
  expect(overlay.size).toBe(copy.size);
  const seen: [string, number][] = [];
  overlay.forEach((value, key) => {
    seen.push([key, value]);
  });
  expect(seen).toEqual([...copy]);
  for (const key of ["a", "b", "c", "d", "e"]) {
    expect(overlay.get(key)).toBe(copy.get(key));
    expect(overlay.has(key)).toBe(copy.has(key));
  }
});

test("leaves the map that it lies on alone", () => {
  const base = new Map([["a", 1]]);
  expect(new Overlay(base, [["a", 2]]).get("a")).toBe(2);
  expect([...base]).toEqual([["a", 1]]);
});
