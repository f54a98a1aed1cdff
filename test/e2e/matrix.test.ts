import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInBrowser, openBrowser } from "../support/in-browser.js";
import { manyAccounts } from "./many-accounts.js";
import { openPage, reportText } from "./web-page.js";

describeInBrowser("an organization of two hundred accounts", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test("is a matrix in which the ways from the sandbox into production stand out and can be followed", async () => {
    const { page, requests, faults, close } = await openPage(
      browser,
      reportText(manyAccounts(200, 8), "many"),
    );
    const canvas = page.getByRole("img", { name: /200 accounts against each other/ });
    await canvas.waitFor();
    await canvas.scrollIntoViewIfNeeded();
    const rows = page.locator(".table-details");
    expect(await rows.locator("summary").innerText()).toContain(
      `(${await canvas.getAttribute("data-cells")})`,
    );
    await rows.locator("summary").click();
    const first = rows.getByRole("row").nth(1);
    expect(await first.innerText()).toMatch(/sandbox-\d+\s+production-\d+\s.*★ 1/s);
    // Cells that hold an administrator have its colour; the pointer finds the first of them.
    const spot = await canvas.evaluate((element) => {
      const picture = element as HTMLCanvasElement;
      const pixels = picture.getContext("2d")!.getImageData(0, 0, picture.width, picture.height).data;
      for (let at = 0; at < pixels.length; at += 4)
        if (pixels[at] === 0x8a && pixels[at + 1] === 0x15 && pixels[at + 2] === 0x38) {
          const ratio = picture.width / picture.clientWidth;
          const point = (at / 4) % picture.width;
          return { x: point / ratio + 2, y: (at / 4 - point) / picture.width / ratio + 2 };
        }
      return null;
    });
    await canvas.evaluate((element, y) => {
      window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY + y - 400);
    }, spot?.y ?? 0);
    const box = await canvas.boundingBox();
    if (spot === null || box === null) throw new Error("no cell with an administrator is drawn");
    await page.mouse.move(box.x + spot.x, box.y + spot.y);
    expect(await page.locator(".tip").innerText()).toMatch(
      /sandbox-\d+ → production-\d+\n1 role can be entered, 1 of them administrator/,
    );
    await page.mouse.down();
    await page.mouse.up();
    await page.getByText(/^Yes: app-0 can become debug/).waitFor();
    // On a phone there is no room for the matrix: the accounts are a list by unit, in which one looks for them.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("link", { name: "Overview", exact: true }).click();
    const accounts = page.locator(".unit-account");
    await page.getByRole("button", { name: /Sandbox/ }).click();
    expect(await accounts.count()).toBeGreaterThan(20);
    await page.getByLabel("Look for accounts").fill("sandbox-170");
    expect(await accounts.count()).toBe(1);
    await accounts.getByRole("link").click();
    await page.getByRole("heading", { name: /sandbox-170/, level: 1 }).waitFor();
    await close();
    expect(requests).toEqual([]);
    expect(faults).toEqual([]);
  });
});
