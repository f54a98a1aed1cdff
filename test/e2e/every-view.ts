import { expect, test } from "vitest";
import { describeInBrowser } from "../support/in-browser.js";
import { axeViolations } from "./axe.js";
import { focusFaults, layoutFaults } from "./layout-faults.js";
import { sharedPage } from "./shared-page.js";
import { expectPicture, expectView, isNarrow, type Organization, turnTo, viewNames } from "./views.js";
import { reportText } from "./web-page.js";

const themes = ["light", "dark"] as const;
const widths = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;

/** Looks at every view of an organization at every width in both themes. */
export function describeEveryView(organization: Organization): void {
  describeInBrowser(`every view of ${organization.name}`, () => {
    const shared = sharedPage(() => reportText(organization.snapshot(), organization.name));

    /** What is wrong with the page as it stands. axe and every focus are dear: they are looked at where they can differ. */
    async function faults(
      theme: (typeof themes)[number],
      thorough: boolean,
      part?: string,
    ): Promise<readonly string[]> {
      const { page } = shared;
      await page.emulateMedia({ colorScheme: theme });
      await page.waitForFunction((name) => document.documentElement.dataset.theme === name, theme);
      return [
        ...(await layoutFaults(page)),
        ...(thorough ? await focusFaults(page, part ?? "#main") : []),
        ...(thorough ? await axeViolations(page, part) : []),
      ];
    }

    test.each(viewNames)("%s: says what it must, lies well, and axe finds nothing", async (name) => {
      const { page } = shared;
      const view = organization.views[name];
      const found = new Map<string, string[]>();
      const note = (where: string, list: readonly string[]) => {
        for (const fault of list) found.set(fault, [...(found.get(fault) ?? []), where]);
      };
      for (const [index, size] of widths.entries()) {
        await page.setViewportSize(size);
        if (index === 0) await shared.look(view.hash);
        const narrow = await isNarrow(page);
        if (view.picture !== undefined) await turnTo(page, view.opensInPicture ? "Picture" : "Answer");
        await view.open?.(page);
        await expectView(page, view);
        if (view.picture !== undefined && !narrow) await expectPicture(page, view.picture);
        for (const theme of themes) {
          const thorough = size.width === 1440 || theme === "light";
          note(`${size.width} px ${theme}`, await faults(theme, thorough, view.part));
        }
        if (view.picture !== undefined && narrow && !view.opensInPicture) {
          await turnTo(page, "Picture");
          await expectPicture(page, view.picture);
          note(`${size.width} px, picture`, await faults("light", true));
        }
      }
      await view.close?.(page);
      expect([...found].map(([fault, places]) => `${fault} (${places.join(", ")})`)).toEqual([]);
    });
  });
}
