import { isAbsolute, relative, sep } from "node:path";
import {
  type CheckAnswer,
  type Locate,
  placesInJson,
  type SourcePlace,
  type TextRange,
} from "@rolepath/analyzer";
import type { Host } from "../host.js";
import { findSnapshot } from "./files.js";
import { homesIn } from "./homes.js";

/**
 * Finds the places of findings in the files of the snapshot: reads those again that findings name.
 *
 * Paths are from the folder where the command runs, since that is the root of the repository in a pipeline. Where a
 * file cannot be told (stdin, files that were put together from several), the place is the name in the snapshot.
 */
export async function locatorOf(answer: CheckAnswer, path: string, host: Host): Promise<Locate> {
  // Stdin has been read, and has no lines that anybody could open.
  if (path === "-") return (file) => ({ path: file });
  const wanted = placesWanted(answer);
  const found = new Map<string, (pointer: string) => SourcePlace>();
  const source = await findSnapshot(path, host);
  // Of a folder in the layout, the files that are named alone hold anything that is.
  const mayHold = (file: string) => wanted.has(file) || !file.includes("/");
  for await (const [file, text] of source.files({ wanted: mayHold })) {
    const here = fromFolder(source.shownAs(file), host);
    for (const [named, prefix] of homesIn(file, text, wanted.keys())) {
      const pointers = [...(wanted.get(named) ?? [])].map((pointer) => prefix + pointer);
      const rangeOf = placesInJson(text, pointers);
      found.set(named, (pointer) => placeOf(here, rangeOf(prefix + pointer)));
    }
  }
  return (file, pointer) => found.get(file)?.(pointer) ?? { path: file };
}

function placeOf(path: string, range: TextRange | null): SourcePlace {
  return range === null ? { path } : { path, range };
}

/** The pointers that the findings name, by file. */
function placesWanted({ findings }: CheckAnswer): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const { evidence } of findings)
    for (const { file, pointer, documentPointer } of evidence) {
      if (file === undefined) continue;
      const pointers = wanted.get(file) ?? new Set([""]);
      wanted.set(file, pointers.add(pointer ?? documentPointer ?? ""));
    }
  return wanted;
}

/** The path from the working directory, with `/`; a path that leads out of it stays as the user wrote it. */
function fromFolder(shown: string, { folder }: Host): string {
  const inside = isAbsolute(shown) ? relative(folder, shown) : shown;
  const path = inside.startsWith("..") || isAbsolute(inside) ? shown : inside;
  return path.split(sep).join("/").replace(/^\.\//, "");
}
