import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Host } from "../host.js";
import { fileFault } from "./file-fault.js";
import { findSnapshot } from "./files.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rolepath-files-"));
});
afterAll(() => rm(folder, { recursive: true }));

const host = (stdin = "") => ({ folder, stdin: Readable.from([Buffer.from(stdin)]) }) as unknown as Host;

async function put(files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

async function read(path: string, given = host()): Promise<Record<string, string>> {
  const source = await findSnapshot(path, given);
  const entries: (readonly [string, string])[] = [];
  for await (const entry of source.files()) entries.push(entry);
  return Object.fromEntries(entries);
}

test("of a directory the files of a snapshot are read, and nothing else", async () => {
  await put({
    "dir/manifest.json": "m",
    "dir/organization.json.gz": gzipSync("o"),
    "dir/README.md": "no",
    "dir/.hidden.json": "no",
    "dir/other/x.json": "no",
    "dir/accounts/111122223333/authorization-details.json": "a",
    "dir/accounts/111122223333/notes.txt": "no",
    "dir/accounts/111122223333/deeper/x.json": "no",
  });
  expect(await read("dir")).toEqual({
    "manifest.json": "m",
    "organization.json": "o",
    "accounts/111122223333/authorization-details.json": "a",
  });
});

test("a file is read by its own name, unpacked where its bytes say gzip", async () => {
  await put({ "one.json": "{}", "two.json.gz": gzipSync("{}"), "gz-in-disguise.json": gzipSync("{}") });
  expect(await read("one.json")).toEqual({ "one.json": "{}" });
  expect(await read("two.json.gz")).toEqual({ "two.json": "{}" });
  expect(await read("gz-in-disguise.json")).toEqual({ "gz-in-disguise.json": "{}" });
});

test("a dash reads stdin, gzipped or not", async () => {
  expect(await read("-", host("{}"))).toEqual({ stdin: "{}" });
  const packed = { folder, stdin: Readable.from([gzipSync("{}")]) } as unknown as Host;
  expect(await read("-", packed)).toEqual({ stdin: "{}" });
});

test("text that Windows PowerShell wrote as UTF-16 is read", async () => {
  await put({ "utf16.json": Buffer.from('\ufeff{"a":"é"}', "utf16le") });
  expect(await read("utf16.json")).toEqual({ "utf16.json": '{"a":"é"}' });
});

test("the time of the newest file is known", async () => {
  await put({ "time/a.json": "{}" });
  const { modifiedAt } = await findSnapshot("time", host());
  expect(Math.abs(Date.now() - (modifiedAt?.getTime() ?? 0))).toBeLessThan(60_000);
});

test("a file of one gigabyte is refused before it is read", async () => {
  await put({ "huge.json": "" });
  await truncate(join(folder, "huge.json"), 1024 ** 3);
  await expect(findSnapshot("huge.json", host())).rejects.toThrow("`huge.json`: larger than 400 MB");
});

test("a small file that unpacks to more than fits is refused while it is unpacked", async () => {
  const packed = gzipSync(Buffer.alloc(450 * 1024 * 1024), { level: 1 });
  expect(packed.length).toBeLessThan(10 * 1024 * 1024);
  await put({ "bomb.json.gz": packed });
  await expect(read("bomb.json.gz")).rejects.toThrow("`bomb.json.gz`: larger than 400 MB");
});

test("a gzip file that is cut off is refused by name", async () => {
  await put({ "cut.json.gz": gzipSync("{}".repeat(1000)).subarray(0, 20) });
  await expect(read("cut.json.gz")).rejects.toThrow("`cut.json.gz`: cannot be unpacked");
});

test("a directory without anything usable says what was expected", async () => {
  await put({ "empty/readme.txt": "x" });
  await expect(read("empty")).rejects.toThrow("`empty`: nothing in this directory can be read as a snapshot");
});

test("the same file plain and gzipped is refused, not chosen from", async () => {
  await put({ "twice/a.json": "1", "twice/a.json.gz": gzipSync("2") });
  await expect(read("twice")).rejects.toThrow("there twice");
});

test("a path that does not exist is an input error that names it and what to do", async () => {
  const error = await findSnapshot("nowhere", host()).then(() => null, fileFault);
  expect(error?.message).toContain("nowhere`: no such file or directory");
  expect(error?.remedy).toBeDefined();
});

test("an error that no file caused stays a fault", () => {
  expect(fileFault(new TypeError("x"))).toBeNull();
  expect(fileFault("x")).toBeNull();
});
