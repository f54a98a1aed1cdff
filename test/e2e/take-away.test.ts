import { readFile } from "node:fs/promises";
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { describeInBrowser } from "../support/in-browser.js";
import { sharedPage } from "./shared-page.js";
import { sampleReport } from "./web-page.js";

const tomas = "arn:aws:iam::999900001111:user/contractors/tomas.varga";
const payments = "arn:aws:iam::777788889999:role/payments-replay";

describeInBrowser("what a picture shows can be taken away", () => {
  const shared = sharedPage(sampleReport, {}, `#path?from=${tomas}&to=${payments}`);

  async function taken(form: string): Promise<Buffer> {
    const { page } = shared;
    await page.getByLabel("Save the picture as a file").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: form, exact: true }).click(),
    ]);
    return readFile(await download.path());
  }

  test("as SVG, with every card", async () => {
    const svg = (await taken("SVG picture")).toString();
    expect(svg).toMatch(/^<svg xmlns/);
    for (const name of ["tomas.varga", "dev-tools", "staging-debug", "replay-runner", "payments-replay"])
      expect(svg).toContain(`${name}</text>`);
  });

  test("as PNG, drawn twice as fine and not empty", async () => {
    const png = await taken("PNG picture");
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(png.readUInt32BE(16)).toBeGreaterThan(500);
    const parts: Buffer[] = [];
    for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
      if (png.toString("latin1", at + 4, at + 8) === "IDAT")
        parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
    expect(new Set(inflateSync(Buffer.concat(parts))).size).toBeGreaterThan(20);
  });

  test("as tables and as text that other programs draw", async () => {
    expect((await taken("CSV table")).toString()).toMatch(/\r\n.*tomas\.varga.*,dev-tools,/);
    expect(JSON.parse((await taken("JSON")).toString()).nodes).toHaveLength(5);
    expect((await taken("Mermaid")).toString()).toMatch(/^flowchart LR\n/);
    expect((await taken("Graphviz DOT")).toString()).toMatch(/^digraph rolepath \{\n/);
  });

  test("as a paragraph for a ticket, on the clipboard", async () => {
    const { page } = shared;
    await page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", {
        value: { writeText: async (text: string) => document.body.setAttribute("data-copied", text) },
      });
    });
    await page.getByRole("button", { name: "Copy the path for a ticket" }).click();
    await page.getByText("Copied").waitFor();
    expect(await page.locator("body").getAttribute("data-copied")).toMatch(
      /^\*\*tomas\.varga can become payments-replay: 4 hops.*\n4\. `arn:aws:iam::\d+:role\/replay-runner` → /s,
    );
  });
});
