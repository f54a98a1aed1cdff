import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { commandFile } from "../../cli/command.js";
import type { Connection } from "./connection.js";

/** A `rolepath` that runs, and what it said. */
export interface RunningCommand {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts the built command with the connection's credentials in an environment that has nothing else, or in another. */
export function startCommand(
  args: readonly string[],
  own: Connection,
  environment: Readonly<Record<string, string>> = {
    AWS_ACCESS_KEY_ID: own.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: own.credentials.secretAccessKey,
    AWS_REGION: own.region,
    ROLEPATH_EXTERNAL_ID: "test-external-id",
  },
): RunningCommand {
  if (!existsSync(commandFile)) throw new Error("the command is not built: run `pnpm run build` first");
  const child = spawn(process.execPath, [commandFile, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, ...environment },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended: new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve(code));
    }),
  };
}
