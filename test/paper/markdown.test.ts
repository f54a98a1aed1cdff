import { describe, expect, test } from "vitest";
import { brokenLinks, elide, examplesOf, undefinedReferences, wordsOf } from "./markdown.js";

describe("an example", () => {
  test("is a command with its output, and quotes hold words together", () => {
    const [example] = examplesOf("text\n```console\n$ rolepath what-can '*' -s a\nanyone\n\nthree\n```\n");
    expect(example).toEqual({ command: "rolepath what-can '*' -s a", output: ["anyone", "", "three"] });
    expect(wordsOf(example?.command ?? "")).toEqual(["rolepath", "what-can", "*", "-s", "a"]);
  });

  const printed = ["one", "two", "three", "four"];

  test.each([
    ["whole", ["one", "two", "three", "four"]],
    ["without its middle", ["one", "…", "four"]],
    ["without its end", ["one", "two", "  …"]],
    ["without its beginning", ["…", "three", "four"]],
  ])("holds when it shows the output %s", (_, shown) => {
    expect(elide(printed, shown)).toEqual(shown);
  });

  test.each([
    ["a line is another", ["one", "2", "…"]],
    ["lines are missing at the end", ["one", "two"]],
    ["there is more than was printed", ["one", "two", "three", "four", "five"]],
    ["what follows a gap is not there", ["one", "…", "five"]],
    ["what follows a gap is not the end", ["…", "three"]],
  ])("does not hold when %s", (_, shown) => {
    expect(elide(printed, shown)).not.toEqual(shown);
  });
});

describe("links", () => {
  test("lead to files and headings of the repository, seen from the document", () => {
    const text = "[a](../../README.md#limits) [b](paper.test.ts) [c](https://example.org/x) `[d](code)`\n";
    expect(brokenLinks("test/paper/x.md", text)).toEqual([]);
  });

  test("are broken where file, heading or reference is missing", () => {
    expect(brokenLinks("README.md", "[a](gone.md) [b](README.md#gone)\n[c]: docs/gone.md\n")).toEqual([
      "gone.md",
      "README.md#gone",
      "docs/gone.md",
    ]);
    expect(undefinedReferences("[[Known]] [[Unknown]]\n\n[Known]: https://example.org\n")).toEqual([
      "Unknown",
    ]);
  });
});
