import { expect, test } from "vitest";
import { Shortest } from "./shortest.js";

/** The items of these lengths that are kept, in order. */
function kept(countMax: number, lengths: readonly number[]): readonly number[] {
  const shortest = new Shortest<number>(countMax);
  for (const length of lengths) shortest.add(length, length);
  return shortest.items.toSorted((a, b) => a - b);
}

test("all are kept where they are no more than asked for", () => {
  expect(kept(4, [3, 1, 2])).toEqual([1, 2, 3]);
  expect(kept(3, [])).toEqual([]);
});

test("what is longer than enough others is dropped, whenever it comes", () => {
  expect(kept(2, [5, 4, 1, 1])).toEqual([1, 1]);
  expect(kept(2, [1, 1, 5, 4])).toEqual([1, 1]);
  expect(kept(2, [9, 1, 9, 2, 9])).toEqual([1, 2]);
});

test("all of the longest that is still needed are kept, for another order to choose from", () => {
  expect(kept(2, [1, 3, 3, 3])).toEqual([1, 3, 3, 3]);
});
