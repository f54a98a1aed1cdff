import { readFileSync } from "node:fs";
import axe, { type AxeResults } from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInBrowser, openBrowser } from "../support/in-browser.js";
import { manyAccounts } from "./many-accounts.js";
import { builtPages, openPage, reportText, sampleReport, type WatchedPage } from "./web-page.js";

const prodPayments = "arn:aws:iam::777788889999:role/payments-replay";
const tomas = "arn:aws:iam::999900001111:user/contractors/tomas.varga";

const views = {
  overview: "#overview",
  focus: `#focus?of=${prodPayments}&reach=all`,
  path: `#path?from=${tomas}&to=${prodPayments}&hop=4`,
  "path that is denied": `#path?from=arn:aws:iam::000011112222:user/lea.fischer&to=${prodPayments}`,
  findings: "#findings",
  account: "#account?id=777788889999",
  principal: `#principal?of=${prodPayments}`,
  "hop that is tried":
    "#focus?of=arn:aws:iam::555566667777:role/gha-release&hop-from=arn:aws:iam::555566667777:role/gha-release&hop-to=arn:aws:iam::777788889999:role/deploy-payments&given=sts:RoleSessionName%3Djenkins",
  "filtered focus":
    "#focus?of=arn:aws:iam::555566667777:role/gha-release&verdict=conditional&kinds=roles&indirect=1",
  coverage: "#coverage",
  cycles: "#cycles",
  diff: "#diff",
  missing: "#focus?of=arn:aws:iam::111122223333:role/gone",
} as const;

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the page as it stands, a line each. */
async function violations({ page }: WatchedPage): Promise<readonly string[]> {
  // Handed over as text, which the page's own policy would not let it load.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    (values) =>
      (window as unknown as { readonly axe: typeof axe }).axe.run({ runOnly: { type: "tag", values } }),
    rules,
  );
  return linesOf(found);
}

function linesOf({ violations }: AxeResults): readonly string[] {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id}: ${help}: ${target.join(" ")} ${failureSummary?.split("\n")[1]?.trim() ?? ""}`,
    ),
  );
}

describeInBrowser("axe finds nothing", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each(["light", "dark"] as const)("on any view, %s", async (colorScheme) => {
    const opened = await openPage(browser, sampleReport(), { colorScheme });
    const found: string[] = [];
    for (const [name, hash] of Object.entries(views)) {
      await opened.page.evaluate((next) => {
        window.location.hash = next;
      }, hash);
      await opened.page.locator("#main:not([aria-busy]) h1").first().waitFor();
      await opened.page.locator(".loading").waitFor({ state: "hidden" });
      await opened.page.waitForTimeout(400);
      found.push(...(await violations(opened)).map((line) => `${name}: ${line}`));
    }
    for (const hash of [views["filtered focus"], views.overview, views.path]) {
      await opened.page.evaluate((next) => {
        window.location.hash = next;
      }, hash);
      await opened.page.locator("#main:not([aria-busy]) .filter-menu summary").click();
      await opened.page.locator(".filter-panel").waitFor();
      found.push(...(await violations(opened)).map((line) => `filters of ${hash}: ${line}`));
      await opened.page.keyboard.press("Escape");
    }
    await opened.close();
    expect(found).toEqual([]);
  });

  test.each(["light", "dark"] as const)("on a matrix of many accounts, %s", async (colorScheme) => {
    const opened = await openPage(browser, reportText(manyAccounts(60, 8), "many"), { colorScheme });
    await opened.page.getByRole("img", { name: /60 accounts against each other/ }).waitFor();
    await opened.page.locator(".table-details summary").click();
    expect(await violations(opened)).toEqual([]);
    await opened.close();
  });

  test("on the page without data, nor on a phone", async () => {
    const empty = await openPage(browser, readFileSync(builtPages.app, "utf8"));
    expect(await violations(empty)).toEqual([]);
    await empty.close();
    const phone = await openPage(
      browser,
      sampleReport(),
      { viewport: { width: 390, height: 844 } },
      views.path,
    );
    await phone.page.locator("#main:not([aria-busy]) h1").first().waitFor();
    expect(await violations(phone)).toEqual([]);
    await phone.close();
  });
});
