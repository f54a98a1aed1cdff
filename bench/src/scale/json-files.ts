import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** The JSON files at and under a folder, sorted, with `/` in their paths. */
export function jsonFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}
