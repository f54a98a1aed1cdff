import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LayerReport, reportLayers } from "./support/layers.js";
import { brokenImports, workspacePackages } from "./support/layers-broken.js";
import { repositoryFiles, root } from "./support/repository.js";

const files = repositoryFiles();
const read = (name: string) => readFileSync(join(root, name), "utf8");

describe("the layer rules", () => {
  const folders = ["bench", "packages", "sample", "test"];
  const rules = (
    createRequire(import.meta.url)("../.dependency-cruiser.cjs") as {
      readonly forbidden: readonly { readonly name: string; readonly comment: string }[];
    }
  ).forbidden;

  test("read every source file there is", () => {
    const sources = files.filter(
      (name) => folders.some((folder) => name.startsWith(`${folder}/`)) && /\.([cm]?[jt]s|tsx)$/.test(name),
    );
    const seen = new Set(reportLayers(root, folders).files);
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.filter((name) => !seen.has(name))).toEqual([]);
  });

  test("tell in a whole sentence what to do", () => {
    for (const { name, comment } of rules) expect(comment, name).toMatch(/^\S.{40,}\.$/);
  });

  test("know every folder of the analyzer", () => {
    const inside = files.flatMap((name) => /^packages\/analyzer\/src\/([^/]+)\//.exec(name)?.[1] ?? []);
    const known = new Set([...rules.map((rule) => rule.name), "analyzer-testing"]);
    expect([...new Set(inside)].filter((folder) => !known.has(`analyzer-${folder}`))).toEqual([]);
  });

  describe("in a copy with one broken import for each rule", () => {
    let copy = "";
    let report: LayerReport;

    beforeAll(() => {
      copy = mkdtempSync(join(tmpdir(), "rolepath-layers-"));
      for (const { files: planted } of brokenImports) {
        for (const [name, text] of Object.entries(planted)) {
          mkdirSync(dirname(join(copy, name)), { recursive: true });
          writeFileSync(join(copy, name), text);
        }
      }
      mkdirSync(join(copy, "node_modules", "@rolepath"), { recursive: true });
      for (const name of workspacePackages) {
        const link = join(copy, "node_modules", "@rolepath", name);
        symlinkSync(join(copy, "packages", name), link, "junction");
      }
      report = reportLayers(copy, folders);
    });

    afterAll(() => rmSync(copy, { recursive: true, force: true }));

    test.each(rules.map((rule) => rule.name))("%s catches it", (name) => {
      const plan = brokenImports.find((broken) => broken.rule === name);
      expect(plan, `plant a violation of ${name} in test/support/layers-broken.ts`).toBeDefined();
      const caught = report.violations.filter((violation) => violation.rule === name);
      expect(caught.map((violation) => violation.from)).toContain(Object.keys(plan?.files ?? {})[0]);
    });

    test("no rule objects to a sound import", () => {
      const sound = report.violations.filter((violation) => violation.from.includes("/sound"));
      expect(sound).toEqual([]);
    });
  });
});

describe("the files of the repository", () => {
  // Written in parts, so that this file does not catch itself.
  const places = ["/wo" + "rk/", "/tm" + "p/", "/ro" + "ot/", "/ho" + "me/"];
  const registries = [
    "registry.npm" + "js",
    "registry.yarn" + "pkg",
    "npm.pkg." + "github",
    "arti" + "factory",
    "jfr" + "og",
  ];
  const texts = files.filter((name) => !/\.(png|jpg|ico|gz|woff2)$/.test(name));

  test.each(places)("name no folder %s of a machine", (place) => {
    const before = String.raw`(?:^|[\s"'\`(=:])`;
    const pattern = new RegExp(`${before}${place}`, "m");
    expect(texts.filter((name) => pattern.test(read(name)))).toEqual([]);
  });

  test.each(registries)("name no package registry: %s", (host) => {
    expect(texts.filter((name) => read(name).toLowerCase().includes(host))).toEqual([]);
  });

  test("the lockfile names no address to download from", () => {
    expect(read("pnpm-lock.yaml")).not.toMatch(/https?:\/\/|tarball:/);
  });

  test("the page writes no markup from text", () => {
    // Names and tags of a snapshot are untrusted; as text nodes and attributes they stay harmless.
    const sinks =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|\beval\(|srcdoc/i;
    const page = files.filter((name) => name.startsWith("packages/web/") && /\.([jt]sx?|html)$/.test(name));
    const own = page.filter((name) => !name.includes(".test."));
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((name) => sinks.test(read(name)))).toEqual([]);
  });

  test("each workspace package pins its dependencies exactly", () => {
    const exact = /^(\d+\.\d+\.\d+(-[\w.]+)?|catalog:|workspace:\*)$/;
    const loose: string[] = [];
    for (const name of files.filter((file) => /(^|\/)package\.json$/.test(file))) {
      const manifest = JSON.parse(read(name)) as Record<string, Record<string, string> | undefined>;
      for (const part of ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"]) {
        for (const [dependency, version] of Object.entries(manifest[part] ?? {})) {
          if (!exact.test(version)) loose.push(`${name}: ${dependency} ${version}`);
        }
      }
    }
    expect(loose).toEqual([]);
  });
});
