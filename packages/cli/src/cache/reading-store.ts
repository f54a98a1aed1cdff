import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { type KeepingReader, type KeptFile, KeptFileReader, KeptFileWriter } from "@rolepath/snapshot";
import type { Host } from "../host.js";
import type { SnapshotSource } from "../input/files.js";
import type { RawFile } from "../input/raw-file.js";
import { CacheFiles, quietly } from "./cache-files.js";
import { cacheFolder } from "./folder.js";
import { readLines, writeLines } from "./kept-lines.js";
import { toolIdentity } from "./tool.js";

/** A smaller snapshot is read in a moment. */
const snapshotBytesMin = 20 * 1024 * 1024;
/** Smaller files are read as fast as they are looked up. */
const fileBytesMin = 4 * 1024;
/** More than what changed by less than this share of its bytes is not worth writing all of it again. */
const changedShareMin = 0.1;
/** What is kept of a file is this much smaller than the file, or more. */
const smallerBy = 2;

/** What reading a file gave, and the SHA-256 of the bytes that were read. */
interface Known {
  readonly content: string;
  readonly kept: KeptFile;
}

/** What is known of reading the snapshot at `path` for an analysis; null where nothing is to be kept of it. */
export async function openReadings(
  path: string,
  { found }: SnapshotSource,
  { environment, folder }: Host,
  bytesMin = snapshotBytesMin,
): Promise<ReadingStore | null> {
  const cache = cacheFolder(environment, process.platform);
  const bytes = (found ?? []).reduce((sum, { info }) => sum + info.size, 0);
  if (cache === null || bytes < bytesMin) return null;
  const name = createHash("sha256")
    .update(JSON.stringify([toolIdentity(), "for analysis", resolve(folder, path)]))
    .digest("hex");
  return ReadingStore.open(new CacheFiles(cache), name);
}

/**
 * What reading the files of one snapshot gave, kept by path and content: a file that is as it was is not read again.
 *
 * The name must tell the build of the tool and the options of reading.
 */
export class ReadingStore {
  readonly #files: CacheFiles;
  readonly #name: string;
  readonly #known: ReadonlyMap<string, Known>;
  readonly #now = new Map<string, Known>();
  #content = "";
  #bytes = 0;
  #changedBytes = 0;

  private constructor(files: CacheFiles, name: string, known: ReadonlyMap<string, Known>) {
    this.#files = files;
    this.#name = name;
    this.#known = known;
  }

  /** What is known under this name; nothing where that is damaged. */
  static async open(files: CacheFiles, name: string): Promise<ReadingStore> {
    const place = await files.find("reading", name);
    const known =
      place === null ? new Map() : await quietly(() => Promise.resolve(knownFrom(place)), new Map());
    if (known.size > 0) await files.touch("reading", name);
    return new ReadingStore(files, name, known);
  }

  /** Gives the reader what is known of a file of these bytes; false where it has to read them. */
  give(reader: KeepingReader, path: string, file: RawFile): boolean {
    const { bytes } = file;
    this.#content = "";
    if (bytes.length < fileBytesMin) return false;
    this.#content = file.digest;
    this.#bytes += bytes.length;
    const known = this.#known.get(path);
    if (known === undefined || known.content !== this.#content) {
      this.#changedBytes += bytes.length;
      return false;
    }
    this.#now.set(path, known);
    reader.addKept(path, known.kept);
    return true;
  }

  /** Has the reader read the file that was not given last, and keeps what comes of it. */
  read(reader: KeepingReader, path: string, text: string): void {
    if (this.#content === "") {
      reader.add(path, text);
      return;
    }
    const kept = reader.addKeeping(path, text);
    if (kept !== null) this.#now.set(path, { content: this.#content, kept });
  }

  /** Writes what is known now, where enough of it is new. */
  async save(): Promise<void> {
    if (this.#changedBytes <= this.#bytes * changedShareMin) return;
    if (this.#bytes > this.#files.bytesMax * smallerBy) return;
    await this.#files.replace("reading", this.#name, (draft) =>
      Promise.resolve(writeLines(draft, linesOf(this.#now))),
    );
  }
}

function* linesOf(known: ReadonlyMap<string, Known>): Generator<string> {
  const writer = new KeptFileWriter();
  for (const [path, { content, kept }] of known) {
    const text = writer.write(kept);
    if (text !== null) yield `${JSON.stringify([content, path])}\t${text}`;
  }
}

function knownFrom(place: string): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  const reader = new KeptFileReader();
  for (const line of readLines(place)) {
    // JSON has no tabs but those between its tokens, which JSON.stringify does not write.
    const [head = "", text = ""] = line.split("\t");
    // Its checksum says that the line is as it was written; texts parsed from it do not hold on to all of it.
    const [content, path] = JSON.parse(head) as [content: string, path: string];
    known.set(path, { content, kept: reader.read(text) });
  }
  return known;
}
