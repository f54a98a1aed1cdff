import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Read and write for the owner alone: a snapshot tells an attacker the way in. */
const fileMode = 0o600;
const folderMode = 0o700;

/** Makes the folder, and those above it, for the owner alone. */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: folderMode });
  await chmod(path, folderMode);
}

/** A name that no other run uses. */
export function uniqueName(): string {
  return randomBytes(8).toString("hex");
}

/**
 * Writes a file whole or not at all: first beside, in `staging`, then moved into place.
 *
 * @param staging a folder on the same file system
 */
export async function writeAtomic(path: string, text: string, staging: string): Promise<void> {
  const draft = join(staging, uniqueName());
  try {
    await writePrivate(draft, text);
    await move(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Writes a new file for the owner alone, and waits until it is on the disk. */
export async function writePrivate(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", fileMode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Moves a file or folder. Windows refuses while a virus scanner or an indexer looks at it, so that is tried again. */
export async function move(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(from, to);
    } catch (error) {
      const code = codeOf(error);
      if (attempt === 6 || !["EPERM", "EACCES", "EBUSY"].includes(code) || process.platform !== "win32")
        throw error;
      await wait(20 * 2 ** attempt);
    }
  }
}

/** The system's name of an error: `ENOENT`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
