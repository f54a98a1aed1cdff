import { PassThrough, Readable, Writable } from "node:stream";
import { expect, test } from "vitest";
import type { Command, Context } from "./command.js";
import { InputError } from "./error.js";
import type { Host } from "./host.js";
import { run } from "./run.js";

class Sink extends Writable {
  text = "";
  override _write(piece: Buffer, _encoding: string, done: () => void): void {
    this.text += piece.toString();
    done();
  }
}

const command = (act: (context: Context) => Promise<number>): Command => ({
  name: "act",
  summary: "acts",
  usage: ["act"],
  description: [],
  options: {},
  positionals: [],
  examples: [{ does: "it", line: "rolepath act" }],
  run: (_given, context) => act(context),
});

async function execute(argv: string[], act: (context: Context) => Promise<number>, host: Partial<Host> = {}) {
  const stdout = new Sink();
  const stderr = new Sink();
  const environment = { ROLEPATH_DEBUG: undefined, ...host.environment };
  const given: Host = {
    stdin: Readable.from([]),
    stdout,
    stderr,
    folder: "/",
    commandLine: "rolepath",
    now: () => new Date(0),
    interrupted: () => Promise.resolve(),
    ...host,
    environment,
  };
  const code = await run(argv, given, [command(act)]);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

const nothing = () => Promise.resolve(0);

test("the exit code is the command's", async () => {
  expect(await execute(["act"], () => Promise.resolve(1))).toEqual({ code: 1, stdout: "", stderr: "" });
});

test("help and version are answers on stdout", async () => {
  const help = await execute(["--help"], nothing);
  expect(help).toMatchObject({ code: 0, stderr: "" });
  expect(help.stdout).toContain("Exit codes");
  expect((await execute(["act", "--help"], nothing)).stdout).toContain("# it\n  rolepath act");
  expect((await execute(["help", "act"], nothing)).stdout).toContain("rolepath act  acts");
  expect((await execute(["--version"], nothing)).stdout).toMatch(/^rolepath \d+\.\d+\.\d+\n$/);
});

test("no arguments at all is a usage error that shows the overview", async () => {
  const result = await execute([], nothing);
  expect(result).toMatchObject({ code: 2, stdout: "" });
  expect(result.stderr).toContain("Commands");
});

test("a usage error points to the help", async () => {
  const result = await execute(["act", "--x"], nothing);
  expect(result).toEqual({
    code: 2,
    stdout: "",
    stderr: "error: act: unknown option --x\nsee `rolepath help act`\n",
  });
});

test("an input error says what to do", async () => {
  const result = await execute(["act"], () => Promise.reject(new InputError("`a`: broken", "mend it")));
  expect(result).toEqual({ code: 2, stdout: "", stderr: "error: `a`: broken\nmend it\n" });
});

test("a fault of ours says sorry and where, but not what was in the snapshot", async () => {
  const fail = () => Promise.reject(new TypeError("cannot read role/secret-name"));
  const { code, stdout, stderr } = await execute(["act"], fail);
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  expect(stderr).toContain("Sorry: this is a fault of rolepath");
  expect(stderr).toContain("TypeError");
  expect(stderr).toMatch(/at .*run\.test\.ts:\d+/);
  expect(stderr).not.toContain("secret-name");
  const debug = await execute(["act"], fail, { environment: { ROLEPATH_DEBUG: "1" } });
  expect(debug.stderr).toContain("secret-name");
});

test("what is thrown need not be an error", async () => {
  expect((await execute(["act"], () => Promise.reject("text"))).code).toBe(3);
});

test("a reader that goes away is no error", async () => {
  const stdout = new PassThrough();
  stdout.destroy(Object.assign(new Error("gone"), { code: "EPIPE" }));
  const result = await execute(
    ["act"],
    async ({ output }) => {
      await output.raw("x".repeat(1_000_000));
      await output.raw("y");
      expect(output.closed).toBe(true);
      return 1;
    },
    { stdout },
  );
  expect(result).toMatchObject({ code: 1, stderr: "" });
});

test("a full disk is an input error, not silence", async () => {
  const full = Object.assign(new Error("full"), { code: "ENOSPC", syscall: "write" });
  const stdout = new Writable({ write: (_piece, _encoding, done) => done(full) });
  const result = await execute(
    ["act"],
    async ({ output }) => {
      await output.raw("x");
      return 0;
    },
    { stdout },
  );
  expect(result.code).toBe(2);
  expect(result.stderr).toContain("no space left");
});
