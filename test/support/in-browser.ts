import type { Browser } from "playwright-core";
import { describe, inject } from "vitest";
import { launchBrowser } from "./browser.js";

/** `describe` for tests under test/e2e that need a browser; skipped where none can be had, which never happens on CI. */
export const describeInBrowser = describe.skipIf(inject("browser") === null);

/** The browser of this run, started headless; close it in `afterAll`. Call it inside `describeInBrowser` only. */
export function openBrowser(): Promise<Browser> {
  const choice = inject("browser");
  if (choice === null) throw new Error("openBrowser: no browser; use describeInBrowser");
  return launchBrowser(choice);
}
