import { atStart, WordTable, whole, within } from "./word-table.js";

/** Something that can be found; its name is in lower case. */
export interface Entry {
  readonly id: string;
  readonly name: string;
}

/** What an entry is found by. */
export interface Findable {
  readonly id: string;
  readonly name: string;
  /** Each in full; a word is looked for in each of them and never across two. */
  readonly texts: readonly string[];
}

/**
 * Entries that are found by words, the most important first.
 *
 * Most of what they are found by they have in common, such as accounts, kinds and tags. Each text stands there once, and
 * an entry is the numbers of its texts, its name first.
 */
export class EntryList {
  private readonly ids: string[] = [];
  private readonly table: WordTable;
  /** The numbers of the texts of all entries, one after the other. */
  private readonly numbers: Uint32Array;
  /** Where those of an entry begin; one more at the end. */
  private readonly starts: Uint32Array;

  constructor(entries: Iterable<Findable>) {
    const byText = new Map<string, number>();
    const numberOf = (text: string): number => {
      const lower = text.toLowerCase();
      const known = byText.get(lower);
      if (known !== undefined) return known;
      byText.set(lower, byText.size);
      return byText.size - 1;
    };
    const numbers: number[] = [];
    const starts: number[] = [];
    for (const { id, name, texts } of entries) {
      this.ids.push(id);
      starts.push(numbers.length);
      for (const number of new Set([name, ...texts].map(numberOf))) numbers.push(number);
    }
    starts.push(numbers.length);
    this.table = new WordTable([...byText.keys()]);
    this.numbers = Uint32Array.from(numbers);
    this.starts = Uint32Array.from(starts);
  }

  /** The entries that have all the words, those whose name fits best first. */
  find(text: string, countMax: number): readonly Entry[] {
    return this.search(text, countMax).entries;
  }

  /** The same, with how many have the words. */
  search(text: string, countMax: number): { readonly entries: readonly Entry[]; readonly count: number } {
    const query = text.trim().toLowerCase();
    // A name in a path or an ARN is often pasted with what stands before it.
    const words = query.split(/[\s/]+/).filter((word) => word !== "");
    if (words.length === 0) {
      const entries = this.ids.slice(0, countMax).map((_, entry) => this.entry(entry));
      return { entries, count: this.ids.length };
    }
    const places = words.map((word) => this.table.places(word));
    // By score, and in the order of the entries where that is the same.
    const best: number[][] = [[], [], [], [], []];
    let count = 0;
    for (let entry = 0; entry < this.ids.length; entry++) {
      if (!places.every((of) => this.has(entry, of))) continue;
      const list = best[this.score(entry, query, words, places)]!;
      if (list.length < countMax) list.push(entry);
      count++;
    }
    const entries = best.flat().slice(0, countMax);
    return { entries: entries.map((entry) => this.entry(entry)), count };
  }

  private entry(entry: number): Entry {
    return { id: this.ids[entry]!, name: this.table.text(this.numbers[this.starts[entry]!]!) };
  }

  private has(entry: number, places: Uint8Array): boolean {
    const end = this.starts[entry + 1]!;
    for (let at = this.starts[entry]!; at < end; at++) if (places[this.numbers[at]!] !== 0) return true;
    return false;
  }

  /** 0 where the name is what was asked for, 4 where the words stand anywhere. */
  private score(
    entry: number,
    query: string,
    words: readonly string[],
    places: readonly Uint8Array[],
  ): number {
    const id = this.ids[entry]!;
    if (id.length === query.length && id.toLowerCase() === query) return 0;
    const name = this.numbers[this.starts[entry]!]!;
    let closest = 0;
    let all = true;
    for (const of of places) {
      const place = of[name]!;
      closest = Math.max(closest, place);
      all &&= place >= within;
    }
    if (all) {
      const isWord = words.length === 1 && words[0] === query;
      if (isWord ? closest === whole : this.table.text(name) === query) return 0;
      if (isWord ? closest === atStart : this.table.text(name).startsWith(query)) return 1;
    }
    return closest >= atStart ? 2 : closest === within ? 3 : 4;
  }
}
