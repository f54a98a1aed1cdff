import { describe, expect, test } from "vitest";
import { rolepath } from "../cli/command.js";
import { arn, bundle, role, scratch, smallWorld } from "../cli/world.js";

const { put } = await scratch();
const trust = (...statements: object[]) => ({ Version: "2012-10-17", Statement: statements });
const alice = {
  Sid: "Alice",
  Effect: "Allow",
  Principal: { AWS: arn("user/alice") },
  Action: "sts:AssumeRole",
};
const old = await put("old.json", bundle(smallWorld([role("added", trust())])));
const now = await put("new.json", {
  ...bundle(
    smallWorld([
      role("added", trust(alice)),
      role("public", trust({ ...alice, Sid: "All", Principal: "*" })),
    ]),
  ),
  manifest: { formatVersion: 1, createdAt: "2026-10-16T00:00:00Z", source: "test" },
});

const diff = (...args: string[]) => rolepath(["diff", ...args]);

describe("rolepath diff", () => {
  test("tells in text what became reachable, by which statement, and which findings are new", async () => {
    const { code, stdout, stderr } = await diff(old, now);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^From 2026-10-15T00:00:00Z to 2026-10-16T00:00:00Z/);
    expect(stdout).toMatch(
      /\+ ● alice → added in 111122223333\n +by trust policy of added: statement Alice was added/,
    );
    expect(stdout).toContain("/AssumeRolePolicyDocument/Statement/0");
    expect(stdout).toMatch(/New findings \(\d+\)[\s\S]*TRUST-PUBLIC/);
    expect(stdout).toContain(`New users and roles (1)\n  ${arn("role/public")}`);
  });

  test("tells the other way round what no longer is", async () => {
    const { stdout } = await diff(now, old);
    expect(stdout).toMatch(
      /No longer reachable[\s\S]*- ● alice → added[\s\S]*Fixed findings[\s\S]*TRUST-PUBLIC/,
    );
    expect(stdout).not.toContain("New findings");
  });

  test("gives all of it as JSON", async () => {
    const { stdout } = await diff(old, now, "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      old: { createdAt: "2026-10-15T00:00:00Z" },
      new: { createdAt: "2026-10-16T00:00:00Z" },
      principals: { added: [arn("role/public")] },
      summary: { same: false, edges: { removed: 0, changed: 0 } },
      complete: true,
      limits: [],
      problems: [],
    });
    expect((JSON.parse(stdout) as { edges: object[] }).edges).toContainEqual(
      expect.objectContaining({
        from: arn("user/alice"),
        to: arn("role/added"),
        causes: [expect.objectContaining({ kind: "document", confirmed: "alone" })],
      }),
    );
  });

  test("gives a comment as Markdown, and the new findings alone in the formats of findings", async () => {
    expect((await diff(old, now, "-f", "markdown")).stdout).toMatch(
      /^## Rolepath: what changed\n[\s\S]*### Newly reachable\n[\s\S]*### New findings/,
    );
    const known = (
      (await rolepath(["check", "-s", old, "-f", "json"])).stdout.match(/"rule": "TRUST-PUBLIC"/g) ?? []
    ).length;
    expect(known).toBe(1);
    const sarif = JSON.parse((await diff(old, now, "-f", "sarif")).stdout) as {
      runs: { results: { ruleId: string; baselineState: string }[] }[];
    };
    const results = sarif.runs[0]?.results ?? [];
    expect(results.filter(({ ruleId }) => ruleId === "TRUST-PUBLIC")).toMatchObject([
      { baselineState: "new" },
    ]);
    for (const format of ["junit", "csv", "github"])
      expect((await diff(old, now, "-f", format)).stdout, format).toContain("TRUST-PUBLIC");
  });

  test("ends with 1 only for what it is told to mind", async () => {
    const codes = await Promise.all(
      [
        [old, now, "--exit-code"],
        [old, now, "--fail-on", "low"],
        [now, old, "--exit-code", "--fail-on", "info"],
        [old, old, "--exit-code", "--fail-on", "info"],
      ].map(async (args) => (await diff(...args)).code),
    );
    expect(codes).toEqual([1, 1, 0, 0]);
  });

  test("says so where nothing is different", async () => {
    expect((await diff(now, now)).stdout).toContain(
      "Nothing is different that has to do with becoming a role",
    );
  });

  test("names what is wrong with its input", async () => {
    expect(await diff(old)).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("NEW is missing"),
    });
    expect(await diff(old, "nowhere.json")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("nowhere.json"),
    });
    expect(await diff("-", "-")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("only one of the snapshots"),
    });
  });
});
