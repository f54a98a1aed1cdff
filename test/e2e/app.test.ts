import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { sampleSnapshot } from "@rolepath/sample";
import { writeBundle, writeSnapshot } from "@rolepath/snapshot";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { describeInBrowser, openBrowser } from "../support/in-browser.js";
import { builtPages, openPage, type WatchedPage } from "./web-page.js";

const bundle = writeBundle(sampleSnapshot());
const details = [...writeSnapshot(sampleSnapshot())].find(([path]) =>
  path.endsWith("authorization-details.json"),
)![1];

function file(name: string, content: string | Buffer) {
  return { name, mimeType: "application/json", buffer: Buffer.from(content) };
}

describeInBrowser("the app, opened from disk", () => {
  let browser: Browser;
  let opened: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    opened = await openPage(browser, readFileSync(builtPages.app, "utf8"));
    page = opened.page;
  });
  afterEach(async () => {
    const { requests, faults } = opened;
    await opened.close();
    expect(requests).toEqual([]);
    expect(faults).toEqual([]);
  });

  test("says that nothing is uploaded and loads the sample organization", async () => {
    expect(await page.locator("body").innerText()).toContain("Nothing is uploaded");
    await page.getByRole("button", { name: "Load the sample organization" }).click();
    await page.getByRole("heading", { name: "Chains worth seeing" }).waitFor();
    await page.getByRole("button", { name: /close and open another/ }).click();
    await page.getByRole("button", { name: "Load the sample organization" }).waitFor();
  });

  test.each([
    ["a bundle", () => file("bundle.json", bundle)],
    ["a packed bundle", () => file("bundle.json.gz", gzipSync(bundle))],
    ["one bare account", () => file("details.json", details)],
  ])("opens %s", async (_, make) => {
    await page.getByTestId("files").setInputFiles(make());
    await page.getByRole("list", { name: /holds/ }).waitFor();
  });

  test.each([
    ["a web page instead of JSON", "<!doctype html><html><body>Sign in</body></html>", /HTML/i],
    ["JSON that breaks off", bundle.slice(0, 5000), /bundle\.json/],
    ["something else", '{"hello": "world"}', /./],
  ])("says in sentences what is wrong with %s and what to do", async (_, content, said) => {
    await page.getByTestId("files").setInputFiles(file("bundle.json", content));
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(said);
    expect(await alert.innerText()).toMatch(/What to do: \S+/);
    await page.getByRole("button", { name: "Load the sample organization" }).click();
    await page.getByRole("heading", { name: "Chains worth seeing" }).waitFor();
  });

  test("keeps the theme that was chosen", async () => {
    await page.getByRole("button", { name: /^Theme/ }).click();
    await page.getByRole("button", { name: /^Theme/ }).click();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  });
});
