// Long lists go to the page part by part: each is drawn at once, and a page with all of them would stand still.

/** How many rows are sent and drawn at a time. */
export const partSize = 100;

/** The same of chains, each a card with all its hops. */
export const chainPartSize = 40;

/** Which part of a list is asked for: it begins at this row. */
export interface Part {
  readonly from: number;
}

/** The part of a list that begins at `from`. */
export function partOf<Row>(list: readonly Row[], from: number, size = partSize): readonly Row[] {
  return list.slice(from, from + size);
}
