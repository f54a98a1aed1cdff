import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

// JSON of IAM is ten to twenty times smaller when it is gzipped.
const gzipFactor = 12;
// A snapshot is a folder, with accounts/<id>/ in it.
const depthMax = 3;

/** How many bytes of JSON stand in what a command line names, be it an option's value or not: a guess, before it is parsed. */
export function inputBytes(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): number {
  const named = argv.flatMap((argument) => [argument, argument.replace(/^(--[^=]*=|-[a-z])/, "")]);
  const places = new Set(
    [...named, environment.ROLEPATH_SNAPSHOT ?? ""]
      .filter((name) => name !== "" && !name.startsWith("-") && !name.includes("\0"))
      .map((name) => resolve(folder, name)),
  );
  return [...places].reduce((sum, place) => sum + bytesAt(place, depthMax), 0);
}

function bytesAt(place: string, depthLeft: number): number {
  try {
    const info = statSync(place, { throwIfNoEntry: false });
    if (info === undefined) return 0;
    if (!info.isDirectory()) return /\.gz$/i.test(place) ? info.size * gzipFactor : info.size;
    if (depthLeft === 0) return 0;
    return readdirSync(place, { withFileTypes: true })
      .filter((entry) => isRead(entry.name, entry.isDirectory(), depthLeft))
      .reduce((sum, { name }) => sum + bytesAt(join(place, name), depthLeft - 1), 0);
  } catch {
    // The command itself says what is wrong with a file that it needs.
    return 0;
  }
}

function isRead(name: string, isDirectory: boolean, depthLeft: number): boolean {
  if (name.startsWith(".")) return false;
  if (isDirectory) return depthLeft < depthMax || name === "accounts";
  return /\.json(\.gz)?$/i.test(name);
}
