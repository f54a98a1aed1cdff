import { spawn } from "node:child_process";

/** What a script left behind. */
export interface ShellRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script with bash, in an environment that holds nothing but what is given. */
export function bash(
  script: string,
  options: {
    readonly folder: string;
    readonly environment: Readonly<Record<string, string>>;
    /** Options of bash: GitHub's own for `shell: bash`, by default. */
    readonly flags?: readonly string[];
  },
): Promise<ShellRun> {
  const { folder, environment, flags = ["--noprofile", "--norc", "-eo", "pipefail"] } = options;
  return new Promise((resolve, reject) => {
    const child = spawn("bash", [...flags, "-c", script], { cwd: folder, env: environment });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.end();
  });
}
