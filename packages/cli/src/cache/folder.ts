import { mkdir, stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";

/**
 * The folder of the cache, or null where the environment names none: ROLEPATH_CACHE_DIR, else what the platform has for
 * caches.
 */
export function cacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | null {
  const { ROLEPATH_CACHE_DIR: own, XDG_CACHE_HOME: xdg, HOME: home, LOCALAPPDATA: local } = environment;
  if (isFolder(own)) return own;
  if (platform === "win32") return isFolder(local) ? join(local, "rolepath", "cache") : null;
  if (platform === "darwin") return isFolder(home) ? join(home, "Library", "Caches", "rolepath") : null;
  // The XDG base directory specification: relative paths count for nothing.
  if (isFolder(xdg)) return join(xdg, "rolepath");
  return isFolder(home) ? join(home, ".cache", "rolepath") : null;
}

function isFolder(path: string | undefined): path is string {
  return path !== undefined && isAbsolute(path);
}

/** Makes the folder, for its owner alone. */
export async function makeCacheFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** Whether nobody else can have put anything into the folder; where an answer lies that another wrote it would be believed. */
export async function isOwnFolder(folder: string): Promise<boolean> {
  const info = await stat(folder);
  if (!info.isDirectory()) return false;
  // Windows has neither; folders below the user's own are the user's there.
  if (process.getuid === undefined) return true;
  return info.uid === process.getuid() && (info.mode & 0o022) === 0;
}
