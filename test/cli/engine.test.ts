import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { root } from "../support/repository.js";
import { rolepath } from "./command.js";
import { bundle, scratch } from "./world.js";

const { put } = await scratch();
let large: string;
beforeAll(async () => {
  const small = await put("small/bundle.json", bundle());
  large = join(small, "..");
  // White space is JSON as well as any.
  await writeFile(join(large, "padding.json"), `{${" ".repeat(101 * 1024 * 1024)}}`);
});

const tellFlags = "data:text/javascript,console.error(JSON.stringify(process.execArgv))";
const flagsOf = (stderr: string) =>
  stderr
    .split("\n")
    .filter((line) => line.startsWith("["))
    .map((line) => JSON.parse(line) as string[]);

test("a large snapshot is read by a process with a larger heap, and the answer is the same", async () => {
  const environment = { NODE_OPTIONS: `--import=${tellFlags}` };
  const run = await rolepath(["can", "--from", "user/alice", "--to", "role/direct", "-s", large], {
    environment,
  });
  expect(run.code).toBe(0);
  expect(run.stdout).toContain("role/direct");
  const [first, second, ...more] = flagsOf(run.stderr);
  expect(first).toEqual([]);
  expect(second?.join()).toContain("--max-semi-space-size=64");
  expect(more).toEqual([]);
});

test("what the user says in NODE_OPTIONS is kept", async () => {
  const environment = {
    NODE_OPTIONS: `--max-old-space-size=1000 --max-semi-space-size=8 --import=${tellFlags}`,
  };
  const { stderr } = await rolepath(["cycles", "-s", large], { environment });
  expect(flagsOf(stderr)).toEqual([[]]);
});

test("exit code, stdin and errors are those of the command", async () => {
  const question = '{"from":"user/alice","to":"role/direct"}\n';
  const batch = await rolepath(["can", "--batch", "-", "-s", large], { stdin: question });
  expect(batch.stdout.trim().split("\n")).toHaveLength(1);
  const failing = await rolepath(["check", "--fail-on", "info", "--no-cache", "-s", large]);
  expect(failing.code).toBe(1);
  const wrong = await rolepath(["check", "--no-such", "-s", large]);
  expect(wrong).toMatchObject({ code: 2, stdout: "" });
  expect(wrong.stderr).toContain("--no-such");
});

describe.skipIf(process.platform === "win32")("signals", () => {
  const runAgain = pathToFileURL(join(root, "packages", "cli", "dist", "engine", "run-again.js")).href;

  /** Starts a script again by `runAgain`, sends the signal to the process that waits, and tells how that one ended. */
  async function signalled(script: string, signal: NodeJS.Signals | null) {
    const inner = await put("inner.mjs", script);
    const outer = await put(
      "outer.mjs",
      `import { runAgain } from ${JSON.stringify(runAgain)};
       process.exitCode = await runAgain(${JSON.stringify(inner)}, ["word"], ["--max-semi-space-size=8"]);`,
    );
    const child = spawn(process.execPath, [outer], { stdio: ["ignore", "pipe", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    const end = new Promise((resolve) => child.once("close", (code, by) => resolve(by ?? code)));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    if (signal !== null) child.kill(signal);
    return { end: await end, stderr };
  }

  test("reach the command, which may end as it likes", async () => {
    const script =
      'setInterval(() => {}, 1000); process.on("SIGTERM", () => process.exit(7)); console.log("ready");';
    expect(await signalled(script, "SIGTERM")).toEqual({ end: 7, stderr: "" });
  });

  test("that end a command for want of memory are told with a remedy", async () => {
    const script = 'console.log("ready"); setTimeout(() => process.kill(process.pid, "SIGKILL"), 10);';
    const { end, stderr } = await signalled(script, null);
    expect(end).toBe("SIGKILL");
    expect(stderr).toContain("more memory");
  });

  test("that end the command end the waiting process", async () => {
    const script = 'setInterval(() => {}, 1000); console.log("ready");';
    expect(await signalled(script, "SIGTERM")).toEqual({ end: "SIGTERM", stderr: "" });
    expect(await signalled(script, "SIGHUP")).toEqual({ end: "SIGHUP", stderr: "" });
  });
});
