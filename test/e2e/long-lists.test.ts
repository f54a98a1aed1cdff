import { expect, test } from "vitest";
import { describeInBrowser } from "../support/in-browser.js";
import { manyAccountId } from "./many-accounts.js";
import { many } from "./many-views.js";
import { sharedPage } from "./shared-page.js";
import { reportText } from "./web-page.js";

/** Answers to what is typed come late, those to the first letters last of all. */
function answerLate(): void {
  window.Worker = class extends Worker {
    override set onmessage(listener: (event: MessageEvent) => void) {
      super.onmessage = (event: MessageEvent) => {
        const late = Array.isArray(event.data.reply) ? Math.max(20, 300 - (performance.now() % 300)) : 0;
        setTimeout(() => listener.call(this, event), late);
      };
    }
  };
}

describeInBrowser("what is too long to be shown at once", () => {
  const shared = sharedPage(() => reportText(many.snapshot(), many.name), {}, "", answerLate);

  test("goes on with a button, by the keyboard too, and says how many of how many are shown", async () => {
    const { page } = shared;
    const auditor = `arn:aws:iam::${manyAccountId(1)}:role/auditor`;
    await shared.look(`#focus?of=${auditor}`);
    await page.getByRole("heading", { name: "auditor", level: 1 }).waitFor();
    const list = page.locator("section.reach").filter({ hasText: "What it can become" });
    const status = list.getByRole("status");
    const rows = list.locator(".rows > li");
    expect(await status.innerText()).toMatch(/^100 of \d{3} principals listed$/);
    const count = Number(/of (\d+)/.exec(await status.innerText())?.[1]);
    expect(await rows.count()).toBe(100);
    await list.getByRole("button", { name: /Show \d+ more/ }).focus();
    for (let shown = 100; shown < count; ) {
      await page.keyboard.press("Enter");
      shown = Math.min(count, shown + 100);
      await expect.poll(() => rows.count()).toBe(shown);
    }
    expect(await status.innerText()).toBe(`${count} of ${count} principals listed`);
    expect(await list.getByRole("button", { name: /Show/ }).count()).toBe(0);
    // Whoever came by the keyboard goes on from there.
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("more-rows");
    const links = await rows
      .locator("a.row")
      .evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    expect(new Set(links).size).toBe(count);
    expect(await list.locator("h3").count()).toBe(1);
  });

  test("is found by what was typed last, however late the answers come", async () => {
    const { page } = shared;
    await page.keyboard.press("Control+k");
    const options = page.getByRole("option");
    for (const text of ["auditor", "sandbox-170", "release"]) {
      await page.keyboard.press("Control+a");
      await page.keyboard.type(text, { delay: 30 });
      await options.filter({ hasText: text }).first().waitFor();
      // Whatever is still under way would be here by now.
      await page.waitForTimeout(700);
      const typed = await options.allInnerTexts();
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Delete");
      await options.filter({ hasText: "Who can become …" }).first().waitFor();
      await page.keyboard.insertText(text);
      await options.filter({ hasText: text }).first().waitFor();
      await page.waitForTimeout(400);
      expect(typed).toEqual(await options.allInnerTexts());
    }
    await page.keyboard.press("Escape");
  });

  test("has more answers where they are asked for, by the keyboard", async () => {
    const { page } = shared;
    const options = page.getByRole("option");
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("who can become audit");
    await options.filter({ hasText: /12 of \d+ principals shown/ }).waitFor();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await options.filter({ hasText: /112 of \d+ principals shown/ }).waitFor();
    expect(await options.count()).toBe(113);
    // One goes on where the first ones ended.
    expect(await options.nth(12).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Escape");
  });
});
