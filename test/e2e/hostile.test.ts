import type { Role, Snapshot } from "@rolepath/snapshot";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInBrowser, openBrowser } from "../support/in-browser.js";
import { lookAt } from "./shared-page.js";
import { openPage, reportText } from "./web-page.js";

const account = "111122223333";

const hostileNames = [
  "</script><script>window.hacked=true</script>",
  "<img src=x onerror=window.hacked=true>",
  "<!--<script>",
  "javascript:window.hacked=true",
  "$& $' $` ${window.hacked=true}",
  `"'><svg onload=window.hacked=true>`,
  "gnp.\u202Eexe\u2066\u200b",
  "\u001b]0;owned\u0007",
  "line\u2028break",
  "__proto__",
  "constructor",
  `long-${"x".repeat(10_000)}`,
];

function role(name: string, trusted: string): Role {
  return {
    Path: "/",
    RoleName: name,
    RoleId: "AROAEXAMPLE",
    Arn: `arn:aws:iam::${account}:role/${name}`,
    Description: name,
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [{ Sid: name, Effect: "Allow", Principal: { AWS: trusted }, Action: "sts:AssumeRole" }],
    },
    InstanceProfileList: [],
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    Tags: [{ Key: name.slice(0, 128), Value: name }],
  };
}

const snapshot: Snapshot = {
  manifest: { formatVersion: 1, createdAt: "2026-01-01T00:00:00Z", source: "<b>source</b>" },
  accounts: [
    {
      id: account,
      account: { id: account, name: `<img src=x onerror=window.hacked=true>\u202e` },
      authorizationDetails: {
        UserDetailList: [],
        GroupDetailList: [],
        Policies: [],
        RoleDetailList: [
          role("plain", "*"),
          ...hostileNames.map((name) => role(name, `arn:aws:iam::${account}:role/plain`)),
        ],
      },
    },
  ],
  problems: [],
};

describeInBrowser("names that want to be more than names", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test("are shown as text in every view, run nothing and break no layout", async () => {
    const { page, requests, faults, close } = await openPage(
      browser,
      reportText(snapshot, `"><script>window.hacked=true</script>`),
    );
    const plain = `arn:aws:iam::${account}:role/plain`;
    const first = encodeURIComponent(`arn:aws:iam::${account}:role/${hostileNames[0]}`);
    const long = encodeURIComponent(`arn:aws:iam::${account}:role/${hostileNames.at(-1)}`);
    const hashes = [
      "#overview",
      `#focus?of=${plain}`,
      `#focus?of=${first}`,
      `#focus?of=${long}`,
      `#path?from=${plain}&to=${first}`,
      `#path?from=*&to=${long}`,
      "#findings",
      `#account?id=${account}`,
      `#principal?of=${first}`,
      `#principal?of=${long}`,
      "#coverage",
      "#cycles",
      `#focus?of=${plain}&hop-from=${plain}&hop-to=${first}`,
      `#focus?of=${plain}&tag=${first}&unit=${long}&account=${first}`,
      `#path?from=accounts:${long}&to=admins:${first}`,
      `#focus?of=${plain}&hop-from=*&hop-to=${plain}&given=${first}%3D${first}`,
    ];
    for (const hash of hashes) {
      await lookAt(page, hash);
      await page.locator("#main h1").first().waitFor();
      await page.waitForTimeout(150);
      const state = await page.evaluate(() => ({
        hacked: window.hacked === true,
        added: document.querySelectorAll("#app img, #app script, #app svg[onload], #app iframe, #app object")
          .length,
        sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        invisible: /[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069\u200b]/.test(
          document.body.innerText,
        ),
      }));
      expect(state, hash).toEqual({ hacked: false, added: 0, sideways: 0, invisible: false });
    }
    await lookAt(page, `#account?id=${account}`);
    await page.getByText("</script><script>window.hacked=true</script>").first().waitFor();
    await page.getByText("gnp.⟨U+202E⟩exe").first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("onerror");
    await page
      .getByRole("option")
      .filter({ hasText: "<img src=x onerror=window.hacked=true>" })
      .first()
      .waitFor();
    await close();
    expect(requests).toEqual([]);
    expect(faults).toEqual([]);
  });
});
