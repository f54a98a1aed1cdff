import { expect, test } from "vitest";
import { safeJsonPieces } from "./json-pieces.js";
import { safeJson } from "./safe.js";

const long = (length: number): readonly unknown[] =>
  Array.from({ length }, (_, index) => ({ id: index, names: [`role\n${index}`, "\u202e"], none: undefined }));

test.each([
  ["a text", "x"],
  ["an empty object", {}],
  ["an empty list", { findings: [] }],
  ["a short answer", { tool: { name: "rolepath" }, findings: long(3), more: undefined, last: null }],
  ["a list of as many elements as one piece", { findings: long(100), last: 1 }],
  ["a long list", { first: undefined, findings: long(101), empty: {}, problems: long(250) }],
  ["a long list of values without parts", { ids: long(101).map((_, index) => index), odd: [undefined] }],
  ["a long list far down", { runs: [{ tool: {}, results: long(205) }, { results: [] }] }],
  ["a key with a quote", { 'a"b': long(101), __proto__: null }],
])("%s is written in pieces as it is written at once", (_, value) => {
  expect([...safeJsonPieces(value)].join("")).toBe(safeJson(value, 2));
});

test("no piece holds more than a hundred elements of a list", () => {
  const pieces = [...safeJsonPieces({ runs: [{ results: long(1000) }] })];
  expect(Math.max(...pieces.map((piece) => piece.split('"id"').length - 1))).toBe(100);
});
