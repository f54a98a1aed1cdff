import { cp, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { root } from "../support/repository.js";
import { type Run, rolepath } from "./command.js";

let folder: string;
let cache: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "rolepath-cache-"));
  cache = join(folder, "cache");
  await cp(join(root, "sample", "snapshot"), join(folder, "snapshot"), { recursive: true });
  // Two accounts do: what is told of the missing ones goes to stderr and is remembered as well.
  const accounts = join(folder, "snapshot", "accounts");
  for (const id of (await readdir(accounts)).sort().slice(2))
    await rm(join(accounts, id), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

function check(args: readonly string[], environment: Record<string, string> = {}): Promise<Run> {
  return rolepath(["check", "-s", "snapshot", ...args], {
    folder,
    environment: { ROLEPATH_CACHE_DIR: cache, ...environment },
  });
}
const answers = async () => (await readdir(cache).catch(() => [])).sort();

/** Runs `check` where a remembered answer is changed, so that it can be told from a new one. */
async function isRemembered(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<boolean> {
  const before = await answers();
  await check(args, environment);
  const after = await answers();
  return before.length > 0 && before.join() === after.join();
}

test("an answer is written again byte for byte, in every format, and is the one that is given without a cache", async () => {
  for (const format of ["text", "json", "sarif", "junit", "markdown", "csv", "github"]) {
    const args = ["--format", format, "--fail-on", "info"];
    const plain = await check([...args, "--no-cache"]);
    const first = await check(args);
    const second = await check(args);
    expect(plain.stderr).not.toBe("");
    expect(first).toEqual(plain);
    expect(second).toEqual(plain);
  }
  expect(await answers()).toHaveLength(7);
}, 300_000);

test("--no-cache neither keeps nor looks", async () => {
  await check(["--no-cache"]);
  expect(await answers()).toEqual([]);
  await check([]);
  const [name = ""] = await answers();
  const bytes = await readFile(join(cache, name));
  await check(["--no-cache"]);
  expect(await answers()).toEqual([name]);
  expect(await readFile(join(cache, name))).toEqual(bytes);
}, 200_000);

describe("an answer is given anew", () => {
  const file = (...parts: string[]) => join(folder, "snapshot", ...parts);
  const changeOneByte = async (place: string) => {
    const text = await readFile(place, "utf8");
    // The same length, so that nothing but the content tells.
    await writeFile(
      place,
      text.replace(/team-|"Description": "./, (part) => `${part.slice(0, -1)}X`),
    );
  };

  test("when one byte of one file is another", async () => {
    const before = await check(["--format", "json"]);
    const place = file("organization.json");
    const text = await readFile(place, "utf8");
    const name = /"Name": "([a-z]{4,})"/i.exec(text)?.[1] ?? "";
    expect(name).not.toBe("");
    await writeFile(place, text.replaceAll(`"${name}"`, `"${name.slice(0, -1)}Q"`));
    const after = await check(["--format", "json"]);
    expect(await check(["--format", "json", "--no-cache"])).toEqual(after);
    expect(after.code).toBe(before.code);
    await changeOneByte(place);
    expect(await check(["--format", "json"])).toEqual(await check(["--format", "json", "--no-cache"]));
  }, 200_000);

  test("when the configuration, the baseline, the width or the colours are others", async () => {
    await check([]);
    await writeFile(
      join(folder, "rolepath.yaml"),
      "trusted:\n  accounts:\n    - id: '999999999999'\n      name: Ours\n",
    );
    expect(await isRemembered([])).toBe(false);
    expect(await isRemembered([])).toBe(true);
    expect(await isRemembered([], { COLUMNS: "60" })).toBe(false);
    expect(await isRemembered([], { FORCE_COLOR: "1" })).toBe(false);
    await rolepath(["baseline", "-s", "snapshot", "--out", "b.json"], { folder });
    expect(await isRemembered(["--baseline", "b.json"])).toBe(false);
    expect(await isRemembered(["--baseline", "b.json"])).toBe(true);
    await writeFile(join(folder, "b.json"), `${await readFile(join(folder, "b.json"), "utf8")} `);
    expect(await isRemembered(["--baseline", "b.json"])).toBe(false);
  }, 300_000);

  test("when files of a snapshot that does not say when it was made are newer, and else not", async () => {
    const touch = async (year: number) => utimes(file("organization.json"), new Date(), new Date(year, 1));
    await touch(2040);
    await check([]);
    await touch(2041);
    expect(await isRemembered([])).toBe(true);
    await rm(file("manifest.json"));
    expect(await isRemembered([])).toBe(false);
    await touch(2042);
    expect(await isRemembered([])).toBe(false);
  }, 300_000);
});

test("a damaged answer is ignored without a word, and written anew", async () => {
  const first = await check([]);
  const [name = ""] = await answers();
  const bytes = await readFile(join(cache, name));
  for (const damaged of [bytes.subarray(0, bytes.length / 2), Buffer.from("{}"), Buffer.alloc(0)]) {
    await writeFile(join(cache, name), damaged);
    expect(await check([])).toEqual(first);
    expect(await readFile(join(cache, name))).toEqual(bytes);
  }
}, 200_000);

test("two runs at once give the same answer and leave one behind", async () => {
  const [first, second] = await Promise.all([check([]), check([])]);
  expect(first).toEqual(second);
  expect(await answers()).toHaveLength(1);
  expect(await check([])).toEqual(first);
}, 200_000);

test("a snapshot that cannot be read is told of every time", async () => {
  await writeFile(join(folder, "snapshot", "manifest.json"), '{"formatVersion": 99}');
  const first = await check([]);
  expect(first.code).toBe(2);
  expect(await check([])).toEqual(first);
  expect(await answers()).toEqual([]);
}, 200_000);

test("the cache tells where it is and how large, and is cleared", async () => {
  const environment = { ROLEPATH_CACHE_DIR: cache };
  await check([]);
  const told = await rolepath(["cache", "--format", "json"], { environment });
  expect(JSON.parse(told.stdout)).toMatchObject({ folder: cache, answers: 1 });
  expect((await rolepath(["cache", "clear"], { environment })).stdout).toBe(
    `removed 1 answer, 0 readings from ${cache}\n`,
  );
  expect(await answers()).toEqual([]);
  expect((await rolepath(["cache", "empty"], { environment })).code).toBe(2);
  expect((await rolepath(["cache"])).code).toBe(2);
}, 200_000);
