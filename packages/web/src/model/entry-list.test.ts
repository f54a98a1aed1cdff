import { expect, test } from "vitest";
import { type Entry, EntryList, type Findable } from "./entry-list.js";

/** What looking at every entry finds. */
function findSlowly(entries: readonly Findable[], text: string, countMax: number): readonly Entry[] {
  const query = text.trim().toLowerCase();
  const words = query.split(/[\s/]+/).filter((word) => word !== "");
  const score = ({ id, name }: Entry): number => {
    if (name === query || id.toLowerCase() === query) return 0;
    if (name.startsWith(query)) return 1;
    if (words.some((word) => name.startsWith(word))) return 2;
    return words.some((word) => name.includes(word)) ? 3 : 4;
  };
  return entries
    .filter(({ name, texts }) =>
      words.every((word) => [name, ...texts].join("\n").toLowerCase().includes(word)),
    )
    .map(({ id, name }) => ({ id, name: name.toLowerCase() }))
    .map((entry) => ({ entry, score: score(entry) }))
    .sort((a, b) => a.score - b.score)
    .map(({ entry }) => entry)
    .slice(0, countMax);
}

function entriesFrom(seed: number): readonly Findable[] {
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
  const parts = ["a", "ab", "Ab", "b", "ba", "-", "aa/", "b c", "İ", "", "é", "10"];
  const word = () => Array.from({ length: below(4) }, () => parts[below(parts.length)]).join("");
  return Array.from({ length: 60 }, (_, at) => ({
    id: `id:${at}:${word()}`,
    name: word(),
    texts: Array.from({ length: below(4) }, word),
  }));
}

const queries = [
  "a",
  "ab",
  "b a",
  "a/b",
  "aa b",
  "/",
  "b c",
  "ba-",
  "10",
  "i̇",
  "é",
  "aaa",
  "zz",
  "id",
  "A B",
];

test("finds what looking at every entry finds, in the same order", () => {
  let hits = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const entries = entriesFrom(seed);
    const list = new EntryList(entries);
    for (const query of [...queries, entries[7]!.name, entries[9]!.id])
      for (const countMax of [1, 5, 100]) {
        if (query.replaceAll("/", "").trim() === "") continue;
        const found = list.find(query, countMax);
        hits += found.length;
        expect(found, `${query} of ${seed}`).toEqual(findSlowly(entries, query, countMax));
        expect(list.search(query, countMax).count).toBe(findSlowly(entries, query, 1000).length);
      }
  }
  expect(hits).toBeGreaterThan(5000);
});

test("finds no word across the end of a text and the beginning of the next", () => {
  const list = new EntryList([{ id: "1", name: "left", texts: ["right"] }]);
  expect(list.find("leftright", 9)).toEqual([]);
  expect(list.find("ftri", 9)).toEqual([]);
});

test("lists the most important where nothing is asked for", () => {
  const list = new EntryList(entriesFrom(3));
  expect(list.find(" ", 2).map(({ id }) => id)).toEqual(
    entriesFrom(3)
      .slice(0, 2)
      .map(({ id }) => id),
  );
});

test("finds in an empty list nothing", () => {
  expect(new EntryList([]).find("a", 9)).toEqual([]);
});
