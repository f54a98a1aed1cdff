import fc from "fast-check";
import { expect, test } from "vitest";
import { seed } from "../testing/seed.js";
import { findRepeatedKeys } from "./repeated-keys.js";

test("keys are compared as JSON reads them, and only within one object", () => {
  expect(findRepeatedKeys('{"a": {"a": {"a": 1}}, "b": [{"a": 1}, {"a": 1}]}')).toEqual([]);
  expect(findRepeatedKeys('{"a": 1, "\\u0061": 2}')).toEqual([{ key: "a", steps: [] }]);
  expect(findRepeatedKeys('{"x": [[{"a\\"": ",{", "a\\"": "}"}]]}')).toEqual([
    { key: 'a"', steps: ["x", 0, 0] },
  ]);
  expect(findRepeatedKeys('["a", "a", ["a"]]')).toEqual([]);
});

test("a repetition is found among many keys as among few", () => {
  const keys = Array.from({ length: 100 }, (_, index) => `"k${index}": ${index}`);
  expect(findRepeatedKeys(`{${keys.join(",")}}`)).toEqual([]);
  expect(findRepeatedKeys(`{${keys.join(",")}, "k3": 0, "k99": 0}`).map(({ key }) => key)).toEqual([
    "k3",
    "k99",
  ]);
});

test("what JSON.stringify writes has no repeated key", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      expect(findRepeatedKeys(text)).toEqual([]);
    }),
    { seed },
  );
});
