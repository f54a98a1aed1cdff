import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckAnswer, FindingInfo } from "@rolepath/analyzer";
import { describe, expect, test } from "vitest";
import { root } from "../support/repository.js";
import { rolepath } from "./command.js";
import { bundle, role, scratch, smallWorld } from "./world.js";

// How an organization with many findings takes `check` into its pipeline: baseline, configuration, exit codes.

const vendor = "210987654321";
const vendorTrust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: vendor }, Action: "sts:AssumeRole" }],
};
const scratchFolder = await scratch();
const { folder } = scratchFolder;
const snapshot = await scratchFolder.put("bundle.json", bundle(smallWorld([role("costs", vendorTrust)])));

function put(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const check = (...args: string[]) => rolepath(["check", "-s", snapshot, ...args], { folder });

async function checkJson(...args: string[]): Promise<CheckAnswer> {
  return JSON.parse((await check("-f", "json", ...args)).stdout) as CheckAnswer;
}

const publicSuppression = (expires: string) => `suppressions:
  - rule: TRUST-PUBLIC
    reason: shared on purpose
    owner: sandbox-team
    expires: ${expires}
`;

describe("a baseline", () => {
  test("holds every finding, after which none fails; a missing one fails and is called new", async () => {
    const run = await rolepath(["baseline", "-s", snapshot, "--out", "all.json"], { folder });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const all = await check("--baseline", "all.json", "--fail-on", "info");
    expect(all.code).toBe(0);
    expect(all.stdout).toContain("Passes: no new finding is at or over info");

    const baseline = JSON.parse(readFileSync(join(folder, "all.json"), "utf8")) as {
      findings: { rule: string; title: string; fingerprint: string }[];
    };
    const open = baseline.findings.filter(({ rule }) => rule === "TRUST-PUBLIC");
    expect(open.length).toBeGreaterThan(0);
    const rest = baseline.findings.filter(({ rule }) => rule !== "TRUST-PUBLIC");
    const gone = { ...open[0], fingerprint: "f".repeat(32), title: "a door that was closed" };
    put("part.json", JSON.stringify({ ...baseline, findings: [...rest, gone] }));
    const part = await check("--baseline", "part.json", "--fail-on", "info");
    expect(part.code).toBe(1);
    expect(part.stdout).toContain("■ NEW Anyone with an AWS account can become open");
    expect(part.stdout).toContain("✓ a door that was closed");
    const answer = await checkJson("--baseline", "part.json");
    expect(answer.findings.filter(({ state }) => state === "new").map(({ rule }) => rule)).toEqual(
      open.map(() => "TRUST-PUBLIC"),
    );
  });

  test("is the same bytes whenever it is written", async () => {
    const [first, second] = await Promise.all(
      ["one.json", "two.json"].map(async (out) => {
        await rolepath(["baseline", "-s", snapshot, "--out", out], { folder });
        return readFileSync(join(folder, out), "utf8");
      }),
    );
    expect(second).toBe(first);
  });

  test("that is none is refused by line and column", async () => {
    put("broken.json", '{\n  "formatVersion": 1,\n  "createdAt": "x",\n  "findings": [{"rule": 5}]\n}');
    const run = await check("--baseline", "broken.json");
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain("broken.json:4:25: findings[0].rule: expected text");
    expect(await check("--baseline", put("none.json", "oops"))).toMatchObject({ code: 2, stdout: "" });
    expect(await check("--baseline", "nowhere.json")).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("a configuration", () => {
  test("suppresses until its day, by the clock of the snapshot; then its findings fail again", async () => {
    put("valid.yaml", publicSuppression("2026-12-31"));
    const valid = await checkJson("--config", "valid.yaml", "--rule", "TRUST-PUBLIC", "--fail-on", "low");
    expect(valid.findings).toEqual([]);
    expect(valid.suppressed?.length).toBeGreaterThan(0);

    put("expired.yaml", publicSuppression("2026-01-31"));
    const expired = await check("--config", "expired.yaml", "--rule", "TRUST-PUBLIC", "--fail-on", "low");
    expect(expired.code).toBe(1);
    expect(expired.stderr).toMatch(
      /^warning: the suppression of TRUST-PUBLIC expired on 2026-01-31: 1 finding counts again; ask sandbox-team$/m,
    );
    expect(expired.stdout).toContain("Suppressed until 2026-01-31 by sandbox-team");
  });

  test("is found in the working directory, and --rules names one as well", async () => {
    const own = join(folder, "own");
    mkdirSync(own);
    writeFileSync(join(own, "rolepath.yaml"), publicSuppression("2026-12-31"));
    const args = ["check", "-s", snapshot, "-f", "json", "--rule", "TRUST-PUBLIC"];
    const found = JSON.parse((await rolepath(args, { folder: own })).stdout) as CheckAnswer;
    expect(found.findings).toEqual([]);
    const named = await rolepath([...args, "--rules", join(own, "rolepath.yaml")], { folder });
    expect(JSON.parse(named.stdout)).toEqual(found);
  });

  test("that is wrong is refused by line and column, all of it at once", async () => {
    put("wrong.yaml", "suppressions:\n  - rule: TRUST-PUBLIC\n    ownr: sam\n");
    const run = await check("-c", "wrong.yaml");
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain("wrong.yaml:2:5: suppressions[0].reason: is missing");
    expect(run.stderr).toContain("wrong.yaml:3:5: suppressions[0].ownr: unknown key");
  });

  test("weighs findings anew and trusts accounts", async () => {
    put(
      "weigh.yaml",
      `trusted:\n  accounts: [${vendor}]\nseverities:\n  - {rule: TRUST-PUBLIC, severity: low}\n`,
    );
    const plain = await checkJson();
    const weighed = await checkJson("-c", "weigh.yaml");
    const trusts = ({ findings }: CheckAnswer) =>
      findings.filter(
        ({ rule, principals }) => rule === "TRUST-VENDOR-NO-EXTID" && principals.includes(vendor),
      );
    expect(trusts(plain)).toHaveLength(1);
    expect(trusts(weighed)).toEqual([]);
    const open = weighed.findings.filter(({ rule }) => rule === "TRUST-PUBLIC");
    expect(open.length).toBeGreaterThan(0);
    for (const finding of open)
      expect(finding).toMatchObject({ severity: "low", severityBefore: expect.any(String) });
  });
});

test("the rolepath.yaml of the documentation is one", async () => {
  const page = readFileSync(join(root, "docs", "checking.md"), "utf8");
  const example = /^```yaml\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? "";
  expect(example).toContain("suppressions:");
  const { code, stderr } = await check("--config", put("documented.yaml", example));
  expect([code, stderr]).toEqual([0, expect.not.stringContaining("error:")]);
});

describe("explain", () => {
  test("lists every rule, and says all that one says about itself", async () => {
    const { stdout } = await rolepath(["explain", "-f", "json"]);
    const catalog = JSON.parse(stdout) as FindingInfo[];
    expect(catalog.length).toBeGreaterThan(9);
    const list = await rolepath(["explain"]);
    for (const { id } of catalog) expect(list.stdout).toContain(`${id} `);
    const one = await rolepath(["explain", "trust-public-0123456789"]);
    expect(one.stdout).toMatch(/^TRUST-PUBLIC {2}Anyone can become the role\n\nSeverity\n/);
    expect(one.stdout).toContain('"Principal"');
    expect(await rolepath(["explain", "TRUST-PUBLIK"])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("did you mean TRUST-PUBLIC?"),
    });
  });
});
