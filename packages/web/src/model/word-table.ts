// Which texts have a word in them, for texts that many things share: each distinct one stands in one long string, once.

/** How a word stands in a text; more is closer. */
export const within = 1;
export const atStart = 2;
export const whole = 3;

/** Distinct texts in lower case, by number, and the search for a word in all of them at once. */
export class WordTable {
  private readonly joined: string;
  /** Where each text begins in `joined`; one more at the end. */
  private readonly starts: Uint32Array;

  /** @param texts in lower case, each once */
  constructor(texts: readonly string[]) {
    // A word has no white space, so that none is found across the end of a text.
    this.joined = texts.join("\n");
    this.starts = new Uint32Array(texts.length + 1);
    let at = 0;
    for (const [number, text] of texts.entries()) {
      this.starts[number] = at;
      at += text.length + 1;
    }
    this.starts[texts.length] = at;
  }

  /** A text by its number. */
  text(number: number): string {
    return this.joined.slice(this.starts[number], this.starts[number + 1]! - 1);
  }

  /** For each text by number how the word stands in it: 0 where it does not. */
  places(word: string): Uint8Array {
    const { joined, starts } = this;
    const places = new Uint8Array(starts.length - 1);
    let number = 0;
    for (let at = joined.indexOf(word); at >= 0; at = joined.indexOf(word, starts[number]!)) {
      while (starts[number + 1]! <= at) number++;
      const start = starts[number]!;
      const end = starts[number + 1]! - 1;
      places[number] = at > start ? within : end - start > word.length ? atStart : whole;
      number++;
    }
    return places;
  }
}
