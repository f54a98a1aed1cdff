import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { openBrowser } from "../support/in-browser.js";
import { openPage, type WatchedPage } from "./web-page.js";

/** One page that all tests of a block look at, each where it says. */
export interface SharedPage {
  readonly page: Page;
  /** Goes to a view by its address. */
  look(hash: string): Promise<void>;
  /** Types into the question box, which Ctrl with K leads to, and takes the first answer. */
  ask(text: string): Promise<void>;
  /** What stands in the address after the file, as one reads it. */
  hash(): string;
}

/**
 * Opens a page before the tests of this block and closes it after them.
 *
 * Whatever a test does there, the page may ask nobody and complain of nothing: that is looked at after each.
 *
 * @param html made when the browser is there, so that a run without one does not make it
 * @param watch run in the page before its own scripts
 */
export function sharedPage(
  html: () => string,
  options: BrowserContextOptions = {},
  hash = "",
  watch?: () => void,
): SharedPage {
  let opened: WatchedPage | undefined;
  let stop: () => Promise<void> = async () => {};
  const page = (): Page => {
    if (opened === undefined) throw new Error("the page is opened before the tests, not before that");
    return opened.page;
  };
  beforeAll(async () => {
    const browser = await openBrowser();
    stop = () => browser.close();
    opened = await openPage(browser, html(), options, hash, watch);
  });
  afterEach(() => {
    expect(opened?.requests.splice(0), "requests").toEqual([]);
    expect(opened?.faults.splice(0), "faults").toEqual([]);
  });
  afterAll(async () => {
    await opened?.close();
    await stop();
  });
  return {
    get page() {
      return page();
    },
    look: (next) => lookAt(page(), next),
    async ask(text) {
      await page().keyboard.press("Control+k");
      await page().keyboard.press("Control+a");
      await page().keyboard.type(text);
      await page().keyboard.press("Enter");
    },
    hash: () => decodeURIComponent(new URL(page().url()).hash),
  };
}

/** Goes to a view by its address, as somebody does who follows a link to it. */
export async function lookAt(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => {
    window.location.hash = next;
  }, hash);
}
