import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root folder of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/**
 * The repository's own files: what git tracks and what it would offer to add, sorted, with `/` between folders.
 *
 * @throws outside a git checkout
 */
export function repositoryFiles(): string[] {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 64 << 20 });
  const names = [...new Set(listed.split("\0"))].filter(
    (name) => name !== "" && existsSync(join(root, name)),
  );
  return names.sort();
}
