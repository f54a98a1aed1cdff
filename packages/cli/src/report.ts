import { basename, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { explore } from "@rolepath/analyzer";
import { packBundle, type Snapshot, writeBundle } from "@rolepath/snapshot";
import { pageParts } from "./assets.js";
import type { Host } from "./host.js";

/**
 * The page with the snapshot inside: one HTML file that opens from disk without any request. On a large organization it
 * also carries what it shows until it has read the snapshot itself.
 */
export async function reportPage(snapshot: Snapshot, name: string): Promise<string> {
  const { template, embedSnapshot, needsHead, makeHead } = await pageParts();
  const data = gzip(packBundle(snapshot)).toString("base64");
  const head = needsHead(snapshot) ? gzip(makeHead(explore(snapshot), name)).toString("base64") : "";
  return embedSnapshot(template, data, name, head);
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
