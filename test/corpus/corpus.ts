import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "../support/repository.js";

/**
 * A folder with data that others wrote, which is not part of this repository: `ROLEPATH_CORPUS`, else a folder beside
 * the checkout. It holds gaad/ (authorization details, one account a file), labs/ (bundles), pathfinding-org/ (a
 * snapshot directory), trust-policies/*.jsonl and org-policies/*.jsonl (`{policy, type?}` a line).
 */
const corpusFolder = process.env.ROLEPATH_CORPUS ?? join(root, "..", "shared", "data");

/** Whether the corpus is there; without it its tests are skipped. */
export const corpusIsThere = existsSync(join(corpusFolder, "gaad"));

/** The names in one folder of the corpus that end in `ending`, sorted; empty where the corpus is not there. */
export function corpusNames(folder: string, ending: string): string[] {
  if (!corpusIsThere) return [];
  const names = readdirSync(join(corpusFolder, folder)).filter((name) => name.endsWith(ending));
  return names.sort();
}

/** The JSON files at or under a path of the corpus, as the snapshot reader takes them: relative path → text. */
export function corpusFiles(path: string): Map<string, string> {
  const base = join(corpusFolder, path);
  if (path.endsWith(".json"))
    return new Map([[path.slice(path.lastIndexOf("/") + 1), readFileSync(base, "utf8")]]);
  const found = readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(
    found.map((file) => [relative(base, file).split(sep).join("/"), readFileSync(file, "utf8")]),
  );
}

/** One policy of a `.jsonl` file of the corpus. */
export interface CorpusPolicy {
  readonly policy: unknown;
  readonly type?: string;
}

/** The lines of a `.jsonl` file of the corpus. */
export function corpusLines(path: string): CorpusPolicy[] {
  const lines = readFileSync(join(corpusFolder, path), "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as CorpusPolicy);
}
