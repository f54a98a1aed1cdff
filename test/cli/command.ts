import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/repository.js";

/** The built command. */
export const commandFile = join(root, "packages", "cli", "dist", "main.js");

/** What a run of the command left behind. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command as a process of its own, in a plain environment. */
export function rolepath(
  args: readonly string[],
  options: {
    readonly stdin?: string | Uint8Array;
    readonly environment?: Record<string, string>;
    readonly folder?: string;
  } = {},
): Promise<Run> {
  if (!existsSync(commandFile)) throw new Error("the command is not built: run `pnpm run build` first");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [commandFile, ...args], {
      cwd: options.folder ?? root,
      env: { PATH: process.env.PATH, ...options.environment },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    // A command that stops early closes its stdin; that is not ours to mind.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.stdin ?? "");
  });
}
