import { cp, mkdir, readdir, readFile, readlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rolepath } from "../cli/command.js";
import { scratch } from "../cli/world.js";
import { root } from "../support/repository.js";
import { Runner, readYamlFile } from "./runner.js";
import { bash } from "./shell.js";
import { commands, rolepathScript } from "./stand-in.js";
import { loudSnapshot, quietSnapshot } from "./world.js";

const { folder } = await scratch();
const loud = await loudSnapshot(join(folder, "loud"));
const quiet = await quietSnapshot(join(folder, "quiet"));
const bin = await commands(join(folder, "bin"), { rolepath: rolepathScript });

type Steps = Parameters<Runner["workflow"]>[0];
type Workflow = { readonly jobs: Readonly<Record<string, { readonly steps: Steps }>> };

async function stepsOf(file: string): Promise<Steps> {
  const { jobs } = await readYamlFile<Workflow>(file);
  const [job, ...more] = Object.values(jobs);
  expect(more).toEqual([]);
  return job?.steps ?? [];
}

async function workspaceAt(name: string): Promise<string> {
  const workspace = join(folder, name);
  await mkdir(workspace, { recursive: true });
  return workspace;
}

describe.skipIf(process.platform === "win32")("the nightly workflow for GitHub", () => {
  const nightly = async (collected: string, code: string) => {
    const workspace = await workspaceAt(`nightly-${code}-${collected === loud}`);
    const baseline = join(workspace, "rolepath-baseline.json");
    expect((await rolepath(["baseline", "-s", quiet, "--out", baseline])).code).toBe(0);
    await writeFile(join(workspace, "rolepath.yaml"), "");
    const log = join(workspace, "collect.log");
    const runner = new Runner({
      workspace,
      temp: join(workspace, "temp"),
      path: [bin],
      environment: { COLLECTED: collected, COLLECT_CODE: code, COLLECT_LOG: log },
      lookup: {
        vars: {
          ROLEPATH_REPOSITORY: "example/rolepath",
          ROLEPATH_COMMIT: "0123456789abcdef0123456789abcdef01234567",
          AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/audit",
          ROLEPATH_ROLE_NAME: "member-audit",
        },
      },
    });
    const run = await runner.workflow(await stepsOf("examples/github-nightly.yml"));
    return { run, log: await readFile(log, "utf8") };
  };

  test("collects the organization, checks it, uploads, and fails on what is new", async () => {
    const { run, log } = await nightly(loud, "0");
    expect(log).toMatch(/^collect --org --role-name member-audit --out \S+\/snapshot\n$/);
    expect(run.code, run.errors).toBe(1);
    expect(run.summary).toContain("TRUST-PUBLIC");
    expect(run.used.map(({ uses }) => uses.split("@")[0])).toEqual([
      "actions/checkout",
      "actions/checkout",
      "actions/setup-node",
      "aws-actions/configure-aws-credentials",
      "github/codeql-action/upload-sarif",
    ]);
    expect(run.used[1]?.with).toMatchObject({ repository: "example/rolepath", path: ".rolepath" });
  });

  test("goes on where an account could not be read, and stops where nothing could", async () => {
    expect((await nightly(quiet, "1")).run.code).toBe(0);
    expect((await nightly(quiet, "2")).run).toMatchObject({ failedStep: "Collect", summary: "" });
  });
});

describe.skipIf(process.platform === "win32")("the workflow for pull requests on GitHub", () => {
  test("tells what a change of the snapshot lets anybody become, and fails on it", async () => {
    const workspace = await workspaceAt("pull-request");
    const git = (...args: string[]) =>
      bash(`git -c user.name=test -c user.email=test@example.com ${args.join(" ")}`, {
        folder: workspace,
        environment: { PATH: process.env.PATH ?? "", HOME: folder },
      });
    const commit = async (snapshot: string): Promise<string> => {
      await cp(snapshot, join(workspace, "snapshot"), { recursive: true });
      await git("add", "--all");
      expect((await git("commit", "--quiet", "--allow-empty", "--message", "snapshot")).code).toBe(0);
      return (await git("rev-parse", "HEAD")).stdout.trim();
    };
    await git("init", "--quiet");
    const base = await commit(quiet);
    const run = async (sha: string) =>
      new Runner({
        workspace,
        temp: join(folder, `pull-request-${sha}`),
        path: [bin],
        lookup: { github: { event: { pull_request: { base: { sha } } } }, vars: {} },
      }).workflow(await stepsOf("examples/github-pull-request.yml"));
    const head = await commit(loud);
    const changed = await run(base);
    expect(changed, changed.errors).toMatchObject({ code: 1, failedStep: "What becomes reachable" });
    expect(changed.summary).toContain("### Newly reachable");
    const same = await run(head);
    expect(same, same.errors).toMatchObject({ code: 0 });
    expect(same.summary).toContain("Nothing that has to do with becoming a role.");
  });
});

describe.skipIf(process.platform === "win32")("the pipeline for GitLab", () => {
  interface Job {
    readonly before_script: readonly string[];
    readonly script: readonly string[];
    readonly artifacts: { readonly paths: readonly string[]; readonly reports: { readonly junit: string } };
  }

  const pipeline = async (name: string, collected: string) => {
    const workspace = await workspaceAt(name);
    await rolepath(["baseline", "-s", quiet, "--out", join(workspace, "rolepath-baseline.json")]);
    const { rolepath: job } = await readYamlFile<{ readonly rolepath: Job }>("examples/gitlab-ci.yml");
    const run = await bash([...job.before_script, ...job.script].join("\n"), {
      folder: workspace,
      flags: ["-eo", "pipefail"],
      environment: {
        PATH: `${bin}:${process.env.PATH}`,
        COLLECTED: collected,
        ROLEPATH_ROLE_NAME: "member-audit",
      },
    });
    return { run, workspace, job };
  };

  test("leaves test results and a report behind, and fails on what is new", async () => {
    const { run, workspace, job } = await pipeline("gitlab", loud);
    expect(run.code, run.stderr).toBe(1);
    expect(await readFile(join(workspace, job.artifacts.reports.junit), "utf8")).toContain("<testsuites");
    for (const path of job.artifacts.paths)
      expect(await readFile(join(workspace, path), "utf8")).toContain("TRUST-PUBLIC");
  });

  test("passes where nothing is", async () => {
    const { run } = await pipeline("gitlab-quiet", quiet);
    expect(run.code, run.stderr).toBe(0);
  });
});

describe.skipIf(process.platform === "win32")("the script for cron", () => {
  const home = join(folder, "cron home");
  const night = (collected: string, more: Record<string, string> = {}) =>
    bash(`"${join(root, "examples", "nightly.sh")}"`, {
      folder,
      environment: {
        PATH: `${bin}:${process.env.PATH}`,
        HOME: folder,
        ROLEPATH_HOME: home,
        ROLEPATH_ROLE_NAME: "member-audit",
        COLLECTED: collected,
        ...more,
      },
    });
  // Nights are told apart by the second.
  const wait = () => new Promise((resolve) => setTimeout(resolve, 1100));

  test("checks the first night, is silent when nothing changes, and tells what does", async () => {
    const first = await night(quiet);
    expect(first, first.stderr).toMatchObject({ code: 0 });
    expect(first.stdout).toContain("No findings");
    await wait();
    expect(await night(quiet)).toEqual({ code: 0, stdout: "", stderr: "" });
    await wait();
    const changed = await night(loud, { ROLEPATH_KEEP: "2" });
    expect(changed, changed.stderr).toMatchObject({ code: 1 });
    expect(changed.stdout).toMatch(/Newly reachable[\s\S]*alice → added[\s\S]*New findings/);
    const nights = (await readdir(join(home, "nights"))).toSorted();
    expect(nights).toHaveLength(2);
    expect(await readlink(join(home, "latest"))).toBe(`nights/${nights.at(-1)}`);
  });

  test("says why, and keeps the last night, where nothing could be collected", async () => {
    const latest = await readlink(join(home, "latest"));
    await wait();
    const failed = await night(quiet, { COLLECT_CODE: "2" });
    expect(failed.code).toBe(2);
    expect(await readlink(join(home, "latest"))).toBe(latest);
  });
});
