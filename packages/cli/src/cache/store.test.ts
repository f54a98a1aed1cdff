import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CacheFiles } from "./cache-files.js";
import { type Entry, readEntry, writeEntry } from "./entry.js";
import { AnswerStore } from "./store.js";

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "rolepath-cache-")), "deeper", "cache");
});
afterEach(() => rm(join(folder, "..", ".."), { recursive: true }));

const name = (digit: string) => digit.repeat(64);
const entry = (text = "é\n", content = "c"): Entry => ({
  content,
  transcript: {
    pieces: [
      { stream: "stderr", text: "warning: ü\n" },
      { stream: "stdout", text },
    ],
    exitCode: 1,
  },
});
const places = async () => (await readdir(folder)).map((file) => join(folder, file));

test("what is kept is found again, whole", async () => {
  const store = new AnswerStore(new CacheFiles(folder));
  expect(await store.has(name("a"))).toBe(false);
  expect(await store.read(name("a"))).toBeNull();
  await store.write(name("a"), entry());
  expect(await store.has(name("a"))).toBe(true);
  expect(await store.read(name("a"))).toEqual(entry());
  await store.write(name("a"), entry("", "d"));
  expect(await store.read(name("a"))).toEqual(entry("", "d"));
});

test.skipIf(process.platform === "win32")("folder and files are for their owner alone", async () => {
  await new AnswerStore(new CacheFiles(folder)).write(name("a"), entry());
  const [place = ""] = await places();
  expect([await stat(folder), await stat(place)].map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o600]);
});

test.skipIf(process.platform === "win32")("a folder that others may write to is not believed", async () => {
  const store = new AnswerStore(new CacheFiles(folder));
  await store.write(name("a"), entry());
  await chmod(folder, 0o722);
  expect(await store.has(name("a"))).toBe(false);
  await store.write(name("b"), entry());
  expect(await places()).toHaveLength(1);
});

test("every damaged byte, and every shorter file, is told from an entry", () => {
  const bytes = writeEntry(entry());
  expect(readEntry(bytes)).toEqual(entry());
  for (let at = 0; at < bytes.length; at += 1) {
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    expect(readEntry(damaged)).toBeNull();
    expect(readEntry(bytes.subarray(0, at))).toBeNull();
  }
  for (const text of ["", "\n", "null\n", "[]\n", "{}\n", '{"formatVersion":2}\n'])
    expect(readEntry(Buffer.from(text))).toBeNull();
});

test("a damaged file is as good as none, and is written anew", async () => {
  const store = new AnswerStore(new CacheFiles(folder));
  await store.write(name("a"), entry());
  const [place = ""] = await places();
  await writeFile(place, (await readFile(place)).subarray(0, 40));
  expect(await store.read(name("a"))).toBeNull();
  await store.write(name("a"), entry());
  expect(await store.read(name("a"))).toEqual(entry());
});

test("many that write and read the same answer at once see whole ones only, and leave nothing else behind", async () => {
  const texts = ["x".repeat(100_000), "y".repeat(200_000), "z"];
  const runs = Array.from({ length: 30 }, async (_, index) => {
    const store = new AnswerStore(new CacheFiles(folder));
    await store.write(name("a"), entry(texts[index % 3]));
    return (await store.read(name("a")))?.transcript.pieces[1]?.text;
  });
  for (const text of await Promise.all(runs)) expect(texts).toContain(text);
  expect(await places()).toHaveLength(1);
});

test("where there is too much, the answers that were not asked for longest go first", async () => {
  const store = new AnswerStore(new CacheFiles(folder, 2500));
  for (const [age, digit] of ["a", "b"].entries()) {
    await store.write(name(digit), entry("x".repeat(700)));
    const at = new Date(Date.now() - 100_000 + age * 1000);
    await utimes(join(folder, `${name(digit)}.answer`), at, at);
  }
  await store.read(name("a"));
  await store.write(name("c"), entry("x".repeat(700)));
  expect(await Promise.all(["a", "b", "c"].map((digit) => store.has(name(digit))))).toEqual([
    true,
    false,
    true,
  ]);
  await store.write(name("d"), entry("x".repeat(3000)));
  expect(await store.has(name("d"))).toBe(false);
});

test("clearing takes answers and drafts of killed runs, and nothing that is not ours", async () => {
  const files = new CacheFiles(folder);
  const store = new AnswerStore(files);
  await store.write(name("a"), entry());
  await store.write(name("b"), entry());
  await writeFile(join(folder, "notes.txt"), "mine");
  await writeFile(join(folder, "book.reading"), "mine");
  const draft = join(folder, `.${name("c")}.${"0".repeat(16)}`);
  await writeFile(draft, "half");
  expect(await files.size()).toEqual({ answer: 2, reading: 0, bytes: 2 * writeEntry(entry()).length });
  expect(await files.clear()).toEqual({ answer: 2, reading: 0 });
  expect((await readdir(folder)).sort()).toEqual(["book.reading", "notes.txt"]);
});

test("a draft that a killed run left goes after an hour, a younger one stays", async () => {
  const store = new AnswerStore(new CacheFiles(folder));
  await store.write(name("a"), entry());
  const [old, young] = ["0", "1"].map((digit) => join(folder, `.${name("c")}.${digit.repeat(16)}`));
  for (const place of [old, young]) await writeFile(place ?? "", "half");
  const hours = new Date(Date.now() - 2 * 60 * 60 * 1000);
  await utimes(old ?? "", hours, hours);
  await store.write(name("b"), entry());
  expect((await places()).filter((place) => place.includes(".ccc"))).toEqual([young]);
});

test("a cache that cannot be written is no reason to fail", async () => {
  await writeFile(join(folder, "..", "..", "deeper"), "a file in the way");
  const files = new CacheFiles(folder);
  const store = new AnswerStore(files);
  await store.write(name("a"), entry());
  expect(await store.has(name("a"))).toBe(false);
  expect(await files.clear()).toEqual({ answer: 0, reading: 0 });
});
