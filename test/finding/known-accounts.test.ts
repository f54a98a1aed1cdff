import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../support/repository.js";

const run = promisify(execFile);
const script = join(root, "packages", "cli", "scripts", "known-accounts.mjs");
const written = join(root, "packages", "analyzer", "src", "world", "vendor", "known-accounts.ts");
const copy = join(root, "..", "shared", "data", "reference", "known_aws_accounts.yaml");

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rolepath-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function refresh(source: string, ...more: readonly string[]): Promise<string> {
  const out = join(folder, "known-accounts.ts");
  await run(process.execPath, [script, source, "--out", out, ...more]);
  return readFile(out, "utf8");
}

async function refreshText(yaml: string): Promise<string> {
  const source = join(folder, "accounts.yaml");
  await writeFile(source, yaml);
  return refresh(source, "--date", "2026-01-02", "--revision", "abc123");
}

/** What stands between the quotes, and the head without its prose. */
const linesOf = (module: string): readonly string[] => module.split("`").at(-2)?.split("\n") ?? [];

describe("the list of known accounts is written anew from a copy", () => {
  test("by first id, with vendors that stand there twice as one, ids as steps of base 36, and with where it is from", async () => {
    const module = await refreshText(
      [
        "- {name: Zebra, source: [x], accounts: ['000000000037', '000000000001']}",
        "- {name: Logs, type: aws, source: [x], accounts: ['000000000003']}",
        "- {name: Zebra, source: [x], accounts: ['000000000004', '000000000003'], enabled: false}",
      ].join("\n"),
    );
    // Zebra has 1, 4 and 37; Logs has 3, which is 2 more than the first id of the line before.
    expect(linesOf(module)).toEqual(["Zebra=1,3,x", "AWS (Logs)=2"]);
    expect(module).toContain("https://github.com/fwdcloudsec/known_aws_accounts at abc123\n");
    expect(module).toContain("Copied: 2026-01-02.");
    expect(module).toContain("Apache License 2.0");
  });

  test.each([
    ["an id that is none", "- {name: Zebra, accounts: ['12345']}"],
    ["a name that would leave the quotes", "- {name: '`+x+`', accounts: ['000000000001']}"],
    ["something else than a list", "name: Zebra"],
  ])("but not from %s", async (_name, yaml) => {
    await expect(refreshText(yaml)).rejects.toThrow();
  });

  test.skipIf(!existsSync(copy))("and is the one in the repository", async () => {
    expect(linesOf(await refresh(copy))).toEqual(linesOf(await readFile(written, "utf8")));
  });
});
