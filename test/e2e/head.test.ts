import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInBrowser, openBrowser } from "../support/in-browser.js";
import { axeViolations } from "./axe.js";
import { manyAccountId, manyAccounts } from "./many-accounts.js";
import { largeReportText, openPage } from "./web-page.js";

/** What stands on the overview, but for what comes and goes with the analysis: the question box and the progress. */
function said(page: Page): Promise<readonly string[]> {
  return page.locator("#main").evaluate((main) => {
    const texts: string[] = [];
    for (const part of main.querySelectorAll(
      ".stats li, .saved a, .chain-card, .unit-list tr, .finding-card, .block > details summary",
    ))
      texts.push((part.textContent ?? "").replace(/\s+/g, " "));
    const canvas = main.querySelector("canvas");
    return [...texts, canvas?.getAttribute("aria-label") ?? "", canvas?.dataset.cells ?? ""];
  });
}

const analyzed = "#main.overview:not([aria-busy])";

describeInBrowser("a report on a large organization", () => {
  let browser: Browser;
  let html: string;
  beforeAll(async () => {
    browser = await openBrowser();
    html = largeReportText(manyAccounts(200, 20), "many");
  });
  afterAll(() => browser.close());

  test("shows its overview before it has read the snapshot, and keeps it then", async () => {
    const { page, requests, faults, close } = await openPage(browser, html);
    await page.locator("#main.overview[aria-busy=true]").waitFor();
    expect(await page.getByText("Then everything can be asked for").count()).toBe(1);
    await page.getByRole("img", { name: /200 accounts against each other/ }).waitFor();
    const before = await said(page);
    expect(before.join("\n")).toMatch(/199 of 200 accounts/);
    await page.locator(analyzed).waitFor();
    await page.getByRole("combobox").first().waitFor();
    await page.getByRole("combobox").first().fill("auditor");
    await page
      .getByRole("option", { name: /auditor/ })
      .first()
      .waitFor();
    await page.keyboard.press("Escape");
    expect(await said(page)).toEqual(before);
    await close();
    expect(requests).toEqual([]);
    expect(faults).toEqual([]);
  });

  test("lets accounts be looked for meanwhile, and opens the one that was chosen when it can", async () => {
    const { page, faults, close } = await openPage(browser, html);
    await page.locator("#main.overview[aria-busy=true]").waitFor();
    await page.getByLabel("Look for accounts").fill(manyAccountId(170));
    const [account] = await page.locator(".unit-account").allInnerTexts();
    expect(account).toContain("sandbox-170");
    await page.locator(".unit-account").getByRole("link").click();
    await page.getByRole("heading", { name: /sandbox-170/, level: 1 }).waitFor();
    await close();
    expect(faults).toEqual([]);
  });

  test("draws nothing before it is read where more than the overview is asked for", async () => {
    const { page, close } = await openPage(browser, html, {}, "#findings");
    await page.getByRole("heading", { name: "Loading many" }).waitFor();
    await page.getByRole("heading", { name: "Findings", level: 1 }).waitFor();
    await close();
  });

  test("keeps its overview where the snapshot cannot be read, and says why", async () => {
    const damaged = html.replace(/(id="rolepath-data" data-name="many">)[A-Za-z0-9+/]{4}/, "$1AAAA");
    const { page, close } = await openPage(browser, damaged);
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").innerText()).toContain("The overview stands");
    expect((await said(page)).join("\n")).toMatch(/199 of 200 accounts/);
    await close();
  });

  test.each(["light", "dark"] as const)(
    "is accessible before it has read the snapshot, in %s",
    async (scheme) => {
      const { page, close } = await openPage(browser, html, { colorScheme: scheme });
      await page.locator("#main.overview[aria-busy=true]").waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await close();
    },
  );

  test("stops the page for less than 200 ms at a time", async () => {
    const { page, close } = await openPage(browser, html);
    await page.evaluate(() => {
      const seen = window as unknown as { tasks: number[] };
      seen.tasks = [];
      const watch = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.tasks.push(entry.duration);
      });
      watch.observe({ type: "longtask", buffered: true });
    });
    await page.locator(analyzed).waitFor();
    await page.getByRole("combobox").first().waitFor();
    for (const hash of ["#findings", "#coverage", "#overview?baseline=1"]) {
      await page.evaluate((next) => {
        window.location.hash = next;
      }, hash);
      await page.waitForTimeout(500);
    }
    const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
    // A machine that does much else at once is slower: twice what is wanted still finds a page that draws everything.
    expect(Math.max(0, ...tasks)).toBeLessThan(400);
    await close();
  });
});
