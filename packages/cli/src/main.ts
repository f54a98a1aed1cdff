#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { lateCompilation } from "./engine/compile-late.js";
import { givenFlags, missingHeapFlags, runAgain } from "./engine/run-again.js";

const argv = process.argv.slice(2);
const flags = missingHeapFlags(argv);
// How much the heap may hold is settled when Node starts.
const code = flags.length === 0 ? null : await runAgain(fileURLToPath(import.meta.url), argv, flags);
process.exitCode = code ?? (await runHere());

async function runHere(): Promise<number> {
  for (const flag of lateCompilation(process.versions.v8, givenFlags())) setFlagsFromString(flag);
  // Not imported before it is needed: the run that only starts another has no use for it.
  const { run } = await import("./run.js");
  return run(argv, {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    folder: process.cwd(),
    commandLine: process.env.ROLEPATH_COMMAND ?? "rolepath",
    now: () => new Date(),
    interrupted: () =>
      new Promise((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      }),
  });
}
