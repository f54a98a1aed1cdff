import fc from "fast-check";
import { expect, test } from "vitest";
import { seed } from "../testing/seed.js";
import { joinPointer, parsePointer, placeOfFile, placeWithin, pointerOf, resolvePointer } from "./pointer.js";

test("steps are escaped as RFC 6901 says", () => {
  expect(joinPointer("/Roles", 3, "a/b", "m~n", "")).toBe("/Roles/3/a~1b/m~0n/");
});

test("parsing undoes joining, whatever the steps", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (steps) => {
      expect(parsePointer(joinPointer("", ...steps))).toEqual(steps);
    }),
    { seed },
  );
});

test("text that is no pointer has no steps", () => {
  expect(parsePointer("Roles/3")).toBeNull();
  expect(parsePointer("/a~2b")).toBeNull();
});

test("a pointer resolves through objects and lists", () => {
  const value = { a: [{ "b/c": 1 }] };
  expect(resolvePointer(value, "")).toBe(value);
  expect(resolvePointer(value, "/a/0/b~1c")).toBe(1);
});

test.each(["/a/1", "/a/-", "/a/00", "/a/length", "/b", "/a/0/b~1c/0", "nonsense"])(
  "`%s` leads nowhere and gives undefined",
  (pointer) => {
    expect(resolvePointer({ a: [{ "b/c": 1 }] }, pointer)).toBeUndefined();
  },
);

test.each(["/constructor", "/__proto__", "/toString", "/a/constructor"])(
  "`%s` finds own properties only",
  (pointer) => {
    expect(resolvePointer({ a: {} }, pointer)).toBeUndefined();
  },
);

test("a place spells its pointer", () => {
  const place = placeWithin(placeWithin(placeOfFile("x.json"), "Roles"), 3);
  expect(pointerOf(place)).toBe("/Roles/3");
  expect(place.file).toBe("x.json");
  expect(pointerOf(placeOfFile("x.json"))).toBe("");
});
