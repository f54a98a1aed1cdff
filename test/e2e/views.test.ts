import { sampleSnapshot } from "@rolepath/sample";
import { expect, test } from "vitest";
import { describeInBrowser } from "../support/in-browser.js";
import { later } from "./later.js";
import { sharedPage } from "./shared-page.js";
import { bundleFile, sampleReport } from "./web-page.js";

const replay = "arn:aws:iam::777788889999:role/payments-replay";

// One page for all: each test says first where it looks.
describeInBrowser("views besides pictures", () => {
  const shared = sharedPage(sampleReport, {}, `#focus?of=${replay}`);

  test("a principal has a page with its facts, policies and what stands over it", async () => {
    const { page } = shared;
    await page.getByRole("link", { name: "Policies, guardrails, last used" }).click();
    await page.getByRole("heading", { name: "Who may enter: trust policy" }).waitFor();
    expect(shared.hash()).toBe(`#principal?of=${replay}`);
    const text = await page.locator("#main").innerText();
    expect(text).toMatch(/Last used\s+2026-10-28, 3 days before the snapshot, in eu-west-1/);
    expect(text).toMatch(/AdministratorAccess \(AWS managed\)/);
    expect(text).toMatch(/Service control policies over it\s+8/);
    const scp = page.locator(".document").filter({ hasText: "organization-base on Root" });
    expect(await scp.locator("li").count()).toBe(0);
    await scp.locator("summary").click();
    await scp.getByText('"Version"').waitFor();
  });

  test("coverage says how far the data goes", async () => {
    const { page } = shared;
    await page.getByRole("link", { name: "Coverage" }).click();
    await page.getByRole("heading", { name: "Coverage", level: 1 }).waitFor();
    expect(await page.locator("#main").innerText()).toMatch(/12 of 12 accounts were collected completely/);
    expect(await page.getByRole("row").count()).toBe(13);
  });

  test("cycles lead to the hop that goes round", async () => {
    const { page } = shared;
    await shared.look("#cycles");
    await page.locator(".chain-card").filter({ hasText: "hackathon-share" }).first().click();
    await page.getByText("Yes: hackathon-share can become hackathon-share").waitFor();
  });

  test("a second snapshot is compared with the first", async () => {
    const { page } = shared;
    await page.getByRole("link", { name: "Compare" }).click();
    await page.getByTestId("files").setInputFiles(bundleFile("later.json", later(sampleSnapshot(), replay)));
    const removed = page.getByRole("row", { name: /removed.*replay-runner.*payments-replay/s });
    await removed.waitFor();
    expect(await removed.innerText()).toContain("trust policy of payments-replay");
    expect(await page.getByText("Reading and analyzing").count()).toBe(0);
    expect(await page.locator(".diff-sides").innerText()).toMatch(
      /Before.*Kestrel Mart.*After.*later\.json/s,
    );
    expect(await page.locator(".diff-finding").allInnerTexts()).toContainEqual(
      expect.stringMatching(/removed.*high.*tomas\.varga becomes administrator/s),
    );
    await page.getByRole("heading", { name: /Chains 0 added, \d+ removed/ }).waitFor();
    await page.getByRole("button", { name: "Turn around" }).click();
    await page.getByRole("row", { name: /added.*replay-runner.*payments-replay/s }).waitFor();
  });

  test("a second snapshot that cannot be read leaves the first as it is", async () => {
    const { page } = shared;
    await page.getByText("Compare with another").click();
    await page.getByTestId("files").setInputFiles({
      name: "broken.json",
      mimeType: "application/json",
      buffer: Buffer.from("{"),
    });
    expect(await page.getByRole("alert").innerText()).toMatch(/cannot be opened.*What to do/s);
    await page.getByRole("link", { name: "Findings" }).click();
    await page.getByRole("heading", { name: "Findings", level: 1 }).waitFor();
  });
});
