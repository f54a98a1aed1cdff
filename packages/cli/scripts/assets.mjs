// Puts what the command needs at run time beside it, so that the published package needs no other of ours for pages: the
// page that reports are made from, the functions that fill it, and the sample organization. Run it after the page is built.
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { readSnapshot, writeBundle } from "@rolepath/snapshot";

const target = fileURLToPath(new URL("../dist/assets/", import.meta.url));
const sample = fileURLToPath(new URL("../../../sample/snapshot/", import.meta.url));

await mkdir(target, { recursive: true });
for (const [entry, name] of [
  ["@rolepath/web/page", "report.html"],
  ["@rolepath/web/embed", "embed.js"],
  ["@rolepath/web/head", "head.js"],
])
  await copyFile(fileURLToPath(import.meta.resolve(entry)), join(target, name));
await writeFile(join(target, "sample.json.gz"), gzipSync(await sampleBundle(), { level: 9 }));

async function sampleBundle() {
  const files = new Map();
  for (const entry of await readdir(sample, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".json")) continue;
    const place = join(entry.parentPath, entry.name);
    files.set(relative(sample, place).split(sep).join("/"), await readFile(place, "utf8"));
  }
  const { snapshot, problems } = readSnapshot(files);
  if (snapshot === null) throw new Error(`the sample cannot be read: ${JSON.stringify(problems)}`);
  return writeBundle(snapshot);
}
