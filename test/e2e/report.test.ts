import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { describeInBrowser, openBrowser } from "../support/in-browser.js";
import { openPage, sampleReport, type WatchedPage } from "./web-page.js";

const contractor = "arn:aws:iam::999900001111:user/contractors/tomas.varga";
const goal = "arn:aws:iam::777788889999:role/payments-replay";

describeInBrowser("a report on the sample organization, opened from disk", () => {
  let browser: Browser;
  let html: string;
  let opened: WatchedPage;

  beforeAll(async () => {
    browser = await openBrowser();
    html = sampleReport();
  });
  afterAll(() => browser.close());

  async function open(hash = "", options = {}): Promise<WatchedPage["page"]> {
    opened = await openPage(browser, html, options, hash);
    return opened.page;
  }

  // Whatever a test does: the page asks nobody, breaks no rule, and complains of nothing.
  afterEach(async () => {
    const { requests, faults } = opened;
    await opened.close();
    expect(requests).toEqual([]);
    expect(faults).toEqual([]);
  });

  test("shows accounts, chains and findings at once", async () => {
    const page = await open();
    await page.getByRole("heading", { name: "Who can become whom?" }).waitFor();
    expect(await page.getByRole("list", { name: /What Kestrel Mart holds/ }).innerText()).toMatch(
      /12\s+accounts/,
    );
    const canvas = page.locator(".canvas");
    const pairs = page.locator(".table-details summary");
    expect(await pairs.innerText()).toContain(`(${await canvas.getAttribute("data-lines")})`);
    expect(await page.locator(".chain-card").count()).toBe(3);
    expect(await page.locator(".finding-card").count()).toBeGreaterThan(3);
    expect(await page.locator("#rolepath-sample").textContent()).toBe("");
  });

  test("answers a question asked with the keyboard, down to the statement", async () => {
    const page = await open();
    await page.getByRole("heading", { name: "Who can become whom?" }).waitFor();
    await page.keyboard.press("/");
    // Enter comes before the answer is there; it must not be lost.
    await page.keyboard.type("who can become payments-replay");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /payments-replay/, level: 1 }).waitFor();
    const who = page.locator(".reach").filter({ hasText: "Who can become it" });
    await who
      .getByRole("link", { name: /tomas\.varga/ })
      .first()
      .click();
    const answer = page.getByRole("heading", { level: 1, name: /tomas\.varga/ });
    await answer.waitFor();
    expect(await answer.innerText()).toBe(
      "Yes: tomas.varga can become payments-replay (4 hops, no condition).",
    );
    expect(await page.locator(".step .step-names").allInnerTexts()).toEqual([
      expect.stringMatching(/tomas\.varga.*dev-tools.*dev/s),
      expect.stringMatching(/dev-tools.*staging-debug.*staging/s),
      expect.stringMatching(/staging-debug.*replay-runner.*staging/s),
      expect.stringMatching(/replay-runner.*payments-replay.*prod-payments/s),
    ]);
    await page.locator(".step").nth(3).getByRole("link").click();
    await page.getByRole("region", { name: /trust policy of payments-replay, whole document/ }).waitFor();
    expect((await page.locator(".step.current .code li.marked").allInnerTexts()).join("\n")).toContain(
      "replay-runner",
    );
    expect(new URL(page.url()).hash).toBe(`#path?from=${contractor}&to=${goal}&hop=4`);
  });

  test("says no with the layer that decides and what would have to change", async () => {
    const page = await open(`#path?from=arn:aws:iam::000011112222:user/lea.fischer&to=${goal}`);
    const answer = page.locator("h1.answer");
    await answer.waitFor();
    expect(await answer.innerText()).toMatch(/^No\. .*lea\.fischer.*payments-replay.*service control policy/);
    expect(await page.locator(".panel").innerText()).toMatch(/To allow it:\s+\S+/);
    expect((await page.locator(".code li.marked").allInnerTexts()).join("\n")).toContain('"Deny"');
  });

  test("leads from a finding to its role with the evidence", async () => {
    const page = await open("#findings");
    await page
      .getByRole("row", { name: /OIDC-NO-SUB/ })
      .first()
      .click();
    await page.locator(".finding-panel").waitFor();
    expect(await page.locator(".finding-panel").innerText()).toContain("What to do:");
    expect(await page.locator(".finding-panel .code li.marked").count()).toBeGreaterThan(0);
    expect(new URL(page.url()).hash).toMatch(/^#focus\?of=arn:aws:iam::\d{12}:role\/.+&finding=/);
  });

  test("leads from a card in the picture to its principal", async () => {
    const page = await open(`#focus?of=${goal}&reach=1`);
    await page.locator(".rows").first().waitFor();
    const canvas = page.locator(".canvas");
    const box = await canvas.boundingBox();
    if (box === null) throw new Error("the picture has no size");
    // The renderer says with the pointer's shape where something can be picked; the first from the left is replay-runner.
    const pointed = () => canvas.evaluate((element) => element.style.cursor === "pointer");
    for (let x = box.x; x < box.x + box.width / 2 && !(await pointed()); x += 12) {
      await page.mouse.move(x, box.y + box.height / 2);
    }
    expect(await page.locator(".tip").innerText()).toContain("role/replay-runner");
    await page.mouse.down();
    await page.mouse.up();
    await page.getByRole("heading", { name: "replay-runner", level: 1 }).waitFor();
  });

  test("says in the list what the picture shows", async () => {
    const page = await open(`#focus?of=${goal}&reach=all`);
    await page.locator(".rows").first().waitFor();
    const listed = await page.locator(".rows .row").count();
    const canvas = page.getByRole("img", { name: /payments-replay in the middle/ });
    expect(Number(await canvas.getAttribute("data-cards"))).toBe(listed + 1);
  });
});
