import { readdirSync } from "node:fs";
import { join } from "node:path";
import { findingCatalog, findingIndex, findingPage } from "@rolepath/analyzer";
import { describe, expect, test } from "vitest";
import { root } from "../support/repository.js";

// `vitest run test/finding/pages.test.ts -u` writes the pages anew; CI only compares.
const folder = join(root, "docs", "finding");

describe("the pages of the findings", () => {
  test.each(findingCatalog.map((info) => [info.id, info] as const))("%s is up to date", async (id, info) => {
    await expect(findingPage(info)).toMatchFileSnapshot(join(folder, `${id}.md`));
  });

  test("the list of all of them is up to date", async () => {
    await expect(findingIndex(findingCatalog)).toMatchFileSnapshot(join(folder, "README.md"));
  });

  test("no page is left of a rule that is gone", () => {
    const expected = ["README.md", ...findingCatalog.map((info) => `${info.id}.md`)];
    expect(readdirSync(folder).sort()).toEqual(expected.sort());
  });
});

describe("the catalogue", () => {
  test("rests every rule on at least one page of AWS", () => {
    for (const { id, references } of findingCatalog) {
      expect(
        references.some(({ url }) => url.startsWith("https://docs.aws.amazon.com/")),
        id,
      ).toBe(true);
      for (const { title, url } of references) {
        expect(url, id).toMatch(/^https:\/\//);
        expect(title, id).not.toBe("");
      }
    }
  });
});
