import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usualShares } from "../organization/options.js";
import { writeOrganization } from "../organization/write.js";
import { countFindings } from "./count-findings.js";
import { parseFiles } from "./parse-files.js";
import { measurePhases } from "./phases.js";
import { runProcess } from "./run-process.js";
import { builtCommand, measureScale, type ScaleFigures } from "./scale.js";
import { scaleTables } from "./table.js";

let folder = "";
let snapshot = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rolepath-scale-"));
  snapshot = join(folder, "organization");
  writeOrganization(snapshot, {
    seed: 1,
    accounts: 2,
    roles: 30,
    users: 3,
    shares: usualShares,
    lean: false,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const limits = { limitSeconds: 60, heapMegabytes: 512 };
const run = (script: string, limitSeconds = 60) =>
  runProcess({ ...limits, limitSeconds, command: ["--eval", script], output: join(folder, "output") });

describe("the yardstick", () => {
  it("parses every file of the snapshot", () => {
    const { files, bytes, parse } = parseFiles(snapshot);
    expect(files).toBe(2 + 2 * 4);
    expect(bytes).toBeGreaterThan(300_000);
    expect(parse.cpuSeconds).toBeGreaterThan(0);
  });
});

describe("the parts of a check", () => {
  it("find all principals of the organization, and some edges", () => {
    const figures = measurePhases(snapshot);
    expect(figures.accounts).toBe(2);
    expect(figures.principals).toBeGreaterThanOrEqual(66);
    expect(figures.edges).toBeGreaterThan(30);
    expect(figures.graph.cpuSeconds).toBeGreaterThan(0);
  });
});

describe("a process", () => {
  it("tells the CPU seconds and the memory that it used, threads included", async () => {
    const busy = "for (const end = Date.now() + 200; Date.now() < end; );";
    const inThread = `new (require("node:worker_threads").Worker)(${JSON.stringify(busy)}, { eval: true })`;
    const figures = await run(inThread);
    expect(figures).toMatchObject({ outcome: "done", exitCode: 0 });
    expect(figures.cost?.cpuSeconds).toBeGreaterThan(0.1);
    expect(figures.peakBytes).toBeGreaterThan(20e6);
  });

  it("is cut at the limit, and what it used is unknown", async () => {
    const figures = await run("setInterval(() => {}, 1000)", 0.5);
    expect(figures).toMatchObject({ outcome: "cut", cost: null, peakBytes: null });
    expect(figures.wallSeconds).toBeLessThan(30);
  });

  it("is told apart by how it failed", async () => {
    expect(await run("process.exit(3)")).toMatchObject({ outcome: "failed", exitCode: 3 });
    const full = await runProcess({
      ...limits,
      heapMegabytes: 20,
      command: ["--eval", "const all = []; for (;;) all.push({ more: [...all.slice(-9)] })"],
      output: join(folder, "output"),
    });
    expect(full.outcome).toBe("out of memory");
  });
});

it("counts findings also where a piece of the file ends inside the mark", async () => {
  const file = join(folder, "findings.json");
  const one = '{"id":"x","fingerprint":"y"},';
  writeFileSync(file, one.repeat(10_000));
  expect(await countFindings(file)).toEqual({ findings: 10_000, outputBytes: one.length * 10_000 });
});

describe.skipIf(!existsSync(builtCommand))("the benchmark of the built command", () => {
  it("prints what the command costs beside the yardstick", { timeout: 120_000 }, async () => {
    const figures: ScaleFigures = await measureScale(2, snapshot, limits);
    expect(figures.cold).toMatchObject({ outcome: "done", exitCode: 0 });
    expect(figures.cold.findings).toBe(figures.phases?.findings);
    for (const again of [figures.filling, figures.second, figures.changed])
      expect(again ?? figures.cold).toMatchObject({ outcome: "done", findings: figures.cold.findings });
    const [head = "", row = ""] = scaleTables([figures], 60).split("\n");
    expect(head).toContain("check/parse");
    expect(row.trim()).toMatch(/^2 /);
  });
});
