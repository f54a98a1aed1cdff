import type { TestProject } from "vitest/node";
import { type BrowserChoice, ensureBrowser } from "./browser.js";

declare module "vitest" {
  interface ProvidedContext {
    readonly browser: BrowserChoice | null;
  }
}

/** Finds or installs the browser once, before the browser tests of a run. */
export default async function setup(project: TestProject): Promise<void> {
  const say = (line: string) => process.stderr.write(`browser: ${line}\n`);
  const browser = await ensureBrowser(say);
  if (browser === null) {
    const fate = process.env.CI ? "FAIL, as CI never skips them" : "ARE SKIPPED";
    say(`none can be had here, so the browser tests ${fate}: install Chrome or Chromium, or set CHROME_PATH`);
  }
  project.provide("browser", browser);
}
