import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInBrowser, openBrowser } from "../support/in-browser.js";
import { axeViolations } from "./axe.js";
import { layoutFaults } from "./layout-faults.js";
import { manyAccounts } from "./many-accounts.js";
import { lookAt } from "./shared-page.js";
import { largeReportText, openPage } from "./web-page.js";

/** A tab that this much is much for: the report takes about 400 MB. */
const smallHeap = "--js-flags=--max-old-space-size=400";

/** The worker ends as one does that gets no memory, a moment after it was asked to load. */
function endWorker(): void {
  window.Worker = class extends Worker {
    override postMessage(): void {
      setTimeout(() => this.dispatchEvent(new ErrorEvent("error", { message: "out of memory" })), 20);
    }
  };
}

describeInBrowser("a report that takes much memory", () => {
  let browser: Browser;
  let html: string;
  beforeAll(async () => {
    browser = await openBrowser([smallHeap]);
    html = largeReportText(manyAccounts(200, 20), "many");
  });
  afterAll(() => browser.close());

  test("says what the analysis takes before it begins, and begins when it is wanted", async () => {
    const { page, faults, close } = await openPage(browser, html);
    const asked = page.getByRole("region", { name: "The analysis" });
    await asked.waitFor();
    expect(await asked.innerText()).toMatch(
      /an analysis in this tab of 4,\d{3} principals: about 400 MB of memory and 1 minute\./,
    );
    expect(await page.locator(".unit-list tr").count()).toBeGreaterThan(3);
    for (const hash of ["#overview", "#findings"]) {
      await lookAt(page, hash);
      await page
        .getByRole("heading", {
          name: hash === "#findings" ? "This takes the analysis" : "Who can become whom?",
        })
        .waitFor();
      for (const width of [1440, 1024, 390])
        for (const colorScheme of ["light", "dark"] as const) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          expect(await layoutFaults(page)).toEqual([]);
          if (width !== 1024) expect(await axeViolations(page)).toEqual([]);
        }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: "Analyze here" }).click();
    await page.getByRole("heading", { name: "Findings", level: 1 }).waitFor();
    await close();
    expect(faults).toEqual([]);
  });

  test("says so where the analysis ends for want of it, with what to do, and keeps its overview", async () => {
    const { page, close } = await openPage(browser, html, {}, "", endWorker);
    await page.getByRole("button", { name: "Analyze here" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").innerText()).toMatch(
      /ended before it was done, most likely for want of memory \(out of memory\)\..*rolepath check.*The overview stands/s,
    );
    expect(await page.locator(".unit-list tr").count()).toBeGreaterThan(3);
    expect(await page.locator("[aria-busy=true]").count()).toBe(0);
    await close();
  });

  test("does not begin again by itself where it ended its tab", async () => {
    const { page, close } = await openPage(browser, html, {}, "", () =>
      window.sessionStorage.setItem("rolepath-analysis", "many"),
    );
    await page.getByRole("button", { name: "Analyze here" }).waitFor();
    expect(await page.getByRole("alert").innerText()).toMatch(/ended together with its tab/);
    await close();
  });
});
