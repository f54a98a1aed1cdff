import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { countFindings } from "./count-findings.js";
import { jsonFiles } from "./json-files.js";
import type { ParseFigures } from "./parse-files.js";
import type { PhaseFigures } from "./phases.js";
import { type ProcessFigures, runProcess } from "./run-process.js";

/** What each process may use. */
export interface Limits {
  readonly limitSeconds: number;
  readonly heapMegabytes: number;
}

/** The real thing, run as its users run it. */
export interface CheckFigures extends ProcessFigures {
  /** Findings and bytes that it printed. */
  readonly findings: number;
  readonly outputBytes: number;
}

/** The figures of one organization. */
export interface ScaleFigures {
  readonly accounts: number;
  readonly yardstick: ParseFigures;
  readonly cold: CheckFigures;
  /** With an empty cache, which it fills; null for a command that keeps nothing. */
  readonly filling: CheckFigures | null;
  /** The run after that, on the same files. */
  readonly second: CheckFigures | null;
  /** And once more, where a file of one account has changed. */
  readonly changed: CheckFigures | null;
  readonly phases: PhaseFigures | null;
  readonly phasesOutcome: ProcessFigures["outcome"];
}

// What is built, also when this runs from its source.
const builtBench = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** The `rolepath` command as its users run it. */
export const builtCommand = fileURLToPath(new URL("../../../packages/cli/dist/main.js", import.meta.url));

/** Measures a snapshot directory: the yardstick, the command cold and again, and its parts; each in a process of its own. */
export async function measureScale(
  accounts: number,
  snapshot: string,
  limits: Limits,
): Promise<ScaleFigures> {
  if (!existsSync(builtCommand)) throw new Error(`${builtCommand} is missing: run \`pnpm build\` first`);
  const scratch = mkdtempSync(join(tmpdir(), "rolepath-bench-"));
  try {
    const yardstick = await inside<ParseFigures>("parse", snapshot, scratch, limits);
    if (yardstick.figures === null) throw new Error(`the yardstick itself was ${yardstick.outcome}`);
    const keeps = await keepsWhatItRead(scratch, limits);
    const cold = await check(snapshot, scratch, limits, keeps ? ["--no-cache"] : []);
    const filling = keeps && cold.outcome === "done" ? await check(snapshot, scratch, limits) : null;
    const second = filling?.outcome === "done" ? await check(snapshot, scratch, limits) : null;
    const changed =
      second?.outcome === "done"
        ? await withOneChanged(snapshot, () => check(snapshot, scratch, limits))
        : null;
    const phases = await inside<PhaseFigures>("phases", snapshot, scratch, limits);
    return {
      accounts,
      yardstick: yardstick.figures,
      cold,
      filling,
      second,
      changed,
      phases: phases.figures,
      phasesOutcome: phases.outcome,
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What `run` gives while a file of one account has other bytes: a line more at its end. */
async function withOneChanged<T>(snapshot: string, run: () => Promise<T>): Promise<T> {
  const path = jsonFiles(snapshot).find((one) => one.endsWith("/authorization-details.json"));
  if (path === undefined) throw new Error(`${snapshot} has no account`);
  const file = join(snapshot, path);
  const { size } = statSync(file);
  appendFileSync(file, "\n");
  try {
    return await run();
  } finally {
    truncateSync(file, size);
  }
}

/** Whether the command has a cache, which `--no-cache` leaves alone. */
async function keepsWhatItRead(scratch: string, limits: Limits): Promise<boolean> {
  const output = join(scratch, "help.txt");
  await runProcess({ ...limits, command: [builtCommand, "help", "check"], output });
  return readFileSync(output, "utf8").includes("--no-cache");
}

async function check(
  snapshot: string,
  scratch: string,
  limits: Limits,
  more: readonly string[] = [],
): Promise<CheckFigures> {
  const output = join(scratch, "findings.json");
  const figures = await runProcess({
    ...limits,
    command: [builtCommand, "check", "--snapshot", snapshot, "--format", "json", ...more],
    output,
    environment: { ROLEPATH_CACHE_DIR: join(scratch, "cache") },
  });
  return { ...figures, ...(await countFindings(output)) };
}

/** A part of the benchmark, in a process of its own. */
async function inside<Figures>(
  part: string,
  snapshot: string,
  scratch: string,
  limits: Limits,
): Promise<{ readonly figures: Figures | null; readonly outcome: ProcessFigures["outcome"] }> {
  const output = join(scratch, `${part}.json`);
  const { outcome } = await runProcess({ ...limits, command: [builtBench, part, snapshot], output });
  return { outcome, figures: outcome === "done" ? JSON.parse(readFileSync(output, "utf8")) : null };
}
