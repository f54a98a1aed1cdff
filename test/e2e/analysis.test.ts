import { readFileSync } from "node:fs";
import { analyze, diffAnalyses } from "@rolepath/analyzer";
import { sampleSnapshot } from "@rolepath/sample";
import { writeBundle } from "@rolepath/snapshot";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { describeInBrowser, openBrowser } from "../support/in-browser.js";
import { later } from "./later.js";
import { builtPages, openPage, sampleReport, type WatchedPage } from "./web-page.js";

// An analysis that the command wrote, dropped alone, with its snapshot, and before or after it.

const goal = "arn:aws:iam::777788889999:role/payments-replay";

function fileOf(name: string, text: string) {
  return { name, mimeType: "application/json", buffer: Buffer.from(text) };
}

const jsonFile = (name: string, value: unknown) => fileOf(name, JSON.stringify(value, null, 2));

describeInBrowser("an analysis that was written to a file", () => {
  const analysis = analyze(sampleSnapshot());
  const check = analysis.check();
  const snapshotFile = fileOf("sample.json", writeBundle(sampleSnapshot()));
  let browser: Browser;
  let opened: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function open(html = readFileSync(builtPages.app, "utf8")): Promise<void> {
    opened = await openPage(browser, html);
    ({ page } = opened);
  }

  const drop = (...files: ReturnType<typeof fileOf>[]): Promise<void> =>
    page.getByTestId("files").first().setInputFiles(files);

  afterEach(async () => {
    const { requests, faults } = opened;
    await opened.close();
    expect(requests).toEqual([]);
    expect(faults).toEqual([]);
  });

  async function violations(): Promise<readonly string[]> {
    await page.evaluate(axe.source);
    const found = await page.evaluate(() => (window as unknown as { readonly axe: typeof axe }).axe.run());
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }

  const notice = () => page.getByRole("region", { name: "The analysis that was opened" });

  test("alone shows its findings, says what it cannot answer, and is joined by its snapshot", async () => {
    await open();
    await drop(jsonFile("check.json", check));
    await page.getByRole("heading", { name: "Findings", level: 1 }).waitFor();
    expect(await page.locator(".finding-table tbody tr").count()).toBe(check.findings.length);
    expect(await notice().innerText()).toMatch(/rolepath check[\s\S]*Drop the snapshot that it was made of/);
    expect(await page.getByRole("navigation", { name: "Views" }).innerText()).toBe("Findings");

    const { title, why } = check.findings[0]!;
    await page.locator(".finding-link").first().click();
    const panel = page.getByRole("region", { name: "Finding", exact: true });
    expect(await panel.getByRole("heading", { level: 1 }).innerText()).toBe(title);
    expect(await panel.innerText()).toContain(why.slice(0, 40));
    expect(await violations()).toEqual([]);

    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#focus?of=${goal}`);
    await page.getByRole("heading", { name: "Not in this analysis" }).waitFor();
    expect(await page.locator("#main").innerText()).toMatch(/drop the snapshot/i);

    await drop(snapshotFile);
    await page.getByRole("heading", { name: "Findings", level: 1 }).waitFor();
    expect(await notice().innerText()).toContain("The snapshot gives the same findings.");
    await page.locator(".finding-link").first().click();
    await page.locator(".document").first().waitFor();
    expect(new URL(page.url()).hash).toMatch(/^#focus\?/);
  });

  test("with its snapshot is linked with the graph, and where they differ it is said", async () => {
    await open();
    const [first, ...rest] = check.findings;
    const older = {
      ...check,
      snapshot: { ...check.snapshot, createdAt: "2026-10-01T00:00:00Z" },
      findings: [{ ...first!, fingerprint: "0".repeat(32), title: "A finding of before" }, ...rest],
    };
    await drop(jsonFile("check.json", older), snapshotFile);
    await page.getByRole("heading", { name: "Findings", level: 1 }).waitFor();
    const text = await notice().innerText();
    expect(text).toContain("It was made of a snapshot of 2026-10-01T00:00:00Z");
    expect(text).toContain("1 finding of the analysis is not among those of this snapshot.");
    expect(text).toContain("1 finding of this snapshot is not in the analysis");
    await notice().locator("summary").first().click();
    expect(await notice().innerText()).toContain("A finding of before");
    await page.getByRole("link", { name: "A finding of before" }).click();
    await page.locator(".canvas").waitFor();
    expect(await page.locator(".finding-panel h1").innerText()).toBe("A finding of before");
  });

  test("of paths lists them with their hops, alone and beside a report's snapshot", async () => {
    const answer = { ...analysis.whoCan(goal), problems: [] };
    await open();
    await drop(jsonFile("who-can.json", answer));
    await page.getByRole("heading", { name: "Who can become payments-replay" }).waitFor();
    expect(await page.locator(".chain-list > li").count()).toBe(answer.results.length);
    await page.getByText("The hops and what they ask").first().click();
    expect(await page.locator(".chain-list .steps").first().innerText()).toContain("payments-replay");
    expect(await page.locator(".chain-list a").count()).toBe(0);
    expect(await violations()).toEqual([]);
    await opened.close();

    await open(sampleReport());
    await page.getByRole("heading", { name: "Who can become whom?" }).waitFor();
    const dropped = await page.evaluateHandle(
      ([text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text ?? ""], "who-can.json"));
        return data;
      },
      [JSON.stringify(answer)],
    );
    await page.dispatchEvent("#main", "drop", { dataTransfer: dropped });
    await page.getByRole("heading", { name: "Who can become payments-replay" }).waitFor();
    expect(await notice().innerText()).toContain("Every hop of them is one of this snapshot too.");
    await page.locator(".chain-list a").first().click();
    await page.locator(".canvas").waitFor();
    expect(new URL(page.url()).hash).toMatch(/^#path\?/);
  });

  test("of one question says why, hop by hop, and leads to the same question of the snapshot", async () => {
    const from = "user/contractors/tomas.varga";
    const answer = analysis.can({ from: `arn:aws:iam::999900001111:${from}`, to: goal, maxHops: 6 });
    await open();
    await drop(jsonFile("can.json", { ...answer, problems: [] }));
    await page.getByRole("heading", { name: "Can tomas.varga become payments-replay?" }).waitFor();
    await page.getByText("The hops and what they ask").click();
    const hops = page.locator(".chain-list .step");
    expect(await hops.count()).toBe(4);
    expect(await hops.last().innerText()).toMatch(
      /Trust policy\s+allows it[\s\S]*trust policy of payments-replay/,
    );
    expect(await violations()).toEqual([]);

    await drop(snapshotFile);
    await page.getByRole("link", { name: "Ask the snapshot the same" }).click();
    await page.locator(".canvas").waitFor();
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe(`#path?from=${answer.from}&to=${goal}`);
  });

  test("of two snapshots is what changed, and joins one of the two", async () => {
    const newer = analyze(later(sampleSnapshot(), goal));
    const answer = { ...diffAnalyses(analysis, newer), problems: [] };
    await open();
    await drop(jsonFile("diff.json", answer));
    await page.getByRole("heading", { name: "What changed", level: 1 }).waitFor();
    expect(await page.getByRole("navigation", { name: "Views" }).innerText()).toBe("Compare");
    const shown = page.locator(".stacked-table tbody tr");
    expect(await shown.count()).toBe(answer.edges.length);
    expect(await shown.locator("a[href^='#path']").count()).toBe(0);
    expect(await violations()).toEqual([]);

    await drop(snapshotFile);
    await page.getByText("Before, shown in all other views").waitFor();
    await shown.locator("a[href^='#path']").first().click();
    await page.locator(".canvas").waitFor();
  });

  test("may be a report, whose snapshot is read out of it", async () => {
    await open();
    await drop({ name: "report.html", mimeType: "text/html", buffer: Buffer.from(sampleReport()) });
    await page.getByRole("heading", { name: "Who can become whom?", level: 1 }).waitFor();
    await page.getByRole("list", { name: /holds/ }).waitFor();
  });

  test("that is damaged is refused with its place and what to do", async () => {
    await open();
    await drop(jsonFile("check.json", { ...check, findings: [{ ...check.findings[0], severity: "dire" }] }));
    const refused = page.getByRole("alert");
    await refused.waitFor();
    expect(await refused.innerText()).toMatch(
      /check\.json \/findings\/0\/severity[\s\S]*expected one of[\s\S]*What to do:[\s\S]*rolepath check/,
    );
  });
});
