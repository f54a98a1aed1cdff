import { expect, test } from "vitest";
import { rolepath } from "./command.js";
import { arn, bundle, scratch } from "./world.js";

const { put, folder } = await scratch();
const snapshot = await put("bundle.json", bundle());

const ask = (...args: string[]) => rolepath([...args, "--snapshot", snapshot]);
async function askJson(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await ask(...args, "--format", "json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Record<string, unknown>;
}

test("can says allowed, conditional and denied, as text and as JSON", async () => {
  expect(await askJson("can", "--from", "user/alice", "--to", "role/direct")).toMatchObject({
    verdict: "allowed",
  });
  expect(await askJson("can", "--from", "user/alice", "--to", "role/external")).toMatchObject({
    verdict: "conditional",
    requires: [{ key: "sts:ExternalId" }],
    problems: [],
  });
  expect(await askJson("can", "--from", "user/alice", "--to", "role/lonely")).toMatchObject({
    verdict: "denied",
    layer: "trust",
  });
  const { stdout } = await ask("can", "--from", "user/alice", "--to", "role/external");
  expect(stdout).toMatch(/^CONDITIONAL {2}alice can become external/);
});

test("an unknown name is an answer, with near names on stderr", async () => {
  const { code, stdout, stderr } = await ask(
    "can",
    "--from",
    "user/alcie",
    "--to",
    "role/direct",
    "-f",
    "json",
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: "unknown", missing: [expect.any(String)] });
  expect(stderr).toContain(`did you mean ${arn("user/alice")}?`);
});

test("--context pins a key", async () => {
  const pinned = ["can", "--from", "user/alice", "--to", "role/external", "--context"];
  expect(await askJson(...pinned, "sts:ExternalId=s3cret")).toMatchObject({ verdict: "allowed" });
  expect(await askJson(...pinned, "sts:ExternalId=wrong")).toMatchObject({ verdict: "denied" });
});

test("--exit-code tells the verdict to a script", async () => {
  const codes = await Promise.all(
    ["role/direct", "role/external", "role/lonely", "role/none"].map(
      async (to) => (await ask("can", "--from", "user/alice", "--to", to, "--exit-code")).code,
    ),
  );
  expect(codes).toEqual([0, 0, 1, 2]);
});

test("a chain question gives the path", async () => {
  const answer = await askJson("can", "--from", "user/alice", "--to", "role/hop", "--max-hops", "2");
  expect(answer).toMatchObject({ path: [arn("user/alice"), arn("role/direct"), arn("role/hop")] });
});

test("who-can, what-can and paths agree on the chain", async () => {
  const chain = [arn("user/alice"), arn("role/direct"), arn("role/hop")];
  const who = await askJson("who-can", "role/hop");
  expect(who.results).toContainEqual(expect.objectContaining({ principal: arn("user/alice"), path: chain }));
  const what = await askJson("what-can", "user/alice");
  expect(what.results).toContainEqual(expect.objectContaining({ principal: arn("role/hop"), path: chain }));
  const paths = await askJson("paths", "--from", "user/alice", "--to", "role/hop");
  expect(paths.results).toContainEqual(expect.objectContaining({ path: chain }));
  expect(await askJson("paths", "--from", "user/alice", "--to", "role/hop", "--max-hops", "1")).toMatchObject(
    {
      results: [],
    },
  );
});

test("check --fail-on decides the exit code, and says in the answer what fails", async () => {
  const plain = await ask("check", "--format", "json");
  const answer = JSON.parse(plain.stdout) as { findings: { severity: string; rule: string }[] };
  expect(plain.code).toBe(0);
  expect(answer.findings).toContainEqual(expect.objectContaining({ rule: "TRUST-PUBLIC" }));
  const order = ["critical", "high", "medium", "low", "info"];
  const worst = order.indexOf(answer.findings[0]?.severity ?? "");
  for (const [rank, severity] of order.entries()) {
    const run = await ask("check", "--format", "json", "--fail-on", severity);
    const { gate, ...judged } = JSON.parse(run.stdout) as typeof answer & { gate: { failing: number } };
    const failing = answer.findings.filter((finding) => order.indexOf(finding.severity) <= rank).length;
    expect(gate, severity).toEqual({ failOn: severity, failing });
    expect(run.code, severity).toBe(rank >= worst ? 1 : 0);
    expect(judged.findings.map((finding) => ({ ...finding, failing: undefined }))).toEqual(answer.findings);
  }
});

test("check passes where nothing is as severe", async () => {
  const details = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };
  const quiet = await put("quiet.json", bundle(details));
  expect((await rolepath(["check", "-s", quiet, "--fail-on", "info"])).code).toBe(0);
});

test("formats and severities that do not exist are usage errors that list the valid ones", async () => {
  expect(await ask("check", "--format", "xml")).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("--format `xml`: expected one of text, json, sarif"),
  });
  expect(await ask("check", "--fail-on", "severe")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("expected one of critical, high, medium, low, info"),
  });
});

test("the snapshot may come from the environment, or from stdin", async () => {
  const args = ["can", "--from", "user/alice", "--to", "role/direct", "-f", "json"];
  const fromEnvironment = await rolepath(args, { environment: { ROLEPATH_SNAPSHOT: snapshot } });
  const fromStdin = await rolepath([...args, "-s", "-"], { stdin: JSON.stringify(bundle()) });
  expect(JSON.parse(fromEnvironment.stdout)).toMatchObject({ verdict: "allowed" });
  expect(fromStdin.stdout).toBe(fromEnvironment.stdout);
});

test("a relative path starts from the current folder", async () => {
  const { code } = await rolepath(["check", "-s", "bundle.json"], { folder });
  expect(code).toBe(0);
});

test("no snapshot is a usage error that says where to get one", async () => {
  const { code, stdout, stderr } = await rolepath(["check"]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("--snapshot PATH");
  expect(stderr).toContain("ROLEPATH_SNAPSHOT");
});

test("the same question gives the same bytes", async () => {
  for (const args of [["check"], ["who-can", "role/hop"], ["check", "-f", "json"]]) {
    const [first, second] = [await ask(...args), await ask(...args)];
    expect(second).toEqual(first);
  }
});
