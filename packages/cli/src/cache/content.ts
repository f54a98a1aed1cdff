import { createHash } from "node:crypto";
import { FileReader, type SnapshotSource } from "../input/files.js";
import { RawFile } from "../input/raw-file.js";

/** Adds up the content of files: each with its path. */
export class ContentHash {
  readonly #hash = createHash("sha256");

  add(path: string, file: RawFile): void {
    this.#hash.update(`${JSON.stringify([path, file.digest])}\n`);
  }

  digest(): string {
    return this.#hash.digest("hex");
  }
}

/** The content of all files of a snapshot, none of which is kept in memory. */
export function contentOf(found: NonNullable<SnapshotSource["found"]>): string {
  const content = new ContentHash();
  const reader = new FileReader();
  for (const { key, place } of found) content.add(key, new RawFile(reader.read(place, () => undefined)));
  return content.digest();
}
