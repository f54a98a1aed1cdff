import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKeepingReader } from "@rolepath/snapshot";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RawFile } from "../input/raw-file.js";
import { CacheFiles } from "./cache-files.js";
import { ReadingStore } from "./reading-store.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolepath-reading-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const name = "a".repeat(64);
const ids = Array.from({ length: 20 }, (_, index) => String(100_000_000_000 + index));
const pathOf = (id: string) => `accounts/${id}/authorization-details.json`;
const trust = {
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

function fileOf(id: string, changes: object = {}): string {
  const role = (index: number) => ({
    Path: "/",
    RoleName: `r${index}`,
    RoleId: `AROA${index}`,
    Arn: `arn:aws:iam::${id}:role/r${index}`,
    CreateDate: "2025-01-01T00:00:00Z",
    AssumeRolePolicyDocument: trust,
    Description: "é".repeat(300),
    ...changes,
  });
  return JSON.stringify({
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: Array.from({ length: 10 }, (_, index) => role(index)),
    Policies: [],
  });
}
const whole = () => new Map(ids.map((id) => [pathOf(id), fileOf(id)]));

/** Reads the files by way of the cache; says which had to be read. */
async function readBy(files: ReadonlyMap<string, string>) {
  const store = await ReadingStore.open(new CacheFiles(folder), name);
  const reader = createKeepingReader({ forAnalysis: true });
  const read: string[] = [];
  for (const [path, text] of files) {
    if (store.give(reader, path, new RawFile(Buffer.from(text)))) continue;
    read.push(path);
    store.read(reader, path, text);
  }
  const result = reader.finish();
  await store.save();
  return { read, result };
}

function readPlainly(files: ReadonlyMap<string, string>) {
  const reader = createKeepingReader({ forAnalysis: true });
  for (const [path, text] of files) reader.add(path, text);
  return reader.finish();
}

const place = () => join(folder, `${name}.reading`);

test("what did not change is not read again, and the snapshot is the same", async () => {
  const files = whole();
  const plain = readPlainly(files);
  expect(await readBy(files)).toEqual({ read: [...files.keys()], result: plain });
  expect(await readBy(files)).toEqual({ read: [], result: plain });
});

test("of an almost unchanged snapshot what changed is read, what is gone is gone, and what is new is there", async () => {
  await readBy(whole());
  const written = readFileSync(place());
  const files = whole();
  files.delete(pathOf(ids[3] ?? ""));
  files.set(pathOf(ids[5] ?? ""), fileOf(ids[5] ?? "", { Description: "other" }));
  const { read, result } = await readBy(files);
  expect(read).toEqual([pathOf(ids[5] ?? "")]);
  expect(result).toEqual(readPlainly(files));
  // One of twenty is read faster than all are written.
  expect(readFileSync(place())).toEqual(written);
});

test("where much has changed all of it is written anew", async () => {
  await readBy(whole());
  const files = new Map(ids.map((id) => [pathOf(id), fileOf(id, { Description: "other ".repeat(99) })]));
  expect((await readBy(files)).read).toHaveLength(ids.length);
  expect((await readBy(files)).read).toEqual([]);
});

test("the same content under another path is read, since what is said of it names the path", async () => {
  await readBy(whole());
  const [first = "", second = ""] = ids;
  const files = whole().set(pathOf(second), fileOf(first));
  const { read, result } = await readBy(files);
  expect(read).toEqual([pathOf(second)]);
  expect(result).toEqual(readPlainly(files));
  expect(result.problems.map(({ code }) => code)).toContain("account-mismatch");
});

test("files that something is told of are read each time, and it is told each time", async () => {
  const files = whole().set(pathOf(ids[2] ?? ""), fileOf(ids[2] ?? "", { Path: 5 }));
  const first = await readBy(files);
  const second = await readBy(files);
  expect(second.read).toEqual([pathOf(ids[2] ?? "")]);
  expect(second.result).toEqual(first.result);
  expect(second.result.problems).not.toEqual([]);
});

test("damage anywhere costs reading again, and changes nothing", async () => {
  const files = whole();
  const plain = readPlainly(files);
  await readBy(files);
  const bytes = readFileSync(place());
  for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 25)) {
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ 4;
    for (const content of [damaged, bytes.subarray(0, at)]) {
      writeFileSync(place(), content);
      const { read, result } = await readBy(files);
      expect(read.length).toBeGreaterThan(0);
      expect(result).toEqual(plain);
    }
  }
});

test("many at once each get the whole snapshot, and leave one whole file behind", async () => {
  const files = whole();
  const plain = readPlainly(files);
  const runs = await Promise.all(Array.from({ length: 8 }, () => readBy(files)));
  for (const { result } of runs) expect(result).toEqual(plain);
  expect(readdirSync(folder)).toEqual([`${name}.reading`]);
  expect((await readBy(files)).read).toEqual([]);
});

test.skipIf(process.platform === "win32")("what is kept is for its owner alone", async () => {
  await readBy(whole());
  expect(statSync(place()).mode & 0o777).toBe(0o600);
});

test("small files are read, as that is as fast", async () => {
  const files = whole().set("accounts/100000000001/account.json", '{"name": "one"}');
  await readBy(files);
  expect((await readBy(files)).read).toEqual(["accounts/100000000001/account.json"]);
});
