import { readFileSync } from "node:fs";
import { embedSnapshot } from "@rolepath/web/embed";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInBrowser, openBrowser } from "../support/in-browser.js";
import { lookAt } from "./shared-page.js";
import { builtPages, openPage } from "./web-page.js";

// `REPORT=FILE.html pnpm measure:report`, after a build: how long a large report stops the page, what somebody waits for
// in it, and how long an answer to what is typed takes. The data is the report's, the page the one that was built.

/** What happened on the page since it was looked at last. */
interface Seen {
  /** Milliseconds of tasks that took the main thread for more than 50. */
  readonly tasks: readonly number[];
  /** From a question to the worker to its answer. */
  readonly answers: readonly { readonly call: string; readonly ms: number }[];
  /** From a key in the question box to the frame that shows what was found for all that is typed. */
  readonly keys: readonly number[];
}

interface Watch extends Window {
  takeSeen(): Seen;
}

/** Watches the page from within, from its first script on. */
function watch(): void {
  let tasks: number[] = [];
  let answers: { call: string; ms: number }[] = [];
  let keys: number[] = [];
  let typed = { at: 0, text: "" };
  const asked = new Map<number, { call: string; at: number; text: unknown }>();
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
  document.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement) typed = { at: performance.now(), text: target.value };
  });
  window.Worker = class extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        const question = asked.get(data.id);
        if (question === undefined) return;
        answers.push({ call: question.call, ms: performance.now() - question.at });
        const { at, text } = typed;
        if (question.call === "search" && question.text === text && text !== "")
          requestAnimationFrame(() => setTimeout(() => keys.push(performance.now() - at)));
      });
    }
    override postMessage(message: { id: number; call: string; ask: { text?: string } }): void {
      asked.set(message.id, { call: message.call, at: performance.now(), text: message.ask.text });
      super.postMessage(message);
    }
  };
  (window as unknown as Watch).takeSeen = () => {
    const seen = { tasks, answers, keys };
    tasks = [];
    answers = [];
    keys = [];
    return seen;
  };
}

const lines: string[] = [];

function say(...cells: readonly (string | number)[]): void {
  const line = `| ${cells.map((cell) => (typeof cell === "number" ? Math.round(cell) : cell)).join(" | ")} |`;
  lines.push(line);
  process.stderr.write(`${line}\n`);
}

let longest = 0;

/** Does something, waits until the page is at rest, and notes what that took. */
async function step(page: Page, name: string, act: () => Promise<unknown>): Promise<void> {
  await page.evaluate(() => (window as unknown as Watch).takeSeen());
  await act();
  // What is drawn after the answer counts too.
  await page.waitForTimeout(600);
  const { tasks, answers, keys } = await page.evaluate(() => (window as unknown as Watch).takeSeen());
  const task = Math.max(0, ...tasks);
  longest = Math.max(longest, task);
  const waited = [...new Set(answers.map(({ call }) => call))].map((call) => {
    const times = answers.filter((one) => one.call === call).map(({ ms }) => Math.round(ms));
    return `${call} ${times.length > 1 ? `${times.length}×, at most ` : ""}${Math.max(...times)}`;
  });
  say(name, task, waited.join(", "), keys.length === 0 ? "" : Math.max(...keys));
}

const queries = [
  "audit",
  "deploy-target prod",
  "100000102947",
  "who can become pipeline",
  "path from outside to admin",
  "zzz",
];

async function ready(page: Page): Promise<void> {
  await expect
    .poll(() => page.locator("#main:not([aria-busy]) h1").count(), { timeout: 120_000 })
    .toBeGreaterThan(0);
}

async function look(page: Page, hash: string): Promise<void> {
  const before = await page.locator("#main h1").first().innerText();
  await lookAt(page, hash);
  await expect
    .poll(
      async () => {
        const head = page.locator("#main:not([aria-busy]) h1").first();
        return (await head.count()) > 0 ? head.innerText() : before;
      },
      { timeout: 120_000, interval: 100 },
    )
    .not.toBe(before);
}

describeInBrowser("a large report", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    process.stdout.write(`\n${lines.join("\n")}\n`);
  });

  test("keeps answering", async () => {
    const file = process.env.REPORT;
    if (file === undefined) throw new Error("say which report: REPORT=FILE.html");
    const text = readFileSync(file, "utf8");
    const data = (id: string) => new RegExp(`id="${id}" data-name="[^"]*">([^<]*)<`).exec(text)?.[1] ?? "";
    const html = embedSnapshot(
      readFileSync(builtPages.report, "utf8"),
      data("rolepath-data"),
      "measured",
      data("rolepath-head"),
    );
    const opened = await openPage(browser, html, {}, "", watch);
    const { page } = opened;
    say("what", "longest task ms", "answers ms", "longest key to result ms");
    say("---", "---", "---", "---");
    const since = () => page.evaluate(() => performance.now());
    await page.locator("#main.overview").waitFor();
    say("overview after", await since(), "", "");
    await step(page, "load", async () => {
      const start = page.getByRole("button", { name: /Analyze here/ });
      if (await start.isVisible()) await start.click();
      await page.locator(".search.large").waitFor({ timeout: 500_000 });
      say("analysis after", await since(), "", "");
      await ready(page);
    });
    await page.locator(".search.large input").waitFor();
    for (const query of queries)
      await step(page, `type “${query}”`, async () => {
        await page.keyboard.press("/");
        await page.keyboard.press("Control+a");
        await page.keyboard.type(query, { delay: 120 });
        await page.waitForTimeout(1000);
        await page.keyboard.press("Escape");
      });
    await page.locator(".search.large input").fill("");
    await page.keyboard.press("Escape");
    await step(page, "unit list, typed", async () => {
      await page.getByLabel("Look for accounts").pressSequentially("prod 1", { delay: 80 });
    });
    await page.getByLabel("Look for accounts").fill("");
    await step(page, "matrix, pointed at", async () => {
      const box = await page.locator(".matrix canvas").boundingBox();
      if (box === null) return;
      for (let at = 0; at < 30; at++) await page.mouse.move(box.x + 200 + at * 20, box.y + 200 + at * 10);
    });
    await step(page, "table of the matrix", () => page.locator(".table-details summary").first().click());
    await step(page, "findings", () => look(page, "#findings"));
    await step(page, "findings, typed", () =>
      page.locator("fieldset.filters .filter-text").first().pressSequentially("prod", { delay: 150 }),
    );
    const [rule] = await page.locator("select.filter-text option").nth(1).allInnerTexts();
    await step(page, `findings of ${rule}`, () =>
      page.locator("select.filter-text").selectOption({ index: 1 }),
    );
    await look(page, "#overview");
    const chain = page.locator(".chain-card").first();
    const links = page.locator(".finding-card");
    const hrefs = (await links.evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""))).slice(
      0,
      3,
    );
    const path = (await chain.getAttribute("href")) ?? "";
    for (const [at, href] of hrefs.entries()) {
      await step(page, `finding ${at + 1}, its role`, () => look(page, href));
      await look(page, "#overview");
    }
    const role = /of=([^&]*)/.exec(hrefs[1] ?? "")?.[1] ?? "";
    const account = /\d{12}/.exec(decodeURIComponent(role))?.[0] ?? "";
    const wide = `arn:aws:iam::${account}:role/`;
    const views: readonly (readonly [string, string])[] = [
      ["path", path],
      ["role, every hop", `#focus?of=${role}&reach=all`],
      ["role of all accounts", `#focus?of=${wide}OrganizationAccountAccessRole`],
      ["caller of all accounts", `#focus?of=arn:aws:iam::100000000000:role/pipeline&reach=all`],
      ["account", `#account?id=${account}`],
      ["account, opened", `#account?id=${account}&services=1&open=1`],
      ["management account", "#account?id=100000000000"],
      ["principal", `#principal?of=${role}`],
      ["cycles", "#cycles"],
      ["coverage", "#coverage"],
      ["outside to administrators", "#path?from=outside&to=admin"],
      ["sandbox to production", "#path?from=accounts:sandbox&to=accounts:prod"],
      ["overview with what is expected", "#overview?baseline=1"],
      ["overview, conditional", "#overview?verdict=conditional"],
    ];
    for (const [name, hash] of views) {
      await step(page, name, () => look(page, hash));
      if (!hash.startsWith("#overview")) {
        const more = page.locator(".more-rows button").first();
        if (await more.isVisible()) await step(page, `${name}, more`, () => more.click());
      }
      await look(page, "#diff");
    }
    await opened.close();
    say("longest of all", longest, "", "");
    expect([...opened.faults, ...opened.requests]).toEqual([]);
  });
});
