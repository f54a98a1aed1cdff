/** A closed interval of whole numbers: milliseconds, seconds, addresses. */
export type Interval = readonly [bigint, bigint];

/** Disjoint intervals in ascending order. */
export type Ranges = readonly Interval[];

/** The intervals of `ranges`, sorted, with overlapping and touching ones joined. */
export function normalize(ranges: Ranges): Ranges {
  const sorted = ranges
    .filter(([low, high]) => low <= high)
    .toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  const joined: [bigint, bigint][] = [];
  for (const [low, high] of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && low <= last[1] + 1n) {
      if (high > last[1]) last[1] = high;
    } else joined.push([low, high]);
  }
  return joined;
}

/** What both hold. Both must be normalized. */
export function intersect(a: Ranges, b: Ranges): Ranges {
  const result: Interval[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (left === undefined || right === undefined) return result;
    const low = larger(left[0], right[0]);
    const high = smaller(left[1], right[1]);
    if (low <= high) result.push([low, high]);
    if (left[1] < right[1]) i += 1;
    else j += 1;
  }
}

// Math.max and Math.min take no bigint.
function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

/** What `universe` holds and `ranges` does not. Both must be normalized. */
export function subtract(universe: Ranges, ranges: Ranges): Ranges {
  const result: Interval[] = [];
  for (const [start, end] of universe) {
    let low = start;
    for (const [from, to] of ranges) {
      if (to < low || from > end) continue;
      if (from > low) result.push([low, from - 1n]);
      low = to + 1n;
    }
    if (low <= end) result.push([low, end]);
  }
  return result;
}
