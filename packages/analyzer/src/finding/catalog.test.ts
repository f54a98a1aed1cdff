import { expect, test } from "vitest";
import { rules } from "./catalog.js";
import { findingCatalog } from "./explain.js";

test("every rule explains itself, in the order in which rules are listed", () => {
  expect(findingCatalog.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  expect(findingCatalog.map(({ references }) => references)).toEqual(
    rules.map(({ references }) => references),
  );
});

test("no two rules share an id", () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});
