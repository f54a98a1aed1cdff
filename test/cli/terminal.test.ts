import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { commandFile, rolepath } from "./command.js";
import { bundle, role, scratch, smallWorld } from "./world.js";

const { put } = await scratch();
const snapshot = await put("bundle.json", bundle());
const controlSequence = "\u001b[";

test("a pipe gets no colours; FORCE_COLOR gives them, NO_COLOR and --no-color take them", async () => {
  const args = ["check", "-s", snapshot];
  expect((await rolepath(args)).stdout).not.toContain(controlSequence);
  expect((await rolepath(args, { environment: { FORCE_COLOR: "1" } })).stdout).toContain(controlSequence);
  for (const [more, environment] of [
    [[], { FORCE_COLOR: "1", NO_COLOR: "1" }],
    [["--no-color"], { FORCE_COLOR: "1" }],
  ] as const)
    expect((await rolepath([...args, ...more], { environment })).stdout).not.toContain(controlSequence);
  const error = await rolepath(["check", "--no-such"], { environment: { NO_COLOR: "1" } });
  expect(error.stderr).not.toContain(controlSequence);
});

test("JSON has no colours, whatever is forced", async () => {
  const { stdout } = await rolepath(["check", "-s", snapshot, "-f", "json"], {
    environment: { FORCE_COLOR: "1" },
  });
  expect(() => JSON.parse(stdout)).not.toThrow();
});

test("text keeps to the columns of the terminal, except for what is to be copied", async () => {
  for (const columns of [80, 120]) {
    const { stdout } = await rolepath(["check", "-s", snapshot], {
      environment: { COLUMNS: String(columns) },
    });
    for (const line of stdout.split("\n"))
      if (line.length > columns) expect(line.trim().split(" ").length, line).toBeLessThanOrEqual(2);
  }
});

test("a reader that stops reading ends the command in silence", async () => {
  const child = spawn(process.execPath, [commandFile, "can", "--batch", "-", "-s", snapshot]);
  let stderr = "";
  child.stderr.on("data", (text: Buffer) => {
    stderr += text.toString();
  });
  child.stdin.on("error", () => undefined);
  child.stdin.write('{"from":"user/alice","to":"role/direct"}\n'.repeat(50_000));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.stdout.destroy();
  // The input never ends: only the closed stdout can stop it.
  const more = setInterval(() => child.stdin.write('{"from":"user/alice","to":"role/direct"}\n'), 50);
  const code = await new Promise((resolve) => child.on("exit", resolve));
  clearInterval(more);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("hostile names reach neither stdout nor stderr as they are", async () => {
  const name = "x\u001b]0;owned\u0007\u202e\u200b</script>\n";
  const open = { Statement: { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" } };
  const hostile = await put("hostile.json", bundle(smallWorld([role(name, open), role(`${name}2`, name)])));
  for (const args of [
    ["check"],
    ["check", "-f", "json"],
    ["who-can", `role/${name}`],
    ["what-can", "*"],
    ["can", "--from", name, "--to", `role/${name}`],
    ["can", "--from", name, "--to", name, "-f", "json"],
    ["who-can", "role/x", `--${name}`],
    [name],
  ]) {
    const { stdout, stderr } = await rolepath([...args, "-s", hostile]);
    expect(`${stdout}${stderr}`).not.toMatch(/[\u001b\u0007\u202e\u200b]/);
  }
});
