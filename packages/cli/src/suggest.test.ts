import { expect, test } from "vitest";
import { containing, editDistance, nearest } from "./suggest.js";

test("a slip of the finger finds its word: a letter wrong, missing, doubled or swapped", () => {
  const names = ["who-can", "what-can", "paths", "check"];
  for (const [written, meant] of [
    ["chekc", "check"],
    ["chec", "check"],
    ["pathss", "paths"],
    ["whocan", "who-can"],
    ["WHAT-CAN", "what-can"],
  ] as const)
    expect(nearest(written, names)).toEqual([meant]);
});

test("a word like no other finds nothing", () => {
  expect(nearest("zebra", ["check", "paths"])).toEqual([]);
});

test("several near names come nearest first, then by name", () => {
  expect(nearest("deploy1", ["deploy2", "deploy", "deploy3", "other"], 3)).toEqual([
    "deploy",
    "deploy2",
    "deploy3",
  ]);
});

test("a part of a name finds the names that have it, those that begin with it first", () => {
  const names = ["old-deploy", "deploy-payments", "deploy", "other"];
  expect(containing("Depl", names, 3)).toEqual(["deploy", "deploy-payments", "old-deploy"]);
  expect(containing("de", names, 3)).toEqual([]);
});

test("a distance beyond the limit is not counted further", () => {
  expect(editDistance("abcdef", "uvwxyz", 2)).toBe(3);
  expect(editDistance("", "abc", 3)).toBe(3);
});
