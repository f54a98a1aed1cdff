import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeLock } from "./lock.js";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "rolepath-lock-"));
  path = join(folder, "lock");
});
afterEach(() => rm(folder, { recursive: true }));

const holder = (more: object) =>
  JSON.stringify({ token: "theirs", pid: process.pid, host: hostname(), ...more });
/** A process id that nobody has: the largest on any system is far below. */
const deadPid = 2 ** 30;

async function age(seconds: number): Promise<void> {
  const then = new Date(Date.now() - seconds * 1000);
  await utimes(path, then, then);
}

test("one run holds it at a time, and the next may once it is released", async () => {
  const first = await takeLock(path);
  await expect(takeLock(path)).rejects.toThrow("another run is collecting into this folder");
  await first.release();
  await (await takeLock(path)).release();
});

test("of many that come at once, one gets it", async () => {
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(path)));
  const taken = all.filter((one) => one.status === "fulfilled");
  expect(taken.length).toBe(1);
  await taken[0]?.value.release();
});

test.each([
  ["a run that is gone", holder({ pid: deadPid }), 0],
  ["a run that does not touch it any more", holder({}), 120],
  ["a run on another machine that does not touch it any more", holder({ host: "elsewhere" }), 120],
  ["a run that was cut while it wrote it", '{"tok', 120],
])("the lock of %s is taken over", async (_, text, seconds) => {
  await writeFile(path, text);
  await age(seconds);
  const lock = await takeLock(path);
  await expect(lock.check()).resolves.toBeUndefined();
  await lock.release();
});

test.each([
  ["a run that lives", holder({})],
  ["a run on another machine", holder({ host: "elsewhere", pid: deadPid })],
  ["a run that is just writing it", ""],
])("the fresh lock of %s is not", async (_, text) => {
  await writeFile(path, text);
  await expect(takeLock(path)).rejects.toThrow("another run is collecting");
});

test("who lost the lock is told before it writes, and leaves the other's alone", async () => {
  const lock = await takeLock(path);
  await writeFile(path, holder({}));
  await expect(lock.check()).rejects.toThrow("another run has taken over this folder");
  await lock.release();
  expect(await readFile(path, "utf8")).toContain("theirs");
});
