import { expect, test } from "vitest";
import { describeInBrowser } from "../support/in-browser.js";
import { sharedPage } from "./shared-page.js";
import { sampleReport } from "./web-page.js";

const release = "arn:aws:iam::555566667777:role/gha-release";
const deploy = "arn:aws:iam::777788889999:role/deploy-payments";
const tomas = "arn:aws:iam::999900001111:user/contractors/tomas.varga";
const replay = "arn:aws:iam::777788889999:role/payments-replay";
const hop = `#focus?of=${release}&hop-from=${release}&hop-to=${deploy}`;

// One page for all: each test says first where it looks.
describeInBrowser("the evidence of a hop", () => {
  const shared = sharedPage(sampleReport, {}, hop);
  const { look } = shared;
  const verdict = () => shared.page.locator(".residual-verdict");
  const field = (name: string) => shared.page.getByLabel(name, { exact: true });

  test("is a form: what the reader fills in changes the verdict at once, and with it the evidence", async () => {
    const { page } = shared;
    await verdict().getByText("conditional").waitFor();
    await field("session tag repository").fill("payments");
    await field("session name").fill("jenkins-7");
    await verdict().getByText("denied", { exact: true }).waitFor();
    expect(await verdict().innerText()).toMatch(/the trust policy of the role does not allow it/);
    const trust = page.locator(".layer-group.decides");
    expect(await trust.innerText()).toMatch(
      /Trust policy.*decides.*asks for session name.*gha-\*.*jenkins-7/s,
    );
    expect(await trust.locator(".code li.marked").count()).toBeGreaterThan(3);
    await field("session name").fill("gha-7");
    await verdict().getByText("allowed", { exact: true }).waitFor();
    expect(await page.locator(".layer-head").first().innerText()).toMatch(/Trust policy\s+allows it/);
  });

  test("stands in the URL with what was filled in, and comes back from there", async () => {
    const { page } = shared;
    await page.waitForFunction(() => window.location.hash.includes("gha-7"));
    const hash = new URL(page.url()).hash;
    await look(`#focus?of=${release}`);
    await page.getByRole("heading", { name: "gha-release", level: 1 }).waitFor();
    await look(hash);
    await verdict().getByText("allowed", { exact: true }).waitFor();
    expect(await field("session name").inputValue()).toBe("gha-7");
  });

  test("fills in a request that works, takes a key as absent, and is cleared", async () => {
    const { page } = shared;
    await page.getByRole("button", { name: "clear" }).click();
    await verdict().getByText("conditional").waitFor();
    await page.getByRole("button", { name: "fill in one that works" }).click();
    await verdict().getByText("allowed", { exact: true }).waitFor();
    await page.getByLabel("not there").first().check();
    await verdict().getByText("denied", { exact: true }).waitFor();
    await page.getByRole("button", { name: "clear" }).click();
    await verdict().getByText("conditional").waitFor();
    expect(await field("session name").inputValue()).toBe("");
  });

  test("shows near misses with the reason, the request that works, and how the hop is walked", async () => {
    const { page } = shared;
    await page.getByText("2 near misses, and why").first().click();
    expect(await page.locator(".misses[open]").innerText()).toMatch(/Resource .* does not cover/);
    await page.getByText("A request that succeeds").click();
    expect(await page.locator(".witness").innerText()).toMatch(/sts:RoleSessionName\s+gha-/);
    await page.getByText("Walk this hop").click();
    const use = page.locator(".use");
    expect(await use.innerText()).toContain("role_arn = arn:aws:iam::777788889999:role/deploy-payments");
    expect(await use.innerText()).toContain("aws sts assume-role --role-arn");
    await page.getByRole("button", { name: "Copy as a command" }).click();
    await page.getByText("Copied").waitFor();
  });

  test("of a path gives the chain of profiles and the console's link", async () => {
    const { page } = shared;
    await look(`#path?from=${tomas}&to=${replay}`);
    await page.getByText("Walk the whole path").click();
    await page.getByText("[profile rolepath-4-payments-replay]").waitFor();
    expect(await page.locator(".use").last().innerText()).toContain(
      "source_profile = rolepath-3-replay-runner",
    );
    expect(
      await page.getByRole("link", { name: "Switch role in the console" }).last().getAttribute("href"),
    ).toBe("https://signin.aws.amazon.com/switchrole?account=999900001111&roleName=dev-tools");
  });
});
