import { constants } from "node:fs";
import { copyFile, readFile, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { CollectError } from "../collect-error.js";
import { codeOf, makePrivateFolder, move, uniqueName, writePrivate } from "./atomic.js";

/** The right to write into a folder; held by one run at a time. */
export interface Lock {
  /** @throws CollectError where another run has taken the folder over */
  check(): Promise<void>;
  release(): Promise<void>;
}

interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
}

const beatSeconds = 10;
/** A holder that did not touch its lock for so long is gone, or asleep and will notice. */
const staleSeconds = 60;

/**
 * Takes the lock file at `path`.
 *
 * @throws CollectError where another run holds it; the lock of a run that crashed is taken over
 */
export async function takeLock(path: string): Promise<Lock> {
  const own: Holder = { token: uniqueName(), pid: process.pid, host: hostname() };
  for (let attempt = 1; ; attempt += 1) {
    // A run that ends at this moment takes the folder of its lock away.
    await makePrivateFolder(dirname(path));
    try {
      await writePrivate(path, JSON.stringify(own));
      break;
    } catch (error) {
      if (codeOf(error) === "ENOENT" && attempt <= 3) continue;
      if (codeOf(error) !== "EEXIST") throw error;
    }
    const holder = await readHolder(path);
    if (holder !== null && attempt <= 3 && (await isStale(path, holder))) await putAside(path, holder);
    else if (holder !== null || attempt > 3) throw busy(holder);
  }
  const beat = setInterval(() => {
    const now = new Date();
    // A lock that is gone is found by the next check.
    utimes(path, now, now).catch(() => undefined);
  }, beatSeconds * 1000);
  beat.unref();
  const isOwn = async (): Promise<boolean> => (await readHolder(path))?.token === own.token;
  return {
    check: async () => {
      if (!(await isOwn())) throw new CollectError("folder-busy", "another run has taken over this folder");
    },
    release: async () => {
      clearInterval(beat);
      if (await isOwn()) await rm(path, { force: true });
    },
  };
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    const { token, pid, host } = JSON.parse(await readFile(path, "utf8")) as Partial<Holder>;
    return { token: String(token), pid: Number(pid), host: String(host) };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    // Being written at this moment, or cut by a crash; its age will tell.
    if (error instanceof SyntaxError) return { token: "", pid: 0, host: "" };
    throw error;
  }
}

async function isStale(path: string, holder: Holder): Promise<boolean> {
  if (holder.host === hostname() && !isAlive(holder.pid)) return true;
  try {
    return Date.now() - (await stat(path)).mtimeMs > staleSeconds * 1000;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process is there, but it is another user's.
    return codeOf(error) === "EPERM";
  }
}

/** Moves a stale lock away; puts it back where another run was faster and the lock is a live one by now. */
async function putAside(path: string, stale: Holder): Promise<void> {
  const aside = `${path}.${uniqueName()}`;
  try {
    await move(path, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  if ((await readHolder(aside))?.token !== stale.token)
    await copyFile(aside, path, constants.COPYFILE_EXCL).catch(() => undefined);
  await rm(aside, { force: true });
}

function busy(holder: Holder | null): CollectError {
  const who = holder === null ? "" : ` (process ${holder.pid} on ${holder.host})`;
  return new CollectError("folder-busy", `another run is collecting into this folder${who}`);
}
