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

/** The report's data in the page that was built. */
function reportOf(file: string): string {
  const text = readFileSync(file, "utf8");
  const data = (id: string) => new RegExp(`id="${id}" data-name="[^"]*">([^<]*)<`).exec(text)?.[1] ?? "";
  const template = readFileSync(builtPages.report, "utf8");
  return embedSnapshot(template, data("rolepath-data"), "measured", data("rolepath-head"));
}

async function load(page: Page): Promise<void> {
  const since = () => page.evaluate(() => performance.now());
  await page.locator("#main.overview").waitFor();
  say("overview after", await since(), "", "");
  await step(page, "load", async () => {
    const start = page.getByRole("button", { name: "Analyze here" });
    if (await start.isVisible()) await start.click();
    await page.locator(".search.large").waitFor({ timeout: 500_000 });
    say("analysis after", await since(), "", "");
  });
}

async function typeInBox(page: Page): Promise<void> {
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
}

async function lookAroundOverview(page: Page): Promise<void> {
  await step(page, "unit list, typed", () =>
    page.getByLabel("Look for accounts").pressSequentially("prod 1", { delay: 80 }),
  );
  await page.getByLabel("Look for accounts").fill("");
  await step(page, "matrix, pointed at", async () => {
    const box = await page.locator(".matrix canvas").boundingBox();
    if (box === null) return;
    for (let at = 0; at < 30; at++) await page.mouse.move(box.x + 200 + at * 20, box.y + 200 + at * 10);
  });
  await step(page, "table of the matrix", () => page.locator(".table-details summary").first().click());
}

async function lookAtFindings(page: Page): Promise<void> {
  await step(page, "findings", () => look(page, "#findings"));
  await step(page, "findings, typed", () =>
    page.locator("fieldset.filters .filter-text").first().pressSequentially("prod", { delay: 150 }),
  );
  const [rule] = await page.locator("select.filter-text option").nth(1).allInnerTexts();
  await step(page, `findings of ${rule}`, () =>
    page.locator("select.filter-text").selectOption({ index: 1 }),
  );
  await look(page, "#overview");
}

/** Every kind of view, of what the overview shows first, and the next part of its lists. */
async function lookAtViews(page: Page): Promise<void> {
  const hrefs = (selector: string) =>
    page.locator(selector).evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  const findings = (await hrefs(".finding-card")).slice(0, 3);
  const [path = ""] = await hrefs(".chain-card");
  const role = /of=([^&]*)/.exec(findings[1] ?? "")?.[1] ?? "";
  const account = /\d{12}/.exec(decodeURIComponent(role))?.[0] ?? "";
  const arn = (id: string, name: string) => `arn:aws:iam::${id}:role/${name}`;
  const views: readonly (readonly [string, string])[] = [
    ...findings.map((href, at) => [`finding ${at + 1}, its role`, href] as const),
    ["path", path],
    ["role, every hop", `#focus?of=${role}&reach=all`],
    ["role of all accounts", `#focus?of=${arn(account, "OrganizationAccountAccessRole")}`],
    ["caller of all accounts", `#focus?of=${arn("100000000000", "pipeline")}&reach=all`],
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
    await look(page, "#diff");
    await step(page, name, () => look(page, hash));
    const more = page.locator(".more-rows button").first();
    if (await more.isVisible()) await step(page, `${name}, more`, () => more.click());
  }
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
    const { page, requests, faults, close } = await openPage(browser, reportOf(file), {}, "", watch);
    say("what", "longest task ms", "answers ms", "longest key to result ms");
    say("---", "---:", "---", "---:");
    await load(page);
    await typeInBox(page);
    await lookAroundOverview(page);
    await lookAtFindings(page);
    await lookAtViews(page);
    await close();
    say("longest of all", longest, "", "");
    expect([...faults, ...requests]).toEqual([]);
  });
});
