import { expect, test } from "vitest";
import { describeInBrowser } from "../support/in-browser.js";
import { sharedPage } from "./shared-page.js";
import { sampleReport } from "./web-page.js";

const release = "arn:aws:iam::555566667777:role/gha-release";

// One page for all: each test says first where it looks.
describeInBrowser("questions and filters", () => {
  const shared = sharedPage(sampleReport);
  const { look, ask, hash } = shared;

  test("saved questions are offered on the overview and in the palette", async () => {
    const { page } = shared;
    const saved = page.getByRole("navigation", { name: "Saved questions" });
    await saved.waitFor();
    expect(await saved.getByRole("link").allInnerTexts()).toEqual([
      "Outside → administrator",
      "sandbox → prod",
      "OIDC without a subject",
      "Vendors without an external ID",
      "MFA that is lost or never asked for",
      "Endless cycles",
      "Dangling trust",
      "Who owns the management account",
    ]);
    await saved.getByRole("link", { name: "OIDC without a subject" }).click();
    await page.getByRole("row", { name: /OIDC-NO-SUB/ }).waitFor();
    await ask("endless cycles");
    await page.getByRole("heading", { name: "Endless cycles" }).waitFor();
    await ask("who owns the management");
    await page
      .getByText(/IAM Identity Center can become AdministratorAccess/)
      .first()
      .waitFor();
  });

  test("questions in words lead to their answer, by the keyboard alone", async () => {
    const { page } = shared;
    await ask("paths from github to admin");
    await page.getByText(/can become .*hops, needs/).waitFor();
    expect(hash()).toMatch(/^#path\?from=.*token\.actions\.githubusercontent\.com&to=admin$/);
    await ask("sandbox → prod");
    await page.getByText(/leads from account sandbox to the 2 accounts of “prod”/).waitFor();
    await ask("repo:kestrelmart/payments:environment");
    await page.getByRole("heading", { level: 1, name: /GitHub Actions.*gha-release/ }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("nightjar");
    await page.getByRole("option", { name: /account 987654321098/ }).waitFor();
    await page.keyboard.press("Escape");
  });

  test("filters are counted, stand in the URL, are taken back one by one and all at once", async () => {
    const { page } = shared;
    await look(`#focus?of=${release}`);
    const canvas = page.locator(".canvas");
    await page.getByRole("heading", { name: "gha-release", level: 1, exact: true }).waitFor();
    const all = await page.locator(".rows .row").count();
    const cards = await canvas.getAttribute("data-cards");
    const shown = page.getByText(/^\d+ of \d+ principals shown$/);
    const counts = async () => (await shown.innerText()).match(/\d+/g)!.map(Number);
    await page.getByText("Filters", { exact: true }).click();
    await page.locator(".filter-panel").getByText("conditional", { exact: true }).click();
    await shown.waitFor();
    const [conditional = 0, total = 0] = await counts();
    expect(total).toBe(all);
    expect(conditional).toBeGreaterThan(1);
    expect(conditional).toBeLessThan(total);
    expect(await page.locator(".rows .row").count()).toBe(conditional);
    expect(Number(await canvas.getAttribute("data-cards"))).toBe(conditional + 1);
    await page.locator(".filter-panel select").first().selectOption({ label: "prod-payments" });
    await page.getByText(`1 of ${total} principals shown`).waitFor();
    expect(hash()).toContain("verdict=conditional&account=777788889999");
    await page.keyboard.press("Escape");
    expect(await page.locator(".filter-panel").isVisible()).toBe(false);
    await page.getByRole("button", { name: /prod-payments.*take back/ }).click();
    await page.getByText(`${conditional} of ${total} principals shown`).waitFor();
    await page.getByRole("button", { name: "reset" }).click();
    await shown.waitFor({ state: "hidden" });
    await page.waitForFunction(
      (count) => document.querySelector(".canvas")?.getAttribute("data-cards") === count,
      cards,
    );
    expect(hash()).toBe(`#focus?of=${release}`);
  });

  test("indirect hops are followed when asked for, drawn apart, and say what they rest on", async () => {
    const { page } = shared;
    await look(`#focus?of=${release}&indirect=1&kinds=roles`);
    await page.getByText("indirect: by changing or using something else").waitFor();
    await page
      .locator(".rows")
      .getByRole("link", { name: /^replay-runner/ })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: /can become replay-runner/ }).waitFor();
    expect(hash()).toContain("indirect=1");
    await page.locator(".step").nth(1).getByRole("link").click();
    await page.getByText(/no profile does this hop/).waitFor({ state: "attached" });
    expect(await page.locator(".step.current").innerText()).toMatch(/ecs:/);
  });
});
