import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser } from "../support/in-browser.js";
import { type Hand, keyboard, mouse } from "./hand.js";
import { sharedPage } from "./shared-page.js";
import { expectPicture, expectView, type Organization, type ViewName } from "./views.js";
import { builtPages, bundleFile } from "./web-page.js";

/** A way to an organization's first view from the page that holds nothing. */
export type Opening = (page: Page, hand: Hand) => Promise<void>;

interface Step {
  readonly to: ViewName;
  readonly go: (page: Page, hand: Hand, organization: Organization) => Promise<void>;
}

const navigation = (name: string): Step["go"] => {
  return (page, hand) =>
    hand.press(page.getByRole("navigation", { name: "Views" }).getByRole("link", { name, exact: true }));
};

/** Once through the views, from what one sees to what it leads to. */
const steps: readonly Step[] = [
  { to: "path", go: (page, hand) => hand.press(page.locator(".chain-card").first()) },
  { to: "evidence", go: (page, hand) => hand.press(page.locator(".step-head").last()) },
  { to: "focus", go: (page, hand) => hand.press(page.locator(".end-chip").last()) },
  {
    to: "principal",
    go: (page, hand) => hand.press(page.getByRole("link", { name: "Policies, guardrails, last used" })),
  },
  { to: "account", go: (page, hand) => hand.press(page.locator("#main .subject").getByRole("link").first()) },
  { to: "findings", go: navigation("Findings") },
  { to: "finding", go: (page, hand) => hand.press(page.locator(".finding-link").first()) },
  { to: "coverage", go: navigation("Coverage") },
  { to: "overview", go: navigation("Overview") },
  { to: "cycles", go: (page, hand) => hand.press(page.getByRole("link", { name: "Endless cycles" })) },
  { to: "compare", go: navigation("Compare") },
  {
    to: "diff",
    go: (page, hand, organization) => pick(page, hand, bundleFile("december.json", organization.later())),
  },
];

/** Presses the button that asks for files, and gives it one. */
export async function pick(page: Page, hand: Hand, file: ReturnType<typeof bundleFile>): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    hand.press(page.getByRole("button", { name: "Choose files" })),
  ]);
  await chooser.setFiles(file);
}

interface Stop {
  readonly view: ViewName;
  readonly hash: string;
  readonly text: string;
}

async function stopAt(page: Page, view: ViewName): Promise<Stop> {
  return { view, hash: new URL(page.url()).hash, text: await page.locator("#main").innerText() };
}

/** Walks through every view of an organization by hand, and back and forward again. */
export function describeWalks(organization: Organization, open: Opening): void {
  for (const [device, colorScheme] of [
    [mouse, "light"],
    [keyboard, "dark"],
  ] as const) {
    describeInBrowser(`${organization.name} by ${device.name}`, () => {
      const shared = sharedPage(() => readFileSync(builtPages.app, "utf8"), { colorScheme });
      const stops: Stop[] = [];

      test("leads from nothing through every view", async () => {
        const { page } = shared;
        const hand = device(page);
        await open(page, hand);
        await expectView(page, organization.views.overview);
        let left = await stopAt(page, "overview");
        for (const { to, go } of steps) {
          await go(page, hand, organization);
          const view = organization.views[to];
          await expectView(page, view);
          if (view.picture !== undefined) await expectPicture(page, view.picture);
          const now = await stopAt(page, to);
          if (now.hash !== left.hash) stops.push(left);
          left = now;
        }
        stops.push(left);
        expect(stops.length).toBe(steps.length);
      });

      test("goes back to each of them as it was, and forward again", async () => {
        const { page } = shared;
        const arrive = async ({ view, hash, text }: Stop): Promise<void> => {
          await expect.poll(() => new URL(page.url()).hash, { timeout: 20_000 }).toBe(hash);
          await expect
            .poll(() => page.locator("#main").innerText(), { timeout: 20_000, message: view })
            .toBe(text);
        };
        for (const stop of stops.slice(0, -1).reverse()) {
          await page.goBack();
          await arrive(stop);
        }
        for (const stop of stops.slice(1)) {
          await page.goForward();
          await arrive(stop);
        }
      });

      test("asks in the palette, narrows with a filter, and takes the picture away", async () => {
        const { page } = shared;
        const hand = device(page);
        await hand.ask("endless cycles");
        await expectView(page, organization.views.cycles);
        await shared.look(organization.views.filters.hash);
        await hand.press(page.locator(".filter-menu > summary"));
        await hand.tick(page.getByRole("checkbox", { name: "only across accounts" }));
        const shown = page.getByText(/^[\d,]+ of [\d,]+ principals shown$/);
        // The words come with the click, the number with the answer.
        await expect.poll(() => shown.innerText(), { timeout: 20_000 }).not.toMatch(/^([\d,]+) of \1 /);
        expect(await shown.innerText()).not.toMatch(/^0 of /);
        await page.keyboard.press("Escape");
        await hand.press(page.getByRole("button", { name: "reset" }));
        await shown.waitFor({ state: "hidden" });
        await hand.press(page.locator(".take-away > summary"));
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          hand.press(page.getByRole("button", { name: "CSV table" })),
        ]);
        expect(download.suggestedFilename()).toBe("rolepath.csv");
      });
    });
  }
}
