import { analyze } from "@rolepath/analyzer";
import { readSnapshot, writeSnapshot } from "@rolepath/snapshot";
import { growth, measured, peakBytes } from "./measure.js";
import { usualShares } from "./organization/options.js";
import { generatedSnapshot } from "./organization/organization.js";

/** What the command line chooses. */
export interface ScaleOptions {
  /** Roles and users of each account. */
  readonly roles: number;
  readonly users: number;
  readonly seed: number;
}

/** The figures of one organization, in CPU seconds of one process. */
export interface ScaleFigures {
  readonly accounts: number;
  readonly principals: number;
  readonly edges: number;
  readonly findings: number;
  readonly megabytes: number;
  /** `JSON.parse` of all files, the yardstick. */
  readonly parseCpuSeconds: number;
  readonly readCpuSeconds: number;
  readonly graphCpuSeconds: number;
  readonly checkCpuSeconds: number;
  readonly peakBytes: number;
}

/** Generates one organization, writes it as files in memory, and measures what it takes to read, draw and check it. */
export function measureScale(accounts: number, options: ScaleOptions): ScaleFigures {
  const files = writeSnapshot(generatedSnapshot({ ...options, accounts, shares: usualShares }));
  const bytes = [...files.values()].reduce((sum, text) => sum + text.length, 0);
  const parse = measured(() => {
    for (const text of files.values()) JSON.parse(text);
  });
  const read = measured(() => readSnapshot(files));
  const { snapshot } = read.result;
  if (snapshot === null) throw new Error("the generated organization cannot be read");
  const analysis = analyze(snapshot);
  const graph = measured(() => analysis.summary());
  const check = measured(() => analysis.check());
  return {
    accounts,
    principals: graph.result.principals,
    edges: graph.result.edges,
    findings: check.result.findings.length,
    megabytes: bytes / 1e6,
    parseCpuSeconds: parse.cost.cpuSeconds,
    readCpuSeconds: read.cost.cpuSeconds,
    graphCpuSeconds: graph.cost.cpuSeconds,
    checkCpuSeconds: check.cost.cpuSeconds,
    peakBytes: peakBytes(),
  };
}

/** The figures side by side, with the ratio to the yardstick and the growth from one organization to the next. */
export function scaleTable(figures: readonly ScaleFigures[]): string {
  const head = [
    "accounts",
    "principals",
    "edges",
    "findings",
    "MB",
    "parse s",
    "read s",
    "graph s",
    "check s",
    "all/parse",
    "growth",
    "peak MB",
  ];
  const rows = figures.map((one, index) => {
    const before = figures[index - 1];
    const grown =
      before === undefined
        ? ""
        : growth(
            { size: before.accounts, cost: total(before) },
            { size: one.accounts, cost: total(one) },
          ).toFixed(2);
    return [
      String(one.accounts),
      String(one.principals),
      String(one.edges),
      String(one.findings),
      one.megabytes.toFixed(1),
      one.parseCpuSeconds.toFixed(2),
      one.readCpuSeconds.toFixed(2),
      one.graphCpuSeconds.toFixed(2),
      one.checkCpuSeconds.toFixed(2),
      (total(one) / one.parseCpuSeconds).toFixed(0),
      grown,
      (one.peakBytes / 1e6).toFixed(0),
    ];
  });
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "))
    .join("\n");
}

function total(figures: ScaleFigures): number {
  return figures.readCpuSeconds + figures.graphCpuSeconds + figures.checkCpuSeconds;
}
