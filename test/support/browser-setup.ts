import type { TestProject } from "vitest/node";
import { type BrowserChoice, ensureBrowser } from "./browser.js";

declare module "vitest" {
  interface ProvidedContext {
    readonly browser: BrowserChoice | null;
  }
}

/** Finds or installs the browser once, before the browser tests of a run; where CI has none, the run fails. */
export default async function setup(project: TestProject): Promise<void> {
  const browser = await ensureBrowser((line) => process.stderr.write(`browser: ${line}\n`));
  if (browser === null) {
    const advice = "install Chrome or Chromium, or set CHROME_PATH";
    if (process.env.CI) throw new Error(`no browser, and CI never skips the browser tests: ${advice}`);
    process.stderr.write(`browser: THE BROWSER TESTS ARE SKIPPED, none can be had here: ${advice}\n`);
  }
  project.provide("browser", browser);
}
