import { closeSync, createReadStream, openSync, readdirSync, readSync, type Stats, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { InputError } from "../error.js";
import type { Host } from "../host.js";
import { ByteBudget, readText, textOf } from "./decode.js";
import { RawFile } from "./raw-file.js";

/** What is read of the files, and who looks on. */
export interface ReadFilesOptions {
  readonly wanted?: (path: string) => boolean;
  /** Told of each file before it is decoded; not of those that cannot be read twice. Its bytes stand until it returns. */
  readonly sawFile?: (path: string, file: RawFile) => void;
  /** Asked next, of the same files: those that are known are not decoded, and left out. */
  readonly isKnown?: (path: string, file: RawFile) => boolean;
}

/** A file that belongs to a snapshot, found but not yet read. */
interface FoundFile {
  /** Its path inside the snapshot, with `/` and without `.gz`. */
  readonly key: string;
  /** Its path as the user would write it. */
  readonly shown: string;
  readonly place: string;
  readonly info: Stats;
}

/** The files of a snapshot, to be read one after the other. */
export interface SnapshotSource {
  /** When the newest of the files was written; absent for stdin. */
  readonly modifiedAt?: Date;
  /** The files as they were found, sorted by path; null where they cannot be read twice: stdin, a pipe. */
  readonly found: readonly FoundFile[] | null;
  /** Each file's path inside the snapshot and its text, sorted by path; `options.wanted` picks some. */
  files(options?: ReadFilesOptions): AsyncGenerator<readonly [path: string, text: string]>;
  /** The path of one of these files as the user would write it. */
  shownAs(file: string): string;
}

/**
 * Finds what `path` names: a directory, a file, or stdin for `-`.
 *
 * Of a directory only JSON files (also gzipped) count: those at its top and, where it has a folder `accounts`, those
 * inside that and one level deeper. Hidden files are left alone. Sizes are checked before anything is read.
 *
 * @throws InputError where there is nothing to read, or more than fits
 */
export async function findSnapshot(path: string, host: Host): Promise<SnapshotSource> {
  if (path === "-")
    return {
      found: null,
      files: async function* () {
        yield ["stdin", await readText("stdin", host.stdin, new ByteBudget())];
      },
      shownAs: (file) => file,
    };
  const found = findFiles(path, host);
  checkSizes(found);
  return {
    modifiedAt: new Date(found.reduce((newest, { info }) => Math.max(newest, info.mtimeMs), 0)),
    found: found.every(({ info }) => info.isFile()) ? found : null,
    files: async function* ({ wanted, sawFile, isKnown } = {}) {
      const budget = new ByteBudget();
      const reader = new FileReader();
      for (const { key, shown, place, info } of found) {
        if (wanted?.(key) === false) continue;
        if (!info.isFile()) {
          yield [key, await readText(shown, createReadStream(place), budget)];
          continue;
        }
        const bytes = reader.read(place, (count) => budget.spend(shown, 0, count));
        budget.spend(shown, bytes.length, bytes.length);
        const file = new RawFile(bytes);
        sawFile?.(key, file);
        if (isKnown?.(key, file) === true) continue;
        yield [key, await textOf(shown, bytes, budget)];
      }
    },
    shownAs: (file) => found.find(({ key }) => key === file)?.shown ?? file,
  };
}

const firstBufferBytes = 1024 * 1024;

/** Reads files into one buffer, which the next file overwrites: for thousands of them in a row. */
export class FileReader {
  #buffer = Buffer.allocUnsafeSlow(firstBufferBytes);

  /** The bytes of a file, good until the next is read; `check` is told how many there are so far, and may throw. */
  read(place: string, check: (bytes: number) => void): Buffer<ArrayBuffer> {
    const file = openSync(place, "r");
    try {
      let filled = 0;
      for (;;) {
        if (filled === this.#buffer.length) {
          check(filled);
          const larger = Buffer.allocUnsafeSlow(filled * 2);
          this.#buffer.copy(larger);
          this.#buffer = larger;
        }
        const count = readSync(file, this.#buffer, filled, this.#buffer.length - filled, null);
        if (count === 0) return this.#buffer.subarray(0, filled);
        filled += count;
      }
    } finally {
      closeSync(file);
    }
  }
}

/** The bytes of a file, or of stdin for `-`, as they come. */
export function openPieces(path: string, host: Host): AsyncIterable<Uint8Array> {
  return path === "-" ? host.stdin : createReadStream(resolve(host.folder, path));
}

/**
 * Writes a file that the user asked for and returns where it stands; an older one is replaced.
 *
 * Reports and bundles hold what the snapshot holds: a new file is for its owner alone, as those of the snapshot are.
 */
export async function writeOutputFile(
  path: string,
  content: string | Uint8Array,
  host: Host,
): Promise<{ readonly path: string; readonly bytes: number }> {
  const place = resolve(host.folder, path);
  await writeFile(place, content, { mode: 0o600 });
  return { path: place, bytes: Buffer.byteLength(content) };
}

function findFiles(path: string, host: Host): readonly FoundFile[] {
  const place = resolve(host.folder, path);
  const info = statSync(place);
  if (!info.isDirectory()) return [{ key: withoutGz(basename(place)), shown: path, place, info }];
  const found = filesBelow({ prefix: "", shown: path, place }, (name) => name === "accounts");
  if (found.length > 0) return found;
  throw new InputError(
    `\`${path}\`: nothing in this directory can be read as a snapshot`,
    "expected manifest.json and accounts/<id>/authorization-details.json, or *.json files made by `aws iam get-account-authorization-details`",
  );
}

interface Folder {
  readonly prefix: string;
  readonly shown: string;
  readonly place: string;
}

// One after the other, without a thread for each: of thousands of files that takes half the time.
function filesBelow(folder: Folder, isFolderRead: (name: string) => boolean): FoundFile[] {
  const found: FoundFile[] = [];
  const names = readdirSync(folder.place)
    .filter((name) => !name.startsWith("."))
    .sort();
  for (const name of names) {
    const isJson = /\.json(\.gz)?$/i.test(name);
    if (!isJson && !isFolderRead(name)) continue;
    const shown = join(folder.shown, name);
    const place = join(folder.place, name);
    const info = statSync(place);
    if (info.isDirectory() && isFolderRead(name)) {
      const inner = { prefix: `${folder.prefix}${name}/`, shown, place };
      found.push(...filesBelow(inner, folder.prefix === "" ? () => true : () => false));
    } else if (isJson) {
      if (info.isDirectory())
        throw new InputError(`\`${shown}\`: is a directory, expected a file`, "rename it");
      found.push({ key: folder.prefix + withoutGz(name), shown, place, info });
    }
  }
  return found;
}

function checkSizes(found: readonly FoundFile[]): void {
  const budget = new ByteBudget();
  const keys = new Set<string>();
  for (const { key, shown, info } of found) {
    if (keys.has(key))
      throw new InputError(
        `\`${shown}\`: the same file is there twice, plain and as .gz`,
        "remove one of the two",
      );
    keys.add(key);
    // A pipe has no size; it is counted while it is read.
    if (info.isFile()) budget.spend(shown, info.size, info.size);
  }
}

function withoutGz(name: string): string {
  return name.replace(/\.gz$/i, "");
}
