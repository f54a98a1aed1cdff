import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Every file below the folder, by path with `/`, and its text. */
export async function filesBelow(folder: string, prefix = ""): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) for (const [name, text] of await filesBelow(folder, path)) found.set(name, text);
    else found.set(path, await readFile(join(folder, path), "utf8"));
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
