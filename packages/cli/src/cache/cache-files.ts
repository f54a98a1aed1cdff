import { randomBytes } from "node:crypto";
import { readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { isOwnFolder, makeCacheFolder } from "./folder.js";

/** What a file of the cache holds, by its suffix: the answer of a command, or what reading a snapshot gave. */
export type CacheKind = "answer" | "reading";

/** The most bytes of all files; the ones that were not asked for longest go first. */
const cacheBytesMax = 2 * 1024 * 1024 * 1024;
/** After this time a file that is being written belongs to a run that was killed. */
const abandonedMilliseconds = 60 * 60 * 1000;

/**
 * The files of the cache: a folder's own files, each with a name of 64 hexadecimal digits.
 *
 * A cache is no reason to fail: what cannot be read is not there, what cannot be written is not kept. Files are written
 * under a name of their own and renamed, so that two runs at once each see whole ones.
 */
export class CacheFiles {
  readonly #folder: string;
  readonly bytesMax: number;

  constructor(folder: string, bytesMax = cacheBytesMax) {
    this.#folder = folder;
    this.bytesMax = bytesMax;
  }

  /** The place of a file that is there, in a folder that can be believed; null otherwise. Cheap. */
  async find(kind: CacheKind, name: string): Promise<string | null> {
    const place = this.#place(kind, name);
    const isThere = await quietly(
      async () => (await isOwnFolder(this.#folder)) && (await stat(place)).isFile(),
      false,
    );
    return isThere ? place : null;
  }

  /** Notes that a file was asked for, so that it stays. */
  async touch(kind: CacheKind, name: string): Promise<void> {
    await quietly(() => utimes(this.#place(kind, name), new Date(), new Date()), undefined);
  }

  /** Puts what `write` writes to the place that it is given in the place of a file, and drops old ones. */
  async replace(kind: CacheKind, name: string, write: (draft: string) => Promise<void>): Promise<void> {
    await quietly(async () => {
      await makeCacheFolder(this.#folder);
      if (!(await isOwnFolder(this.#folder))) return;
      const draft = join(this.#folder, `.${name}.${randomBytes(8).toString("hex")}`);
      try {
        await write(draft);
        await rename(draft, this.#place(kind, name));
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      await this.#dropOld();
    }, undefined);
  }

  /** Removes every file of the cache, and returns how many there were. Other files in the folder are left alone. */
  async clear(): Promise<Readonly<Record<CacheKind, number>>> {
    const files = await quietly(() => this.#files(), []);
    for (const { place } of files) await rm(place, { force: true });
    return countsOf(files);
  }

  /** How many files there are, and their bytes. */
  async size(): Promise<Readonly<Record<CacheKind, number>> & { readonly bytes: number }> {
    const files = (await quietly(() => this.#files(), [])).filter(({ kind }) => kind !== "draft");
    return { ...countsOf(files), bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  async #dropOld(): Promise<void> {
    const files = await this.#files();
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of files.toSorted((a, b) => a.usedAt - b.usedAt)) {
      const isInUse = Date.now() - file.usedAt < abandonedMilliseconds;
      if (file.kind === "draft" ? isInUse : bytes <= this.bytesMax) continue;
      await rm(file.place, { force: true });
      bytes -= file.bytes;
    }
  }

  async #files(): Promise<readonly CacheFile[]> {
    const files: CacheFile[] = [];
    for (const name of await readdir(this.#folder)) {
      const kind = kindOf(name);
      if (kind === null) continue;
      const place = join(this.#folder, name);
      // Another run may have removed it meanwhile.
      const info = await quietly(() => stat(place), null);
      if (info !== null) files.push({ place, bytes: info.size, usedAt: info.mtimeMs, kind });
    }
    return files;
  }

  #place(kind: CacheKind, name: string): string {
    return join(this.#folder, `${name}.${kind}`);
  }
}

interface CacheFile {
  readonly place: string;
  readonly bytes: number;
  readonly usedAt: number;
  readonly kind: CacheKind | "draft";
}

function kindOf(name: string): CacheFile["kind"] | null {
  if (/^\.[0-9a-f]{64}\.[0-9a-f]{16}$/.test(name)) return "draft";
  const suffix = /^[0-9a-f]{64}\.(answer|reading)$/.exec(name)?.[1];
  return suffix === "answer" || suffix === "reading" ? suffix : null;
}

function countsOf(files: readonly CacheFile[]): Readonly<Record<CacheKind, number>> {
  const count = (kind: CacheKind) => files.filter((file) => file.kind === kind).length;
  return { answer: count("answer"), reading: count("reading") };
}

/** What `work` gives, or `otherwise` where the operating system refuses something. */
export async function quietly<Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && "code" in error) return otherwise;
    throw error;
  }
}
