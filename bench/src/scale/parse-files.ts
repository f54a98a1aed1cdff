import { readFileSync } from "node:fs";
import { join } from "node:path";
import { added, type Cost, noCost, peakBytes, startMeasure } from "../measure.js";
import { jsonFiles } from "./json-files.js";

/** What it costs to read the files of a folder, and what to parse them: the yardstick of everything else. */
export interface ParseFigures {
  readonly files: number;
  readonly bytes: number;
  readonly read: Cost;
  readonly parse: Cost;
  readonly peakBytes: number;
}

/** Reads the files one by one and parses each with `JSON.parse`, keeping none. */
export function parseFiles(folder: string): ParseFigures {
  let files = 0;
  let bytes = 0;
  let read = noCost;
  let parse = noCost;
  for (const path of jsonFiles(folder)) {
    const stopRead = startMeasure();
    const text = readFileSync(join(folder, path), "utf8");
    read = added(read, stopRead());
    const stopParse = startMeasure();
    JSON.parse(text);
    parse = added(parse, stopParse());
    files += 1;
    bytes += Buffer.byteLength(text);
  }
  return { files, bytes, read, parse, peakBytes: peakBytes() };
}
