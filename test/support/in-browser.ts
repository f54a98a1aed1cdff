import type { Browser } from "playwright-core";
import { describe, inject } from "vitest";
import { launchBrowser } from "./browser.js";

/** `describe` for tests under test/e2e that need a browser; without one they are skipped, but on CI they fail. */
export const describeInBrowser = describe.skipIf(inject("browser") === null && !process.env.CI);

/**
 * The browser of this run, started headless; close it in `afterAll`. Call it inside `describeInBrowser` only.
 *
 * @param flags of its command line
 */
export function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  const choice = inject("browser");
  if (choice === null) throw new Error("no browser: install Chrome or Chromium, or set CHROME_PATH");
  return launchBrowser(choice, flags);
}
