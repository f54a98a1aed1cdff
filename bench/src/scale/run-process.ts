import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cost, startMeasure } from "../measure.js";

/** One run of a script in a process of its own. */
export interface ProcessRun {
  /** The script and its arguments. */
  readonly command: readonly string[];
  /** Where what it prints goes. */
  readonly output: string;
  readonly limitSeconds: number;
  /** How many MB its heap may hold. */
  readonly heapMegabytes: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** How it went; without `cost` and `peakBytes` when it did not live to tell. */
export interface ProcessFigures {
  readonly outcome: "done" | "cut" | "out of memory" | "failed";
  readonly exitCode: number | null;
  readonly wallSeconds: number;
  readonly cost: Cost | null;
  readonly peakBytes: number | null;
  /** The end of what it said on stderr. */
  readonly said: string;
}

// Loaded before the script, and before the script that the command starts itself again with. Worker threads load it as
// well, but what a process used stands there for all its threads.
const tellUsage = `
import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () =>
  appendFileSync(process.env.ROLEPATH_BENCH_USAGE, JSON.stringify(process.resourceUsage()) + "\\n"));
`;

/** Runs the script until it ends or the limit cuts it. */
export async function runProcess(run: ProcessRun): Promise<ProcessFigures> {
  const folder = mkdtempSync(join(tmpdir(), "rolepath-bench-run-"));
  const usage = join(folder, "usage.json");
  const output = openSync(run.output, "w");
  const stop = startMeasure();
  try {
    const preload = `data:text/javascript,${encodeURIComponent(tellUsage)}`;
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${run.heapMegabytes}`, "--import", preload, ...run.command],
      {
        stdio: ["ignore", output, "pipe"],
        env: { ...process.env, ...run.environment, ROLEPATH_BENCH_USAGE: usage },
      },
    );
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4_000);
    });
    let cut = false;
    const timer = setTimeout(() => {
      cut = true;
      child.kill("SIGKILL");
    }, run.limitSeconds * 1_000);
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    clearTimeout(timer);
    const { wallSeconds } = stop();
    const used = exitCode === null ? null : usageIn(usage);
    return {
      outcome: outcomeOf(exitCode, cut, said),
      exitCode,
      wallSeconds,
      cost: used === null ? null : { cpuSeconds: used.cpuSeconds, wallSeconds },
      peakBytes: used?.peakBytes ?? null,
      said,
    };
  } finally {
    closeSync(output);
    rmSync(folder, { recursive: true, force: true });
  }
}

function outcomeOf(exitCode: number | null, cut: boolean, said: string): ProcessFigures["outcome"] {
  if (cut) return "cut";
  if (exitCode === 0) return "done";
  return /out of memory/i.test(said) ? "out of memory" : "failed";
}

/** What all processes of a run used together, and the most that one of them had in memory. */
function usageIn(file: string): { readonly cpuSeconds: number; readonly peakBytes: number } | null {
  try {
    const usages = readFileSync(file, "utf8")
      .trimEnd()
      .split("\n")
      .map((line): { userCPUTime: number; systemCPUTime: number; maxRSS: number } => JSON.parse(line));
    return {
      cpuSeconds: usages.reduce((sum, usage) => sum + (usage.userCPUTime + usage.systemCPUTime) / 1e6, 0),
      peakBytes: Math.max(...usages.map(({ maxRSS }) => maxRSS)) * 1024,
    };
  } catch {
    return null;
  }
}
