import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rolepath } from "../cli/command.js";
import { scratch } from "../cli/world.js";
import { root } from "../support/repository.js";
import { Runner, readYamlFile, type StepsRun } from "./runner.js";
import { commands, rolepathScript } from "./stand-in.js";
import { loudSnapshot, quietSnapshot } from "./world.js";

const { folder } = await scratch();
const loud = await loudSnapshot(join(folder, "loud"));
const quiet = await quietSnapshot(join(folder, "quiet"));
const rolepathBin = await commands(join(folder, "bin"), { rolepath: rolepathScript });

let runs = 0;
async function runner(path: readonly string[] = [rolepathBin], environment: Record<string, string> = {}) {
  runs += 1;
  const workspace = join(folder, `workspace-${runs}`);
  await mkdir(workspace);
  return {
    workspace,
    runner: new Runner({ workspace, temp: join(folder, `temp-${runs}`), path, environment }),
  };
}

async function act(inputs: Record<string, string>): Promise<StepsRun> {
  return (await runner()).runner.action(inputs);
}

const sarifOf = ({ used }: StepsRun) =>
  used.find(({ uses }) => uses.startsWith("github/codeql-action/upload-sarif@"));

describe.skipIf(process.platform === "win32")("the action", () => {
  test("fails on findings, after it has uploaded and told of them", async () => {
    const run = await act({ snapshot: loud });
    expect(run).toMatchObject({ code: 1, failedStep: "Fail on findings" });
    expect(Number(run.outputs.findings)).toBeGreaterThan(0);
    expect(Number(run.outputs.failing)).toBeGreaterThan(0);
    expect(run.summary).toMatch(/^## Rolepath\n/);
    expect(run.summary).toContain("open");
    // Annotations, one for each finding.
    expect(run.log).toMatch(/^::error .*title=.*TRUST-PUBLIC/m);
    const sarif = JSON.parse(await readFile(sarifOf(run)?.with.sarif_file ?? "", "utf8")) as {
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain("TRUST-PUBLIC");
    const json = JSON.parse(await readFile(run.outputs.json ?? "", "utf8")) as { summary: { total: number } };
    expect(String(json.summary.total)).toBe(run.outputs.findings);
  });

  test("fails on nothing where nothing is as severe, or nothing may fail", async () => {
    const run = await act({ snapshot: loud, "fail-on": "" });
    expect(run).toMatchObject({ code: 0, outputs: { failing: "0" } });
    expect(Number(run.outputs.findings)).toBeGreaterThan(0);
  });

  test("does not fail on what the baseline knows", async () => {
    const baseline = join(folder, "baseline.json");
    expect((await rolepath(["baseline", "-s", loud, "--out", baseline])).code).toBe(0);
    expect(await act({ snapshot: loud, baseline })).toMatchObject({ code: 0, outputs: { failing: "0" } });
  });

  test("takes the configuration, the one of the working directory by itself", async () => {
    const config = `suppressions:\n  - resource: "*"\n    reason: a test\n    owner: ann\n    expires: 2099-12-31\n`;
    const named = join(folder, "named.yaml");
    await writeFile(named, config);
    expect(await act({ snapshot: loud, config: named })).toMatchObject({ outputs: { findings: "0" } });
    const { workspace, runner: own } = await runner();
    await writeFile(join(workspace, "rolepath.yaml"), config);
    expect(await own.action({ snapshot: loud })).toMatchObject({ code: 0, outputs: { findings: "0" } });
  });

  test("tells what became reachable since an older snapshot", async () => {
    const { summary } = await act({ snapshot: loud, previous: quiet, "fail-on": "" });
    expect(summary).toContain("### Newly reachable");
    expect(summary).toContain("role/added");
  });

  test("prints the format that it is asked for, and uploads only if it may", async () => {
    const run = await act({ snapshot: quiet, format: "json", "upload-sarif": "false" });
    expect(JSON.parse(run.log.slice(run.log.indexOf("{")))).toMatchObject({ tool: { name: "rolepath" } });
    expect(sarifOf(run)).toBeUndefined();
  });

  test("ends with the command's own code and message when the input is wrong", async () => {
    const run = await act({ snapshot: join(folder, "nowhere") });
    expect(run).toMatchObject({ code: 2, failedStep: "Check", used: [] });
    expect(run.errors).toContain("nowhere");
    expect(await act({ snapshot: quiet, "fail-on": "severe" })).toMatchObject({ code: 2 });
  });

  test("takes its inputs for text, never for a script", async () => {
    const { workspace, runner: own } = await runner();
    const run = await own.action({
      snapshot: '$(touch planted) "; touch planted; "',
      config: "`touch planted`",
    });
    expect(run.code).toBe(2);
    await expect(access(join(workspace, "planted"))).rejects.toThrow();
  });

  test("takes a path with spaces", async () => {
    const spaced = await quietSnapshot(join(folder, "a snapshot of ours"));
    expect(await act({ snapshot: spaced })).toMatchObject({ code: 0 });
  });
});

describe.skipIf(process.platform === "win32")("the action installs", () => {
  test("its own checkout, for the steps after it as well", async () => {
    const { runner: own } = await runner([]);
    const run = await own.workflow([
      { uses: "./rolepath", with: {} },
      { name: "after", run: "rolepath --version" },
    ]);
    expect(run.code, run.errors).toBe(0);
    expect(run.log.match(/^rolepath \d+\.\d+\.\d+$/gm)).toHaveLength(2);
  });

  test("a version of the package, where one is named", async () => {
    const npm = await commands(join(folder, "npm"), {
      npm: `echo "npm $*"
mkdir -p "$4/bin"
printf '#!/bin/sh\\necho "rolepath of npm"\\n' > "$4/bin/rolepath"
chmod +x "$4/bin/rolepath"`,
    });
    const { runner: own } = await runner([npm, rolepathBin]);
    const run = await own.workflow([
      { uses: "./rolepath", with: { version: "9.8.7" } },
      { name: "after", run: "rolepath --version" },
    ]);
    expect(run.code, run.errors).toBe(0);
    expect(run.log).toMatch(
      /^npm install --global --prefix \S+ rolepath@9\.8\.7\nrolepath of npm\nrolepath of npm\n$/,
    );
  });
});

describe("every workflow", () => {
  const files = ["action.yml", "examples/github-nightly.yml", "examples/github-pull-request.yml"];

  test.each(files)("%s puts nothing that others choose into a script", async (file) => {
    const text = JSON.stringify(await readYamlFile(file));
    const scripts = [...text.matchAll(/"run":"(.*?)(?<!\\)"/g)].map(([, script = ""]) => script);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });

  test.each(files)("%s uses actions by versions that exist", async (file) => {
    const known = [
      "actions/checkout@v4",
      "actions/setup-node@v4",
      "aws-actions/configure-aws-credentials@v4",
      "github/codeql-action/upload-sarif@v3",
      "./.rolepath",
    ];
    const used = [...(await readFile(join(root, file), "utf8")).matchAll(/uses: (\S+)/g)].map(
      ([, uses]) => uses,
    );
    expect(used.filter((uses) => !known.includes(uses ?? ""))).toEqual([]);
  });
});
