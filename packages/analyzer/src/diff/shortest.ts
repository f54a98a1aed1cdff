/** Items no longer than the last of the first so many by length, shortest first: of millions few are listed. */
export function shortest<Item>(
  items: readonly Item[],
  lengthOf: (item: Item) => number,
  countMax: number,
): Item[] {
  const sorted = items.toSorted((a, b) => lengthOf(a) - lengthOf(b));
  const last = sorted[countMax - 1];
  return last === undefined ? sorted : sorted.filter((item) => lengthOf(item) <= lengthOf(last));
}
