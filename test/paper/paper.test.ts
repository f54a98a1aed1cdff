import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rolepath } from "../cli/command.js";
import { repositoryFiles, root } from "../support/repository.js";
import { brokenLinks, elide, examplesOf, linesOf, undefinedReferences, wordsOf } from "./markdown.js";

const read = (name: string) => readFileSync(join(root, name), "utf8");
const documents = repositoryFiles().filter((name) => name.endsWith(".md"));

describe("the documents", () => {
  test("are there", () => {
    expect(documents).toEqual(
      expect.arrayContaining(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"]),
    );
  });

  test.each(documents)("%s links to places that are there", (name) => {
    expect(brokenLinks(name, read(name))).toEqual([]);
    expect(undefinedReferences(read(name))).toEqual([]);
  });

  test("name files of the engine that are there", () => {
    const places = /`((?:policy|world|decide|graph|path|finding|packages|sample|test)\/[\w./-]+)`/g;
    const missing = documents.flatMap((name) =>
      [...read(name).matchAll(places)]
        .map((match) => match[1] ?? "")
        .filter((place) => ![".", "packages/analyzer/src"].some((at) => existsSync(join(root, at, place))))
        .map((place) => `${name}: ${place}`),
    );
    expect(missing).toEqual([]);
  });

  test("name commands that there are", async () => {
    const named = new Set(
      documents.flatMap((name) =>
        [...read(name).matchAll(/\brolepath ([a-z][a-z-]+)(?= |`|$)/gm)].map((match) => match[1] ?? ""),
      ),
    );
    const prose = new Set(["can", "check", "collect"]);
    for (const name of prose) expect(named).toContain(name);
    const { stdout } = await rolepath(["--help"]);
    expect([...named].filter((name) => name !== "help" && !stdout.includes(`\n  ${name} `))).toEqual([]);
  });
});

describe("the README's examples print what it says", () => {
  const examples = examplesOf(read("README.md"));

  test("there are some", () => expect(examples.length).toBeGreaterThan(4));

  test.each(examples.map((example) => [example.command, example] as const))(
    "%s",
    async (command, example) => {
      const [program, ...args] = wordsOf(command);
      expect(program).toBe("rolepath");
      const { stdout } = await rolepath(args, { environment: { ROLEPATH_SNAPSHOT: "sample/snapshot" } });
      expect(elide(linesOf(stdout), example.output)).toEqual(example.output);
    },
  );
});
