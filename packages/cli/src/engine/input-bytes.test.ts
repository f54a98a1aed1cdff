import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { inputBytes } from "./input-bytes.js";

const folder = mkdtempSync(join(tmpdir(), "rolepath-heap-"));
afterAll(() => rmSync(folder, { recursive: true }));
const put = (bytes: number, ...parts: string[]) => {
  mkdirSync(join(folder, ...parts.slice(0, -1)), { recursive: true });
  writeFileSync(join(folder, ...parts), "x".repeat(bytes));
};
put(1, "s", "manifest.json");
put(10, "s", "accounts", "111122223333", "authorization-details.json");
put(100, "s", "accounts", "111122223333", "notes.txt");
put(1000, "s", "accounts", "111122223333", "deeper", "other.json");
put(10_000, "s", "reports", "other.json");
put(100_000, "s", ".hidden.json");
put(3, "s.json.gz");

const bytesOf = (argv: readonly string[], environment = {}) => inputBytes(argv, environment, folder);

test("what an argument names counts, however the option is written", () => {
  for (const argv of [["-s", "s"], ["-ss"], ["--snapshot", "s"], ["--snapshot=s"], ["s"], ["s", "--old=./s"]])
    expect(bytesOf(["check", ...argv])).toBe(11);
  expect(bytesOf(["check", "-s", join(folder, "s")])).toBe(11);
  expect(bytesOf(["check"], { ROLEPATH_SNAPSHOT: "s" })).toBe(11);
});

test("gzipped files count for what is in them, about", () => {
  expect(bytesOf(["diff", "s", "s.json.gz"])).toBe(11 + 36);
});

test("what is not there, stdin and odd names are nothing", () => {
  expect(bytesOf(["check", "-s", "-", "--config=nowhere", "\0", "", "s/manifest.json/x"])).toBe(0);
});
