import { parseFiles } from "../scale/parse-files.js";
import { measurePhases } from "../scale/phases.js";
import { print } from "./print.js";

/** What `scale` runs in processes of its own: the yardstick. */
export function parse([folder, ...more]: readonly string[]): number | null {
  return folder === undefined || more.length > 0 ? null : print(JSON.stringify(parseFiles(folder)));
}

/** The parts of a check, one after the other. */
export function phases([folder, ...more]: readonly string[]): number | null {
  return folder === undefined || more.length > 0 ? null : print(JSON.stringify(measurePhases(folder)));
}
