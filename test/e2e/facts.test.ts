import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInBrowser, openBrowser } from "../support/in-browser.js";
import { openPage, sampleReport, type WatchedPage } from "./web-page.js";

const from = "arn:aws:iam::222233334444:user/break-glass/break-glass-1";
const to = "arn:aws:iam::999988887777:role/partner-catalog-upload";

// One page for all: each test goes on from where the one before it stopped.
describeInBrowser("facts that the reader fills in on a path", () => {
  let browser: Browser;
  let opened: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    opened = await openPage(browser, sampleReport(), {}, `#path?from=${from}&to=${to}`);
    page = opened.page;
  });
  afterAll(async () => {
    const { requests, faults } = opened;
    await opened.close();
    await browser.close();
    expect(requests).toEqual([]);
    expect(faults).toEqual([]);
  });

  const step = (number: number) => page.locator(".steps .step-head").nth(number - 1);
  const facts = () => page.locator(".with-facts");
  const answer = () => page.locator("h1.answer").innerText();
  const legend = () => page.locator(".legend").innerText();
  const fields = () => page.locator(".residual input[type=text]");

  test("change the chips of their hop and the verdict of the path", async () => {
    await step(2).waitFor();
    expect(await answer()).toMatch(/^Yes, under conditions: .*needs 2 conditions/);
    expect(await step(1).innerText()).toContain("conditional");
    expect(await step(2).innerText()).toContain("conditional");
    expect(await facts().count()).toBe(0);

    await page.getByRole("button", { name: "fill in one that works" }).click();
    await facts().waitFor();
    await step(1).getByText("allowed", { exact: true }).waitFor();
    expect(await facts().innerText()).toMatch(/With your facts: age of the MFA check in seconds = \d+\./);
    expect(await answer()).toMatch(/^With your facts, under conditions: .* 1 condition left\./);
    expect(await step(1).locator(".chip").count()).toBe(0);
    expect(await step(2).innerText()).toContain("conditional");
  });

  test("stay when another hop is looked at, and make the answer whole with those of that hop", async () => {
    await step(2).click();
    await page.locator(".step.current").nth(0).getByText("partner-catalog-upload").first().waitFor();
    await page.getByLabel("external ID", { exact: true }).waitFor();
    expect(await facts().innerText()).toContain("age of the MFA check");
    await page.getByRole("button", { name: "fill in one that works" }).click();
    await page.waitForFunction(() =>
      /no condition is left/.test(document.querySelector("h1.answer")?.textContent ?? ""),
    );
    expect(await facts().innerText()).toMatch(/MFA check in seconds = \d+, external ID = \S+ \(hop 2\)/s);
    expect(await step(1).innerText()).toContain("allowed");
    expect(await step(2).innerText()).toContain("allowed");
  });

  test("make a path impossible when they do not fit, say at which hop, and show it in the picture", async () => {
    await fields().first().fill("somebody-elses");
    await step(2).getByText("denied", { exact: true }).waitFor();
    expect(await answer()).toMatch(/^With your facts, no: hop 2, .* → partner-catalog-upload/);
    expect(await step(1).innerText()).toContain("allowed");
    expect(await legend()).toContain("not allowed");
  });

  test("stand in the URL, and are reset with one button", async () => {
    await page.waitForFunction(() => window.location.hash.includes("somebody-elses"));
    const hash = new URL(page.url()).hash;
    await facts().getByRole("button", { name: "reset" }).click();
    await facts().waitFor({ state: "detached" });
    expect(await answer()).toMatch(/^Yes, under conditions/);
    expect(await step(1).innerText()).toContain("conditional");
    expect(await legend()).not.toContain("not allowed");
    await page.waitForFunction(() => !window.location.hash.includes("given"));
    await page.evaluate((next) => {
      window.location.hash = next;
    }, hash);
    await step(2).getByText("denied", { exact: true }).waitFor();
    expect(await facts().innerText()).toContain("somebody-elses");
  });

  test("are drawn on the hop of a focus picture as well", async () => {
    const release = "arn:aws:iam::555566667777:role/gha-release";
    const deploy = "arn:aws:iam::777788889999:role/deploy-payments";
    const hop = `#focus?of=${release}&hop-from=${release}&hop-to=${deploy}`;
    await page.evaluate((next) => {
      window.location.hash = next;
    }, `${hop}&given=sts:RoleSessionName%3Djenkins`);
    await page.locator(".legend").getByText("not allowed").waitFor();
    await page.locator(".residual").getByRole("button", { name: "clear" }).click();
    await page.locator(".legend").getByText("not allowed").waitFor({ state: "detached" });
  });
});
