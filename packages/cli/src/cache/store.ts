import { randomBytes } from "node:crypto";
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Entry, readEntry, writeEntry } from "./entry.js";
import { isOwnFolder, makeCacheFolder } from "./folder.js";

/** The most bytes of all answers; the ones that were not asked for longest go first. */
const storeBytesMax = 512 * 1024 * 1024;
/** A larger answer is not kept. */
const entryBytesMax = 128 * 1024 * 1024;
/** After this time a file that is being written belongs to a run that was killed. */
const abandonedMilliseconds = 60 * 60 * 1000;

const suffix = ".answer";

/**
 * Answers in a folder, each a file of its own.
 *
 * A cache is no reason to fail: what cannot be read is not there, what cannot be written is not kept. Files are written
 * under a name of their own and renamed, so that two runs at once each see whole ones.
 */
export class AnswerStore {
  readonly #folder: string;
  readonly #bytesMax: number;

  constructor(folder: string, bytesMax = storeBytesMax) {
    this.#folder = folder;
    this.#bytesMax = bytesMax;
  }

  /** Whether there may be an answer under this name; cheap. */
  async has(name: string): Promise<boolean> {
    return quietly(
      async () => (await isOwnFolder(this.#folder)) && (await stat(this.#place(name))).isFile(),
      false,
    );
  }

  /** The entry of this name; null where there is none, or a damaged one. */
  async read(name: string): Promise<Entry | null> {
    return quietly(async () => {
      const entry = readEntry(await readFile(this.#place(name)));
      // So that what is asked for stays.
      if (entry !== null) await utimes(this.#place(name), new Date(), new Date());
      return entry;
    }, null);
  }

  /** Keeps an entry, and drops old ones where there are too many. */
  async write(name: string, entry: Entry): Promise<void> {
    await quietly(async () => {
      const bytes = writeEntry(entry);
      if (bytes.length > Math.min(entryBytesMax, this.#bytesMax)) return;
      await makeCacheFolder(this.#folder);
      if (!(await isOwnFolder(this.#folder))) return;
      const draft = join(this.#folder, `.${name}.${randomBytes(8).toString("hex")}`);
      try {
        await writeFile(draft, bytes, { mode: 0o600, flag: "wx" });
        await rename(draft, this.#place(name));
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      await this.#dropOld();
    }, undefined);
  }

  /** Removes every answer, and returns how many there were. Other files in the folder are left alone. */
  async clear(): Promise<number> {
    const files = await quietly(() => this.#files(), []);
    for (const { place } of files) await rm(place, { force: true });
    return files.filter(({ isDraft }) => !isDraft).length;
  }

  /** How many answers there are, and their bytes. */
  async size(): Promise<{ readonly answers: number; readonly bytes: number }> {
    const files = (await quietly(() => this.#files(), [])).filter(({ isDraft }) => !isDraft);
    return { answers: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  async #dropOld(): Promise<void> {
    const files = await this.#files();
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of files.toSorted((a, b) => a.usedAt - b.usedAt)) {
      if (file.isDraft ? Date.now() - file.usedAt < abandonedMilliseconds : bytes <= this.#bytesMax) continue;
      await rm(file.place, { force: true });
      bytes -= file.bytes;
    }
  }

  async #files() {
    const files: { place: string; bytes: number; usedAt: number; isDraft: boolean }[] = [];
    for (const name of await readdir(this.#folder)) {
      const isDraft = /^\.[0-9a-f]{64}\.[0-9a-f]{16}$/.test(name);
      if (!isDraft && !name.endsWith(suffix)) continue;
      const place = join(this.#folder, name);
      // Another run may have removed it meanwhile.
      const info = await quietly(() => stat(place), null);
      if (info !== null) files.push({ place, bytes: info.size, usedAt: info.mtimeMs, isDraft });
    }
    return files;
  }

  #place(name: string): string {
    return join(this.#folder, name + suffix);
  }
}

/** What `work` gives, or `otherwise` where the operating system refuses something. */
async function quietly<Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && "code" in error) return otherwise;
    throw error;
  }
}
