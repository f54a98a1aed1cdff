import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { explore } from "@rolepath/analyzer";
import { sampleSnapshot } from "@rolepath/sample";
import { packBundle, type Snapshot, writeBundle } from "@rolepath/snapshot";
import { embedSnapshot } from "@rolepath/web/embed";
import { makeHead, needsHead } from "@rolepath/web/head";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { root } from "../support/repository.js";

/** The pages that the build made. */
export const builtPages = {
  app: join(root, "packages/web/dist/index.html"),
  report: join(root, "packages/web/dist/report.html"),
};

/** A page under watch: whatever it must not do is written down. */
export interface WatchedPage {
  readonly page: Page;
  /** Requests to anywhere but the file itself, and what the page made up on its own. */
  readonly requests: string[];
  /** Errors and warnings on the console, exceptions, dialogs, violations of the Content-Security-Policy. */
  readonly faults: string[];
  close(): Promise<void>;
}

declare global {
  interface Window {
    /** Set by a name that came to run, if one ever does. */
    hacked?: boolean;
  }
}

/** The text of a report on a snapshot, made as the command makes it. */
export function reportText(snapshot: Snapshot, name: string): string {
  const bundle = gzipSync(writeBundle(snapshot), { level: 9 }).toString("base64");
  return embedSnapshot(readFileSync(builtPages.report, "utf8"), bundle, name);
}

/** The same of a large organization: with the head that it shows until it has read the snapshot. */
export function largeReportText(snapshot: Snapshot, name: string): string {
  if (!needsHead(snapshot)) throw new Error("the organization is too small for a head");
  const bundle = gzipSync(packBundle(snapshot), { level: 9 }).toString("base64");
  const head = gzipSync(makeHead(explore(snapshot), name), { level: 9 }).toString("base64");
  return embedSnapshot(readFileSync(builtPages.report, "utf8"), bundle, name, head);
}

/** The text of a report on the sample organization. */
export function sampleReport(): string {
  return reportText(sampleSnapshot(), "Kestrel Mart");
}

/** A snapshot as somebody picks it who is asked for a file. */
export function bundleFile(name: string, snapshot: Snapshot) {
  return { name, mimeType: "application/json", buffer: Buffer.from(writeBundle(snapshot)) };
}

/**
 * Opens a page from disk, in a browser context of its own, and watches it.
 *
 * @param html the text of the page; it is written to a temporary folder that `close` removes
 * @param watch run in the page before its own scripts
 */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
  hash = "",
  watch: () => void = () => {},
): Promise<WatchedPage> {
  const folder = mkdtempSync(join(tmpdir(), "rolepath-page-"));
  const file = join(folder, "report.html");
  writeFileSync(file, html);
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  // Patient: a machine that does much else at once is slow, not broken.
  page.setDefaultTimeout(90_000);
  const requests: string[] = [];
  const faults: string[] = [];
  page.on("request", (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(pathToFileURL(file).href))
      requests.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  // A violation also appears on the console; the event says which rule.
  await page.exposeFunction("reportViolation", (text: string) => faults.push(`policy: ${text}`));
  await page.addInitScript(watch);
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const report = (window as unknown as { reportViolation(text: string): void }).reportViolation;
      report(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  await page.goto(`${pathToFileURL(file).href}${hash}`);
  return {
    page,
    requests,
    faults,
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
