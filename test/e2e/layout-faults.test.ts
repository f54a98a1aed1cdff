import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser } from "../support/in-browser.js";
import { focusFaults, layoutFaults } from "./layout-faults.js";
import { sharedPage } from "./shared-page.js";

const cases: readonly { readonly name: string; readonly html: string; readonly fault: RegExp | null }[] = [
  {
    name: "a page wider than the window",
    html: '<div style="width: 3000px">wide</div>',
    fault: /^the page is \d+ px wider than the window$/,
  },
  {
    name: "a text that is cut off",
    html: '<p style="width: 90px; overflow: hidden; white-space: nowrap">a name that is cut off in the middle</p>',
    fault: /^cut off without a tooltip: "a name that is cut off/,
  },
  {
    name: "a text that is cut off and has a tooltip",
    html: '<p title="a name that is cut off" style="width: 50px; overflow: hidden; white-space: nowrap">a name that is cut off</p>',
    fault: null,
  },
  {
    name: "a text that can be scrolled to",
    html: '<pre style="width: 50px; overflow: auto">a name that is longer than its box</pre>',
    fault: null,
  },
  {
    name: "a text that sticks out of its box",
    html: '<p style="width: 50px; border: 1px solid; white-space: nowrap">a name that is long</p>',
    fault: /^sticks out of its box: "a name that is long"/,
  },
  {
    name: "two texts that lie on each other",
    html: '<p>first name</p><p style="margin-top: -34px">second name</p>',
    fault: /^"first name" and "second name" lie on each other$/,
  },
  {
    name: "a menu that lies over a text",
    html: '<p>first name</p><p style="position: absolute; top: 14px; background: #fff">menu</p>',
    fault: null,
  },
  { name: "a paragraph of many lines", html: `<p>${"one word more ".repeat(200)}</p>`, fault: null },
];

// What looks for faults must find them, or a page without any says nothing.
describeInBrowser("what looks for faults in the layout", () => {
  const shared = sharedPage(() => "<!doctype html><title>test</title><body></body>");
  async function put(html: string): Promise<Page> {
    await shared.page.evaluate((content) => {
      document.body.innerHTML = content;
    }, html);
    return shared.page;
  }

  test.each(cases)("$name", async ({ html, fault }) => {
    const found = await layoutFaults(await put(html));
    expect(found).toEqual(fault === null ? [] : [expect.stringMatching(fault)]);
  });

  test("a button that does not show the focus", async () => {
    const page = await put(
      '<button>seen</button><button style="outline: none">unseen</button><a href="#" style="outline: 0">link</a>',
    );
    expect(await focusFaults(page)).toEqual(["focus is not seen on unseen", "focus is not seen on link"]);
  });
});
