import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { packBundle, readSnapshot } from "@rolepath/snapshot";

/** The sample organization as a report would carry it: its bundle, gzipped, in base64. Same bytes on every build. */
export function sampleBundle(folder: string): string {
  if (!existsSync(folder)) throw new Error(`the sample organization is not at ${folder}: generate it first`);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .sort();
  const files = new Map(
    names.map((name) => [relative("", name).split(sep).join("/"), readFileSync(join(folder, name), "utf8")]),
  );
  const { snapshot, problems } = readSnapshot(files);
  if (snapshot === null)
    throw new Error(`the sample organization cannot be read: ${problems[0]?.message ?? "no reason given"}`);
  return gzipSync(packBundle(snapshot), { level: 9 }).toString("base64");
}
