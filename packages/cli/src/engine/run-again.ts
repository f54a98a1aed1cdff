import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeSync } from "node:fs";
import { totalmem } from "node:os";
import { isatty } from "node:tty";
import { getHeapStatistics } from "node:v8";
import { crashAdvice } from "./crash-advice.js";
import { heapFlags } from "./heap-flags.js";
import { inputBytes } from "./input-bytes.js";

/** The flags that this run of the command should have been started with. */
export function missingHeapFlags(argv: readonly string[]): readonly string[] {
  return heapFlags({
    inputBytes: inputBytes(argv, process.env, process.cwd()),
    // Without a limit this is 0, or more than there is.
    memoryBytes: Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY),
    areaCountMax: areaCountMax(),
    heapBytes: getHeapStatistics().heap_size_limit,
    given: givenFlags(),
  });
}

/** The flags that Node was started with, NODE_OPTIONS included. */
export function givenFlags(): readonly string[] {
  return [...process.execArgv, ...(process.env.NODE_OPTIONS ?? "").split(/\s+/)];
}

// Linux kernel documentation, "vm.max_map_count". Other systems have no such limit.
function areaCountMax(): number | null {
  try {
    return Number(readFileSync("/proc/sys/vm/max_map_count", "utf8")) || null;
  } catch {
    return null;
  }
}

/**
 * Runs `script` once more, with more flags for Node, on the same streams, and returns its exit code; null where it could
 * not be started. Where a signal ended it, the same signal ends this process.
 */
export async function runAgain(
  script: string,
  argv: readonly string[],
  flags: readonly string[],
): Promise<number | null> {
  const child = spawn(process.execPath, [...process.execArgv, ...flags, script, ...argv], {
    stdio: "inherit",
  });
  const stopPassing = passSignals(child);
  const end = await new Promise<{ code: number | null; signal: NodeJS.Signals | null } | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  stopPassing();
  if (end === null) return null;
  if (end.signal !== null) endBy(end.signal);
  return end.code ?? 1;
}

function endBy(signal: NodeJS.Signals): void {
  const advice = crashAdvice(signal, process.platform);
  // Written at once: nothing that waits is written any more.
  if (advice !== null) writeSync(2, `error: ${advice.join("\n")}\n`);
  process.kill(process.pid, signal);
}

/** Hands on what this process is asked to do; returns how to stop that. */
function passSignals(child: ChildProcess): () => void {
  // Whoever presses Ctrl-C in a terminal tells all processes there: the child must not hear it twice.
  const hasTerminal = [0, 1, 2].some((stream) => isatty(stream));
  const passes = (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((signal) => {
    const pass = () => {
      if (signal !== "SIGINT" || !hasTerminal) child.kill(signal);
    };
    process.on(signal, pass);
    return () => process.off(signal, pass);
  });
  return () => {
    for (const stop of passes) stop();
  };
}
