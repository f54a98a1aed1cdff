import { placeOfFile } from "../json/pointer.js";
import type { ReadOptions } from "../type/read-result.js";
import { Intake } from "./intake.js";
import { type KeptFile, keepFile, takeKept } from "./kept.js";
import { addFile, placeOf, readInto, type SnapshotReader } from "./reader.js";

/** A reader for whoever reads the same files again, and wants to read only what has changed. */
export interface KeepingReader extends SnapshotReader {
  /** As `add`; what came of the file, where it can be given to `addKept` of another reader with the same options. */
  addKeeping(path: string, text: string): KeptFile | null;
  /** Takes a file of the same path and content as one that `addKeeping` returned something for. */
  addKept(path: string, kept: KeptFile): void;
}

/** A keeping reader that has read nothing yet. */
export function createKeepingReader(options: ReadOptions = {}): KeepingReader {
  const intake = new Intake(options);
  return {
    ...readInto(intake, options),
    addKeeping(path, text) {
      const place = placeOf(path);
      return place === null ? null : keepFile(intake, place, () => addFile(intake, place, text));
    },
    addKept: (path, kept) => takeKept(intake, placeOf(path) ?? placeOfFile(path), kept),
  };
}
