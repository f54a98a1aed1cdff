import { readFile, writeFile } from "node:fs/promises";
import { type CacheFiles, quietly } from "./cache-files.js";
import { type Entry, readEntry, writeEntry } from "./entry.js";

/** A larger answer is not kept. */
export const entryBytesMax = 128 * 1024 * 1024;

/** Answers in the cache, each a file of its own. */
export class AnswerStore {
  readonly #files: CacheFiles;

  constructor(files: CacheFiles) {
    this.#files = files;
  }

  /** Whether there may be an answer under this name; cheap. */
  async has(name: string): Promise<boolean> {
    return (await this.#files.find("answer", name)) !== null;
  }

  /** The entry of this name; null where there is none, or a damaged one. */
  async read(name: string): Promise<Entry | null> {
    const place = await this.#files.find("answer", name);
    const entry = place === null ? null : await quietly(async () => readEntry(await readFile(place)), null);
    if (entry !== null) await this.#files.touch("answer", name);
    return entry;
  }

  /** Keeps an entry. */
  async write(name: string, entry: Entry): Promise<void> {
    const bytes = writeEntry(entry);
    if (bytes.length > Math.min(entryBytesMax, this.#files.bytesMax)) return;
    await this.#files.replace("answer", name, (draft) =>
      writeFile(draft, bytes, { mode: 0o600, flag: "wx" }),
    );
  }
}
