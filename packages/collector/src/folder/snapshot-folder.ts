import { lstat, mkdir, readdir, readFile, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { manifestFile } from "@rolepath/snapshot";
import { CollectError } from "../collect-error.js";
import { codeOf, makePrivateFolder, move, uniqueName, writeAtomic, writePrivate } from "./atomic.js";
import { type Lock, takeLock } from "./lock.js";
import { type CollectManifest, parseManifest } from "./manifest.js";

/** A snapshot's folder that this run alone writes into. */
export interface SnapshotFolder {
  /** The manifest of an earlier run. */
  readonly manifest: CollectManifest | null;
  /** The text of a file, or null where there is none. */
  read(file: string): Promise<string | null>;
  /** Writes a file whole or not at all. */
  write(file: string, text: string): Promise<void>;
  /** Writes an account's files, by name, all or none; what was there before is replaced. */
  writeAccount(id: string, files: ReadonlyMap<string, string>): Promise<void>;
  hasAccount(id: string): Promise<boolean>;
  removeAccount(id: string): Promise<void>;
  /** Takes away what only a running collection needs, and lets the next run in. */
  close(): Promise<void>;
}

/** The collector's own working folder, inside the snapshot so that files can be moved into place; readers pass it by. */
const workName = ".collect";
const accountsName = "accounts";

/**
 * Opens the folder for collecting, makes it where it is missing, and clears up after a run that crashed.
 *
 * @throws CollectError where another run holds it, or where it holds something that is not a collected snapshot
 */
export async function openSnapshotFolder(path: string): Promise<SnapshotFolder> {
  await refuseForeign(path);
  const work = join(path, workName);
  await makePrivateFolder(path);
  const lock = await takeLock(join(work, "lock"));
  try {
    const staging = join(work, "staging");
    await recover(path, staging);
    await rm(staging, { recursive: true, force: true });
    await makePrivateFolder(staging);
    const text = await readOrNull(join(path, manifestFile));
    return openFolder(path, work, lock, text === null ? null : parseManifest(text));
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function openFolder(
  path: string,
  work: string,
  lock: Lock,
  manifest: CollectManifest | null,
): SnapshotFolder {
  const staging = join(work, "staging");
  return {
    manifest,
    read: (file) => readOrNull(join(path, file)),
    write: async (file, text) => {
      await lock.check();
      await writeAtomic(join(path, file), text, staging);
    },
    writeAccount: async (id, files) => {
      const draft = join(staging, `new-${uniqueName()}`);
      await mkdir(draft, { mode: 0o700 });
      for (const [name, text] of files) await writePrivate(join(draft, name), text);
      await lock.check();
      const target = join(path, accountsName, id);
      // A folder cannot be moved over another. `recover` puts the old one back if the run ends in between.
      const old = join(staging, `old-${id}`);
      await rm(old, { recursive: true, force: true });
      await makePrivateFolder(dirname(target));
      const replaced = await moveIfThere(target, old);
      await move(draft, target);
      if (replaced) await rm(old, { recursive: true, force: true });
    },
    hasAccount: async (id) => (await kindOf(join(path, accountsName, id))) === "folder",
    removeAccount: async (id) => {
      await lock.check();
      await rm(join(path, accountsName, id), { recursive: true, force: true });
    },
    close: async () => {
      await rm(staging, { recursive: true, force: true });
      await lock.release();
      // Another run may have begun already; then its lock stays, and the folder with it.
      await rmdir(work).catch(() => undefined);
    },
  };
}

/** Puts back accounts that a crashed run had moved away and not yet replaced. */
async function recover(path: string, staging: string): Promise<void> {
  const names = await readdir(staging).catch(() => []);
  for (const name of names) {
    const id = /^old-(\d{12})$/.exec(name)?.[1];
    if (id === undefined) continue;
    const target = join(path, accountsName, id);
    if ((await kindOf(target)) === "nothing") await move(join(staging, name), target);
  }
}

async function refuseForeign(path: string): Promise<void> {
  const remedy = "give a new or empty folder with --out";
  const found = await stat(path).catch(() => null);
  if (found === null) return;
  if (!found.isDirectory()) throw new CollectError("folder-foreign", `\`${path}\` is not a folder`, remedy);
  const names = (await readdir(path)).filter((name) => name !== workName);
  if (names.length === 0) return;
  const manifest = await readOrNull(join(path, manifestFile));
  if (manifest === null || parseManifest(manifest) === null)
    throw new CollectError(
      "folder-foreign",
      `\`${path}\` holds something that rolepath did not collect`,
      remedy,
    );
  // What stands inside is written over, so it must not lead elsewhere.
  for (const name of [accountsName, manifestFile])
    if ((await kindOf(join(path, name))) === "link")
      throw new CollectError("folder-foreign", `\`${join(path, name)}\` is a symbolic link`, remedy);
}

async function kindOf(path: string): Promise<"nothing" | "folder" | "link" | "other"> {
  try {
    const found = await lstat(path);
    if (found.isDirectory()) return "folder";
    return found.isSymbolicLink() ? "link" : "other";
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "nothing";
    throw error;
  }
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

async function moveIfThere(from: string, to: string): Promise<boolean> {
  try {
    await move(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}
