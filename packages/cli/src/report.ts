import { basename, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { packBundle, type Snapshot, writeBundle } from "@rolepath/snapshot";
import { pageParts } from "./assets.js";
import type { Host } from "./host.js";

/** The page with the snapshot inside: one HTML file that opens from disk without any request. */
export async function reportPage(snapshot: Snapshot, name: string): Promise<string> {
  const { template, embedSnapshot } = await pageParts();
  return embedSnapshot(template, gzip(packBundle(snapshot)).toString("base64"), name);
}

/** The snapshot as a gzipped bundle; the same bytes for the same snapshot. */
export function bundleGzip(snapshot: Snapshot): Buffer {
  return gzip(writeBundle(snapshot));
}

function gzip(content: string | Uint8Array): Buffer {
  const bytes = gzipSync(content, { level: 9 });
  // The header of gzip names the operating system that made it.
  bytes[9] = 0xff;
  return bytes;
}

/** What a page calls the snapshot at `path`. */
export function snapshotName(path: string, host: Host): string {
  return path === "-" ? "stdin" : basename(resolve(host.folder, path));
}
