import { expect, test } from "vitest";
import { shortest } from "./shortest.js";

const kept = (countMax: number, lengths: readonly number[]): readonly number[] =>
  shortest(lengths, (length) => length, countMax);

test("all are kept where they are no more than asked for", () => {
  expect(kept(4, [3, 1, 2])).toEqual([1, 2, 3]);
  expect(kept(3, [])).toEqual([]);
});

test("what is longer than enough others is dropped", () => {
  expect(kept(2, [5, 4, 1, 1])).toEqual([1, 1]);
  expect(kept(2, [9, 1, 9, 2, 9])).toEqual([1, 2]);
});

test("all of the longest that is still needed are kept, for another order to choose from", () => {
  expect(kept(2, [3, 1, 3, 3])).toEqual([1, 3, 3, 3]);
});
