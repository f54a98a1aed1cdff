import type { Snapshot } from "@rolepath/snapshot";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { bundleFile } from "./web-page.js";

/** What a picture shows, as far as one can tell who does not see it. */
interface PictureContent {
  readonly described: RegExp;
  /** Cards in it; left out where their number means nothing. */
  readonly cards?: number;
  readonly legend: readonly string[];
}

/** A view of the page, and what a reader must find there. */
export interface View {
  /** Its address. */
  readonly hash: string;
  /** Opens what has no address of its own. May be called again on a view that stands open. */
  readonly open?: (page: Page) => Promise<void>;
  /** Leaves what was opened, where another address does not. */
  readonly close?: (page: Page) => Promise<void>;
  /** What was opened, where the view around it is one that is looked at as well. */
  readonly part?: string;
  readonly heading: string | RegExp;
  readonly says: readonly (string | RegExp)[];
  /** Beside the answer; on a phone behind a tab. */
  readonly picture?: PictureContent;
  /** Whether what is opened stands with the picture. */
  readonly opensInPicture?: boolean;
}

export const viewNames = [
  "overview",
  "filters of the overview",
  "palette",
  "path",
  "evidence",
  "evidence that is tried",
  "denied",
  "focus",
  "filtered focus",
  "filters",
  "take-away",
  "principal",
  "account",
  "findings",
  "finding",
  "coverage",
  "cycles",
  "compare",
  "diff",
  "missing",
] as const;

export type ViewName = (typeof viewNames)[number];

/** An organization that is looked at, view by view. */
export interface Organization {
  readonly name: string;
  readonly snapshot: () => Snapshot;
  /** The same organization later, to compare with. */
  readonly later: () => Snapshot;
  readonly views: Readonly<Record<ViewName, View>>;
}

const { poll } = expect;
const patience = { timeout: 40_000, interval: 60 };

/** Whether the page has put picture and answer behind tabs, as on a phone. */
export async function isNarrow(page: Page): Promise<boolean> {
  return page.evaluate(() => window.matchMedia("(max-width: 860px)").matches);
}

/** On a phone: shows the answer or the picture, where the view has both. */
export async function turnTo(page: Page, pane: "Answer" | "Picture"): Promise<void> {
  if (!(await isNarrow(page))) return;
  const tab = page.getByRole("button", { name: pane, exact: true });
  if ((await tab.getAttribute("aria-pressed")) === "false") await tab.click();
}

/** Waits until the view is there with what it must say. */
export async function expectView(page: Page, view: View): Promise<void> {
  await poll(() => headings(page), patience).toContainEqual(
    typeof view.heading === "string" ? view.heading : expect.stringMatching(view.heading),
  );
  for (const words of view.says) await poll(() => page.locator("body").innerText(), patience).toMatch(words);
}

function headings(page: Page): Promise<readonly string[]> {
  return page.locator("#main:not([aria-busy]) h1").allInnerTexts();
}

/** Waits until the picture is there with its legend. */
export async function expectPicture(page: Page, picture: PictureContent): Promise<void> {
  const canvas = page.locator(".canvas");
  await poll(() => canvas.getAttribute("aria-label"), patience).toMatch(picture.described);
  if (picture.cards !== undefined)
    await poll(() => canvas.getAttribute("data-cards"), patience).toBe(String(picture.cards));
  const legend = await page.locator(".legend").innerText();
  for (const words of picture.legend) expect(legend).toContain(words);
}

async function isOpen(page: Page, menu: string): Promise<boolean> {
  return page.locator(menu).evaluate((element) => element instanceof HTMLDetailsElement && element.open);
}

/** Opens a menu unless it stands open. */
export async function openMenu(page: Page, menu: string): Promise<void> {
  await page.locator(menu).waitFor();
  if (!(await isOpen(page, menu))) await page.locator(`${menu} > summary`).click();
}

/** Types into the question box until answers are there. */
export async function openPalette(page: Page, text: string): Promise<void> {
  const box = page.getByRole("combobox", { name: /^Ask/ });
  if ((await box.inputValue()) === text && (await box.getAttribute("aria-expanded")) === "true") return;
  await page.keyboard.press("Control+k");
  await page.keyboard.type(text);
  await page.getByRole("option").first().waitFor();
}

/** Gives the page a second snapshot, unless it has one. */
export async function openLater(page: Page, snapshot: () => Snapshot): Promise<void> {
  await page.getByRole("heading", { name: "What changed", level: 1 }).waitFor();
  if ((await page.locator(".diff-sides").count()) > 0) return;
  await page.getByTestId("files").setInputFiles(bundleFile("december.json", snapshot()));
  await page.locator(".diff-sides").waitFor();
}

/** Closes whatever closes with Escape. */
export async function pressEscape(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
}
