import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { root } from "../../support/repository.js";

const run = promisify(execFile);
const requirements = join(root, "test", "aws", "requirements.txt");
const makingSecondsMax = 600;

/** A Python that has moto, or why there is none. */
export type PythonWithMoto =
  | { readonly kind: "ready"; readonly python: string }
  | { readonly kind: "missing"; readonly why: string };

/**
 * A virtual environment with the pinned requirements, in the repository's cache; made when it is first asked for.
 *
 * The packages come from the user's own index. Never throws: the caller decides whether a test may do without.
 */
export async function pythonWithMoto(): Promise<PythonWithMoto> {
  const system = await findPython();
  if (system === null) return { kind: "missing", why: "Python 3.9 or newer was not found" };
  const digest = createHash("sha256")
    .update(await readFile(requirements))
    .update(system.version)
    .digest("hex");
  const folder = join(root, ".cache", `aws-server-${digest.slice(0, 12)}`);
  const python = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const ready = join(folder, "ready");
  try {
    await alone(`${folder}.making`, async () => {
      if (existsSync(ready)) return;
      await rm(folder, { recursive: true, force: true });
      await run(system.command, ["-m", "venv", folder]);
      const options = { timeout: makingSecondsMax * 1000, maxBuffer: 64 << 20 };
      await run(
        python,
        [
          "-m",
          "pip",
          "install",
          "--quiet",
          "--disable-pip-version-check",
          "--retries",
          "2",
          "-r",
          requirements,
        ],
        options,
      );
      await writeFile(ready, "");
    });
    return { kind: "ready", python };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return {
      kind: "missing",
      why: `the virtual environment could not be made: ${text.split("\n").slice(0, 3).join(" ")}`,
    };
  }
}

async function findPython(): Promise<{ readonly command: string; readonly version: string } | null> {
  const print = "import sys; print('.'.join(map(str, sys.version_info[:3])))";
  for (const command of ["python3", "python"]) {
    const found = await run(command, ["-c", print]).catch(() => null);
    const version = found?.stdout.trim() ?? "";
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major === 3 && minor >= 9) return { command, version };
  }
  return null;
}

/** Runs the task while no other process does. */
async function alone(lock: string, task: () => Promise<void>): Promise<void> {
  await mkdir(join(lock, ".."), { recursive: true });
  for (;;) {
    const taken = await mkdir(lock).then(
      () => true,
      () => false,
    );
    if (taken) break;
    const age = Date.now() - (await stat(lock).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > makingSecondsMax * 1000) await rm(lock, { recursive: true, force: true });
    else await wait(500);
  }
  try {
    await task();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}
