import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readLines, writeLines } from "./kept-lines.js";

const folder = mkdtempSync(join(tmpdir(), "rolepath-lines-"));
afterAll(() => rmSync(folder, { recursive: true }));
const place = (name: string) => join(folder, name);

test("lines of any length are read as they were written", () => {
  const lines = ["", "é 日本", "x".repeat(5_000_000), "y", "z".repeat(9_000_000), "end"];
  writeLines(place("long"), lines);
  expect([...readLines(place("long"))].map((line, at) => line === lines[at])).toEqual(lines.map(() => true));
  writeLines(place("none"), []);
  expect([...readLines(place("none"))]).toEqual([]);
});

test("of a damaged file, the lines before the damage are read and none after it", () => {
  const lines = ["one", "two", "three"];
  writeLines(place("whole"), lines);
  const bytes = readFileSync(place("whole"));
  for (let at = 0; at < bytes.length; at += 1) {
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    for (const content of [damaged, bytes.subarray(0, at)]) {
      writeFileSync(place("damaged"), content);
      const read = [...readLines(place("damaged"))];
      expect(read).toEqual(lines.slice(0, read.length));
      expect(read.length).toBeLessThan(lines.length);
    }
  }
});

test("a file that is there is not written over", () => {
  writeLines(place("once"), ["a"]);
  expect(() => writeLines(place("once"), ["b"])).toThrow("EEXIST");
});

test("of a file that has lost a line, those after it are not read", () => {
  const lines = ["one", "two", "three"];
  writeLines(place("all"), lines);
  const written = readFileSync(place("all"), "utf8").split("\n");
  for (const lost of [0, 1, 2]) {
    writeFileSync(place("lost"), written.filter((_line, index) => index !== lost).join("\n"));
    expect([...readLines(place("lost"))]).toEqual(lines.slice(0, lost));
  }
});
