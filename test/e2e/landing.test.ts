import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { describeInBrowser } from "../support/in-browser.js";
import { axeViolations } from "./axe.js";
import { focusFaults, layoutFaults } from "./layout-faults.js";
import { sharedPage } from "./shared-page.js";
import { builtPages } from "./web-page.js";

describeInBrowser("the page before it holds anything", () => {
  const shared = sharedPage(() => readFileSync(builtPages.app, "utf8"));

  async function look(): Promise<readonly string[]> {
    const { page } = shared;
    const found: string[] = [];
    for (const width of [1440, 1024, 390])
      for (const colorScheme of ["light", "dark"] as const) {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme });
        const faults = [
          ...(await layoutFaults(page)),
          ...(await focusFaults(page)),
          ...(await axeViolations(page)),
        ];
        found.push(...faults.map((fault) => `${width} px ${colorScheme}: ${fault}`));
      }
    return found;
  }

  test("offers what can be opened, in every theme and at every width", async () => {
    const words = await shared.page.locator("body").innerText();
    expect(words).toContain("Drop a snapshot here");
    expect(words).toContain("Load the sample organization");
    expect(words).toContain("Nothing is uploaded");
    expect(await look()).toEqual([]);
  });

  test("says what is wrong with a file, in every theme and at every width", async () => {
    await shared.page.getByTestId("files").setInputFiles({
      name: `${"a-long-name-".repeat(12)}.json`,
      mimeType: "application/json",
      buffer: Buffer.from("<!doctype html><html><body>Sign in</body></html>"),
    });
    await shared.page.getByRole("alert").waitFor();
    expect(await shared.page.getByRole("alert").innerText()).toMatch(/a-long-name-.*What to do: \S+/s);
    expect(await look()).toEqual([]);
  });
});
