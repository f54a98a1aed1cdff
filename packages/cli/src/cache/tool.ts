import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { version } from "../version.js";

/**
 * What tells this build of the tool from others: its version, and name, size and time of each of its own files; those of
 * the packages that it answers with, too. Node's version counts, since it sorts and formats.
 */
export function toolIdentity(): readonly string[] {
  const { resolve } = createRequire(import.meta.url);
  const own = fileURLToPath(new URL("..", import.meta.url));
  const folders = [
    own,
    ...["@rolepath/analyzer", "@rolepath/snapshot"].map((name) => dirname(resolve(name))),
  ];
  return [version(), process.version, ...folders.flatMap((folder) => filesIn(folder, folder))];
}

function filesIn(folder: string, root: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const place = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === "assets" ? [] : filesIn(place, root);
      if (!/\.(js|ts)$/.test(entry.name) || entry.name.endsWith(".d.ts")) return [];
      const { size, mtimeMs } = statSync(place);
      return [`${relative(root, place)} ${size} ${mtimeMs}`];
    });
}
