import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { generatedSnapshot, usualShares } from "@rolepath/bench";
import { sampleSnapshot } from "@rolepath/sample";
import { writeBundle } from "@rolepath/snapshot";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInBrowser, openBrowser } from "../support/in-browser.js";
import { axeViolations } from "./axe.js";
import { measureFrames, quantile } from "./frames.js";
import { many } from "./many-views.js";
import { sample } from "./sample-views.js";
import { lookAt } from "./shared-page.js";
import { Auditor, tenQuestions } from "./ten-questions.js";
import { expectView, type Organization, viewNames } from "./views.js";
import { builtPages, openPage, reportText, sampleReport } from "./web-page.js";

// `pnpm measure:web`, after a build: what the page costs and how much work its answers are, as tables. Times depend on the
// machine and on what else it does; sizes and counts do not.

const runs = 3;
const lines: string[] = [];
const say = (...cells: readonly (string | number)[]): void => {
  lines.push(`| ${cells.map((cell) => (typeof cell === "number" ? rounded(cell) : cell)).join(" | ")} |`);
};

function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : String(Math.round(value * 10) / 10);
}

function kilobytes(text: string | Buffer): string {
  return `${rounded(Buffer.from(text).length / 1024)} KiB`;
}

interface Start {
  readonly answer: number;
  readonly longestTask: number;
}

/** Gives a page a file, and waits until its overview is drawn. */
async function start(browser: Browser, path: string): Promise<Start> {
  const opened = await openPage(browser, readFileSync(builtPages.app, "utf8"));
  const { page } = opened;
  await page.evaluate(() => {
    const seen = window as unknown as { tasks: number[]; begun: number; answered: Promise<number> };
    seen.tasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.tasks.push(entry.duration);
    }).observe({ type: "longtask" });
    window.addEventListener(
      "change",
      () => {
        seen.begun = performance.now();
      },
      { capture: true, once: true },
    );
    seen.answered = new Promise((done) => {
      const observer = new MutationObserver(() => {
        if (document.querySelector("#main.overview :is(.canvas, .matrix canvas)") === null) return;
        observer.disconnect();
        // Two frames on, it can be seen.
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - seen.begun)));
      });
      observer.observe(document.body, { childList: true, subtree: true });
    });
  });
  await page.getByTestId("files").setInputFiles(path);
  const result = await page.evaluate(async () => {
    const seen = window as unknown as { tasks: number[]; answered: Promise<number> };
    const answer = await seen.answered;
    await new Promise((done) => setTimeout(done, 300));
    return { answer, longestTask: Math.max(0, ...seen.tasks) };
  });
  await opened.close();
  expect([...opened.faults, ...opened.requests]).toEqual([]);
  return result;
}

async function axeCount(browser: Browser, organization: Organization): Promise<number> {
  const { page, close } = await openPage(browser, reportText(organization.snapshot(), organization.name));
  let count = 0;
  for (const name of viewNames) {
    const view = organization.views[name];
    await lookAt(page, view.hash);
    await view.open?.(page);
    await expectView(page, view);
    count += (await axeViolations(page)).length;
    await view.close?.(page);
  }
  await close();
  return count;
}

/** The text of the page's own scripts, its worker among them. */
function scripts(html: string): string {
  return [...html.matchAll(/<script(?![^>]*type="(?:text|application)\/)[^>]*>([\s\S]*?)<\/script>/g)]
    .map(([, text]) => text)
    .join("\n");
}

async function frames(page: Page, what: string): Promise<void> {
  const cards = await page.locator(".canvas").getAttribute("data-cards");
  const drawn = await page.locator(".canvas").getAttribute("data-lines");
  for (const { gesture, count, p50, p95, work } of await measureFrames(page))
    say(`${what}: ${cards} cards, ${drawn} lines`, gesture, count, p50, p95, work);
}

describeInBrowser("the page's figures", () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    browser = await openBrowser();
    folder = mkdtempSync(join(tmpdir(), "rolepath-measure-"));
    lines.push(`${cpus().length} cores, ${browser.version()}`);
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
    process.stdout.write(`\n${lines.join("\n")}\n`);
  });

  test("sizes", () => {
    const template = readFileSync(builtPages.report, "utf8");
    lines.push("", "| what | size | gzip |", "| --- | --- | --- |");
    say(
      "scripts without data",
      kilobytes(scripts(template)),
      kilobytes(gzipSync(scripts(template), { level: 9 })),
    );
    say("page without data", kilobytes(template), kilobytes(gzipSync(template, { level: 9 })));
    say("report on the sample", kilobytes(sampleReport()), kilobytes(gzipSync(sampleReport(), { level: 9 })));
  });

  test.each([
    ["sample organization", runs, sampleSnapshot],
    [
      "200 accounts × 100 roles",
      1,
      () =>
        generatedSnapshot({
          seed: 20261122,
          accounts: 200,
          roles: 100,
          users: 5,
          shares: usualShares,
          lean: false,
        }),
    ],
  ] as const)("first answer for the %s", async (name, times, snapshot) => {
    const path = join(folder, "bundle.json.gz");
    const packed = gzipSync(writeBundle(snapshot()));
    writeFileSync(path, packed);
    const all: Start[] = [];
    for (let run = 0; run < times; run++) all.push(await start(browser, path));
    const head = "| dropped | bundle, gzip | first answer ms | longest task ms |";
    if (!lines.includes(head)) lines.push("", head, "| --- | --- | --- | --- |");
    say(
      name,
      kilobytes(packed),
      quantile(
        all.map(({ answer }) => answer),
        0.5,
      ),
      Math.max(...all.map(({ longestTask }) => longestTask)),
    );
  });

  test("frames of the largest pictures", async () => {
    lines.push(
      "",
      "| picture | gesture | frames | p50 ms | p95 ms | main thread ms a frame |",
      "| --- | --- | --- | --- | --- | --- |",
    );
    const small = await openPage(browser, sampleReport());
    await small.page.locator(".canvas").waitFor();
    await small.page.locator(".canvas").scrollIntoViewIfNeeded();
    await frames(small.page, "overview of the sample");
    await small.close();
    const of = many.views.filters.hash;
    const large = await openPage(
      browser,
      reportText(many.snapshot(), many.name),
      {},
      `${of}&reach=all&open=in1&open=in2&open=out1&open=out2&open=out3`,
    );
    await large.page.locator(".canvas").waitFor();
    await frames(large.page, "focus in two hundred accounts");
    await large.close();
  });

  test("axe", async () => {
    lines.push("", "| views | axe violations |", "| --- | --- |");
    for (const organization of [sample, many])
      say(`${viewNames.length} of ${organization.name}`, await axeCount(browser, organization));
  });

  test("ten questions of an auditor", async () => {
    lines.push("", "| question | clicks | keys | seconds to the answer |", "| --- | --- | --- | --- |");
    const { page, close } = await openPage(browser, sampleReport());
    for (const { question, ask, answer } of tenQuestions) {
      await lookAt(page, "#overview");
      await page.getByRole("heading", { name: "Who can become whom?" }).waitFor();
      const auditor = new Auditor(page);
      const begun = performance.now();
      await ask(auditor);
      await expect
        .poll(() => page.locator("#main").innerText(), { timeout: 30_000, interval: 20 })
        .toMatch(answer);
      say(question, auditor.effort.clicks, auditor.effort.keys, (performance.now() - begun) / 1000);
    }
    await close();
  });
});
