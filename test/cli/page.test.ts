import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { root } from "../support/repository.js";
import { commandFile, rolepath } from "./command.js";
import { bundle, role, scratch, smallWorld } from "./world.js";

const { put, folder } = await scratch();
const snapshot = await put("bundle.json", bundle());

test("report writes one page and says where", async () => {
  const out = join(folder, "report.html");
  const { code, stdout, stderr } = await rolepath(["report", "-s", snapshot, "--out", out]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain(out);
  expect(stdout).toContain(pathToFileURL(out).href);
  const page = await readFile(out, "utf8");
  expect(page).toMatch(/^<!doctype html>/i);
  expect(page).toMatch(/id="rolepath-data" data-name="bundle\.json">[A-Za-z0-9+/]+=*</);
});

test("the same snapshot gives the same page", async () => {
  const [one, two] = [join(folder, "one.html"), join(folder, "two.html")];
  await rolepath(["report", "-s", snapshot, "-o", one]);
  await rolepath(["report", "-s", snapshot, "-o", two]);
  expect(await readFile(two, "utf8")).toBe(await readFile(one, "utf8"));
});

test("no name in a snapshot can end the element that holds the data", async () => {
  const path = await put("<b>.json", bundle(smallWorld([role("</script><b>", undefined)])));
  const out = join(folder, "evil.html");
  await rolepath(["report", "-s", path, "-o", out]);
  expect(await readFile(out, "utf8")).not.toContain("<b>");
});

test("a report into a folder that does not exist is an input error", async () => {
  const run = await rolepath(["report", "-s", snapshot, "--out", join(folder, "no", "such", "x.html")]);
  expect(run).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("no such file or directory"),
  });
});

test("bundle writes what reads the same", async () => {
  for (const name of ["again.json", "again.json.gz"]) {
    const out = join(folder, name);
    expect((await rolepath(["bundle", "-s", snapshot, "--out", out])).code).toBe(0);
    const [first, again] = await Promise.all(
      [snapshot, out].map((path) => rolepath(["check", "-s", path, "-f", "json"])),
    );
    expect(again).toEqual(first);
  }
});

test("demo shows the snapshot, the worst findings and chains, and writes the report where the user stands", async () => {
  const { code, stdout, stderr } = await rolepath(["demo", "--snapshot", snapshot], { folder });
  expect(code).toBe(0);
  expect(stdout).toContain("1 account, 1 user, 5 roles");
  expect(stdout).toContain("TRUST-PUBLIC");
  expect(stdout).toContain("hains worth seeing");
  expect(existsSync(join(folder, "rolepath-report.html"))).toBe(true);
  expect(stdout).toContain(pathToFileURL(join(folder, "rolepath-report.html")).href);
  expect(stderr).toContain("who-can");
});

test("demo has a sample organization inside", async () => {
  const { code, stdout } = await rolepath(["demo", "-f", "json", "--out", join(folder, "sample.html")]);
  expect(code).toBe(0);
  const answer = JSON.parse(stdout) as {
    snapshot: { accounts: number; roles: number };
    chains: unknown[];
    problems: unknown[];
  };
  expect(answer.snapshot.accounts).toBeGreaterThanOrEqual(12);
  expect(answer.snapshot.roles).toBeGreaterThanOrEqual(150);
  expect(answer.chains).toHaveLength(3);
  expect(answer.problems).toEqual([]);
});

test("serve prints the address, serves the page, and stops when asked", async () => {
  const child = spawn(process.execPath, [commandFile, "serve", "-s", snapshot, "--port", "0"]);
  const url = await new Promise<string>((resolve) => {
    child.stdout.once("data", (text: Buffer) => resolve(text.toString().trim()));
  });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  const response = await fetch(url);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.text()).toContain("rolepath-data");
  child.kill("SIGTERM");
  expect(await new Promise((resolve) => child.on("exit", resolve))).toBe(0);
});

test("the scripts of the checkout run the command where the user stands", async () => {
  const script = join(root, "packages", "cli", "scripts", "checkout.mjs");
  const args = ["demo", "--snapshot", "bundle.json", "--out", "from-script.html"];
  const { stderr } = await promisify(execFile)(process.execPath, [script, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, INIT_CWD: folder },
  });
  expect(existsSync(join(folder, "from-script.html"))).toBe(true);
  expect(stderr).toContain("npm run -s rolepath -- who-can");
});
