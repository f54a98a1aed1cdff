/** Characters of a piece of text that two texts must share to count as alike there. */
const PIECE = 8;
/** A piece that so many texts have brings none of them closer to another. */
const COMMON = 80;

/** Pieces that a text shares with others, and the texts that have each. */
interface Pieces {
  readonly of: readonly (readonly string[])[];
  readonly holders: ReadonlyMap<string, readonly number[]>;
}

function piecesOf(texts: readonly string[]): Pieces {
  const all = texts.map((text) => {
    const found = new Set<string>();
    for (let at = 0; at + PIECE <= text.length; at++) found.add(text.slice(at, at + PIECE));
    return found;
  });
  const holders = new Map<string, number[]>();
  for (const [index, pieces] of all.entries())
    for (const piece of pieces) {
      const list = holders.get(piece);
      if (list === undefined) holders.set(piece, [index]);
      else list.push(index);
    }
  for (const [piece, { length }] of holders) if (length < 2 || length > COMMON) holders.delete(piece);
  return { of: all.map((pieces) => [...pieces].filter((piece) => holders.has(piece))), holders };
}

/** What lies within reach of the end of the order as it is so far, and how much every text shares with that. */
class Reach {
  readonly #pieces: Pieces;
  readonly #texts: readonly string[];
  readonly #shared: Float64Array;
  readonly #counts = new Map<string, number>();
  readonly #within: number[] = [];
  readonly #lengthMax: number;
  #length = 0;

  constructor(texts: readonly string[], pieces: Pieces, lengthMax: number) {
    this.#lengthMax = lengthMax;
    this.#texts = texts;
    this.#pieces = pieces;
    this.#shared = new Float64Array(texts.length);
  }

  add(index: number): void {
    this.#within.push(index);
    this.#count(index, 1);
    while (this.#length > this.#lengthMax) {
      const first = this.#within.shift();
      if (first === undefined) return;
      this.#count(first, -1);
    }
  }

  /** How much of the text is there already: by its length, so that long ones do not come first for that alone. */
  likeness(index: number): number {
    return (this.#shared[index] ?? 0) / ((this.#texts[index]?.length ?? 0) + 20) ** 0.75;
  }

  #count(index: number, by: 1 | -1): void {
    this.#length += by * (this.#texts[index]?.length ?? 0);
    for (const piece of this.#pieces.of[index] ?? []) {
      const before = this.#counts.get(piece) ?? 0;
      this.#counts.set(piece, before + by);
      // Only where the first comes into reach, or the last goes out of it.
      if (Math.max(before, before + by) > 1) continue;
      // The rarer it is, the more it says.
      const holders = this.#pieces.holders.get(piece) ?? [];
      for (const holder of holders) this.#shared[holder]! += by / Math.log(1 + holders.length);
    }
  }
}

/**
 * The texts in orders in which each has much in common with those shortly before it; the first stays the first.
 *
 * @param lengths how far back is looked, in characters: one for each order
 */
export function byLikeness(
  texts: readonly string[],
  lengths: readonly number[],
): readonly (readonly string[])[] {
  const pieces = piecesOf(texts);
  return lengths.map((length) => orderWithin(texts, new Reach(texts, pieces, length)));
}

function orderWithin(texts: readonly string[], reach: Reach): readonly string[] {
  const left = new Set(texts.keys());
  const order: number[] = [];
  for (let next = 0; left.size > 0; ) {
    order.push(next);
    left.delete(next);
    reach.add(next);
    let most = -1;
    for (const index of left) {
      const likeness = reach.likeness(index);
      if (likeness > most) [most, next] = [likeness, index];
    }
  }
  return order.map((index) => texts[index] ?? "");
}
