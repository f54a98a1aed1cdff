import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sampleSnapshot } from "@rolepath/sample";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInBrowser, openBrowser } from "../support/in-browser.js";
import { root } from "../support/repository.js";
import { later } from "./later.js";
import { manyAccounts } from "./many-accounts.js";
import { packPng } from "./pack-png.js";
import { lookAt } from "./shared-page.js";
import { builtPages, bundleFile, openPage, reportText, sampleReport, type WatchedPage } from "./web-page.js";

// Writes a picture of every view into screenshots/, and the four of the README into docs/. Run it after a build, and look.

const folder = join(root, "screenshots");
const readmeBytesMax = 200_000;

const prodPayments = "arn:aws:iam::777788889999:role/payments-replay";
const tomas = "arn:aws:iam::999900001111:user/contractors/tomas.varga";
const githubActions = "arn:aws:iam::555566667777:oidc-provider/token.actions.githubusercontent.com";
const anyRole = "arn:*:iam::*:role/*";

const release = "arn:aws:iam::555566667777:role/gha-release";
const deployHop = `#focus?of=${release}&hop-from=${release}&hop-to=arn:aws:iam::777788889999:role/deploy-payments`;
const triedHop = `${deployHop}&given=aws:RequestTag/repository%3Dpayments&given=sts:RoleSessionName%3Djenkins`;

const views = {
  overview: "#overview",
  "overview-baseline": "#overview?baseline=1",
  focus: `#focus?of=${prodPayments}&reach=all`,
  "focus-fan-out": "#focus?of=arn:aws:iam::555566667777:role/gha-release",
  "focus-fan-in": "#focus?of=arn:aws:iam::000011112222:role/hackathon-share",
  "focus-hop": deployHop,
  path: `#path?from=${tomas}&to=${prodPayments}&hop=4`,
  "path-github": `#path?from=arn:*:iam::*:oidc-provider/token.actions.githubusercontent.com&to=${anyRole}`,
  "path-into-payments": "#path?from=outside&to=777788889999",
  "path-denied": `#path?from=arn:aws:iam::000011112222:user/lea.fischer&to=${prodPayments}`,
  "hop-tried": triedHop,
  "focus-filtered": "#focus?of=arn:aws:iam::555566667777:role/gha-release&verdict=conditional",
  "path-indirect":
    "#path?from=arn:aws:iam::555566667777:role/gha-release&to=arn:aws:iam::999988887777:role/replay-runner&indirect=1",
  "path-owners": "#path?from=others:111122223333&to=admins:111122223333",
  principal: `#principal?of=${prodPayments}`,
  coverage: "#coverage",
  cycles: "#cycles",
  compare: "#diff",
  findings: "#findings",
  account: "#account?id=777788889999",
  missing: "#focus?of=arn:aws:iam::111122223333:role/gone",
} as const;

const widths = [
  { name: "1440", width: 1440, height: 900 },
  { name: "1024", width: 1024, height: 768 },
  { name: "390", width: 390, height: 844 },
] as const;

async function show(page: Page, hash: string): Promise<void> {
  await lookAt(page, hash);
  await page.locator("#main:not([aria-busy]) h1").first().waitFor();
  await page.locator(".loading").waitFor({ state: "hidden" });
  await page.locator("#main:not([aria-busy]) h1").first().waitFor();
  // The pointer rests where nothing reacts to it; then the picture and the evidence have time to come.
  await page.mouse.move(2, 300);
  await page.waitForTimeout(700);
}

describeInBrowser("pictures of every view", () => {
  let browser: Browser;
  let report: string;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    browser = await openBrowser();
    report = sampleReport();
  });
  afterAll(() => browser.close());

  async function watched(
    html: string,
    size: { width: number; height: number },
    theme: "light" | "dark",
    work: (opened: WatchedPage) => Promise<void>,
  ): Promise<void> {
    const opened = await openPage(browser, html, { viewport: size, colorScheme: theme });
    try {
      await work(opened);
      expect(opened.faults).toEqual([]);
      expect(opened.requests).toEqual([]);
    } finally {
      await opened.close();
    }
  }

  for (const { name, ...size } of widths) {
    for (const theme of ["light", "dark"] as const) {
      test(`${name} px wide, ${theme}`, async () => {
        await watched(readFileSync(builtPages.app, "utf8"), size, theme, async ({ page }) => {
          await page.screenshot({ path: join(folder, `landing-${name}-${theme}.png`) });
        });
        await watched(report, size, theme, async ({ page }) => {
          for (const [view, hash] of Object.entries(views)) {
            await show(page, hash);
            const fullPage = /^(?:overview|principal|coverage)/.test(view) || name === "390";
            await page.screenshot({ path: join(folder, `${view}-${name}-${theme}.png`), fullPage });
            const sideways = await page.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            expect(sideways, `${view} scrolls sideways`).toBe(0);
            const tab = page.getByRole("button", { name: "Picture", exact: true });
            if (await tab.isVisible()) {
              await tab.click();
              await page.waitForTimeout(300);
              await page.screenshot({ path: join(folder, `${view}-picture-${name}-${theme}.png`) });
              await page.getByRole("button", { name: "Answer", exact: true }).click();
            }
          }
          await show(page, views["focus-filtered"]);
          const picture = page.getByRole("button", { name: "Picture", exact: true });
          if (await picture.isVisible()) await picture.click();
          await page.locator(".filter-menu summary").click();
          await page.screenshot({ path: join(folder, `filters-${name}-${theme}.png`) });
          await show(page, "#diff");
          await page
            .getByTestId("files")
            .setInputFiles(bundleFile("december.json", later(sampleSnapshot(), prodPayments)));
          await page.locator(".diff-sides").waitFor();
          await page.screenshot({ path: join(folder, `diff-${name}-${theme}.png`), fullPage: true });
        });
      });
    }
  }

  test("an organization of many accounts", async () => {
    const many = reportText(manyAccounts(200, 8), "many accounts");
    for (const { name, ...size } of widths)
      for (const theme of ["light", "dark"] as const)
        await watched(many, size, theme, async ({ page }) => {
          await show(page, "#overview");
          await page.screenshot({ path: join(folder, `matrix-${name}-${theme}.png`), fullPage: true });
        });
  });

  test("the search box", async () => {
    await watched(report, widths[0], "light", async ({ page }) => {
      await show(page, "#overview");
      await page.keyboard.press("/");
      await page.keyboard.type("who can become pay");
      await page.getByRole("option").first().waitFor();
      await page.screenshot({ path: join(folder, "search-1440-light.png") });
    });
  });

  test("the pictures of the README", async () => {
    const keep = async (shown: Page | Locator, name: string): Promise<void> => {
      const png = packPng(await shown.screenshot());
      expect(png.length, name).toBeLessThan(readmeBytesMax);
      writeFileSync(join(root, "docs", `${name}.png`), png);
    };
    const size = { width: 1440, height: 900 };
    await watched(report, size, "light", async ({ page }) => {
      // A chain from outside to an administrator, with its conditions and its evidence.
      const administrator = "arn:aws:iam::888899990000:role/OrganizationAccountAccessRole";
      await show(page, `#path?from=${githubActions}&to=${administrator}`);
      await keep(page, "screenshot");
    });
    await watched(report, { ...size, height: 960 }, "light", async ({ page }) => {
      await show(page, "#overview");
      await page.getByRole("heading", { name: /^Accounts, and what leads/ }).evaluate((heading) => {
        window.scrollTo(0, heading.getBoundingClientRect().top + window.scrollY - 70);
      });
      await page.waitForTimeout(300);
      await keep(page, "screenshot-overview");
    });
    await watched(report, size, "dark", async ({ page }) => {
      await show(page, triedHop);
      await keep(page, "screenshot-request");
    });
    const many = reportText(manyAccounts(48, 8), "many accounts");
    await watched(many, { width: 1000, height: 1200 }, "light", async ({ page }) => {
      await show(page, "#overview");
      await keep(page.locator(".matrix"), "screenshot-accounts");
    });
  });
});
