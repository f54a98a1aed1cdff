import { expect, test } from "vitest";
import { describeInBrowser, openBrowser } from "../support/in-browser.js";

describeInBrowser("the browser that the end-to-end tests drive", () => {
  test("opens a page and runs its script", async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.setContent("<title>before</title><script>document.title = String(6 * 7)</script>");
      expect(await page.title()).toBe("42");
    } finally {
      await browser.close();
    }
  });
});
