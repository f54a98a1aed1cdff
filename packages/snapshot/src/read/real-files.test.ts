import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isObject } from "../json/json.js";
import { read } from "../testing/build.js";
import type { Problem } from "../type/problem.js";
import { readSnapshot } from "./reader.js";

// Authorization details and snapshots that others published. They are not part of the repository; where they lie beside
// it, every one must load.
const shared = join(dirname(fileURLToPath(import.meta.url)), "../../../../../shared");
const present = existsSync(join(shared, "data/gaad"));
const describeReal = present ? describe : describe.skip;
if (!present) {
  process.stderr.write("real-files.test.ts: skipped, there is no folder `shared` beside the repository\n");
}

function jsonFiles(folder: string): readonly string[] {
  if (!present) return [];
  return readdirSync(join(shared, folder))
    .filter((name) => name.endsWith(".json"))
    .sort();
}

function textOf(...path: readonly string[]): string {
  return readFileSync(join(shared, ...path), "utf8");
}

function filesBelow(folder: string, prefix = ""): ReadonlyMap<string, string> {
  const entries = readdirSync(join(shared, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(shared, path)).isDirectory()) return [...filesBelow(path, `${prefix}${name}/`)];
    return [[`${prefix}${name}`, textOf(path)] as const];
  });
  return new Map(entries);
}

function codes(problems: readonly Problem[]): readonly string[] {
  return [...new Set(problems.map(({ level, code }) => `${level} ${code}`))].sort();
}

/** What is wrong with the files that are not sound; all others must load without a word. */
const warnings: Readonly<Record<string, readonly string[]>> = {
  "UTKARSH698__iamprover__gaad.json": ["warning created-at-unknown", "warning unique-id-missing"],
  // The example of AWS's own manual: objects for lists, the first page of several, policies not in it.
  "aws__aws-cli__get-account-authorization-details.json": [
    "warning list-expected",
    "warning pages-missing",
    "warning reference-missing",
  ],
  "duo-labs__cloudmapper__iam-get-account-authorization-details.json": ["warning arn-without-account"],
  "salesforce__cloudsplaining__example.json": ["warning accounts-mixed"],
  "salesforce__cloudsplaining__example_authz_v2.json": ["warning reference-missing"],
  "salesforce__cloudsplaining__managed_policy_mismatch.json": [
    "warning list-missing",
    "warning reference-missing",
  ],
  "iam-vulnerable/333344445555.json": ["warning reference-missing"],
};

describeReal("published authorization details", () => {
  const names = [
    ...jsonFiles("data/gaad"),
    ...jsonFiles("data/gaad/iam-vulnerable").map((name) => `iam-vulnerable/${name}`),
  ];

  test.each(names)("%s loads whole, with the warnings it deserves", (name) => {
    const text = textOf("data/gaad", name);
    const { snapshot, problems } = readSnapshot(new Map([[name, text]]));
    expect(codes(problems)).toEqual(warnings[name] ?? []);
    const raw: unknown = JSON.parse(text);
    for (const list of ["UserDetailList", "GroupDetailList", "RoleDetailList"] as const) {
      const count = isObject(raw) && Array.isArray(raw[list]) ? raw[list].length : 0;
      const read =
        snapshot?.accounts.map(({ authorizationDetails }) => authorizationDetails[list].length) ?? [];
      expect(read.reduce((sum, length) => sum + length, 0)).toBe(count);
    }
  });

  test("load together as one folder", () => {
    const { snapshot, problems } = readSnapshot(filesBelow("data/gaad"));
    expect(problems.filter(({ level }) => level === "error")).toEqual([]);
    expect(snapshot?.accounts.map(({ id }) => id)).toContain("333344445555");
  });
});

describeReal("published snapshots", () => {
  test("the organization of pathfinding labs loads; what it does not hold is warned about", () => {
    const { snapshot, problems } = readSnapshot(filesBelow("data/pathfinding-org"));
    expect(codes(problems)).toEqual(["warning key-unknown", "warning reference-missing"]);
    const details = snapshot?.accounts.map(({ authorizationDetails }) => authorizationDetails) ?? [];
    expect(details.flatMap(({ UserDetailList }) => UserDetailList)).toHaveLength(102);
    expect(details.flatMap(({ RoleDetailList }) => RoleDetailList)).toHaveLength(128);
  });

  test.each(jsonFiles("data/labs"))("%s loads; only what is not of the format is left out", (name) => {
    const { snapshot, problems } = readSnapshot(new Map([[name, textOf("data/labs", name)]]));
    expect(snapshot?.accounts.length).toBeGreaterThan(0);
    const foreign = problems.filter(({ pointer }) => !/^\/(expected|accounts\/\d+\/extra)$/.test(pointer));
    expect(foreign).toEqual([]);
  });

  test.each(jsonFiles("cases"))("the snapshots of the cases in %s load without any problem", (name) => {
    const cases: unknown = JSON.parse(textOf("cases", name));
    if (!Array.isArray(cases)) throw new Error("expected a list of cases");
    expect(cases.length).toBeGreaterThan(0);
    for (const entry of cases) {
      const { snapshot, problems } = read({ "case.json": isObject(entry) ? entry.snapshot : null });
      expect(problems).toEqual([]);
      expect(snapshot).not.toBeNull();
    }
  });
});
