import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser } from "../support/in-browser.js";
import { sharedPage } from "./shared-page.js";
import { sampleReport } from "./web-page.js";

const goal = "arn:aws:iam::777788889999:role/payments-replay";
const focus = `#focus?of=${goal}&reach=1`;

interface Spot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The middle, in px of the window. */
  readonly x: number;
  readonly y: number;
}

/** Where the card in the middle of a focus picture is drawn: the only one filled in the colour of what is looked at. */
async function focusCard(page: Page): Promise<Spot> {
  // The picture is drawn with the next frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const found = await page.locator(".canvas canvas").evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", {
      willReadFrequently: true,
    })!;
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    const [xs, ys]: [number[], number[]] = [[], []];
    for (let at = 0; at < data.length; at += 4)
      if (data[at] === 0xe6 && data[at + 1] === 0xef && data[at + 2] === 0xfd) {
        xs.push((at / 4) % canvas.width);
        ys.push(Math.floor(at / 4 / canvas.width));
      }
    if (xs.length === 0) return null;
    const edges = (values: number[]) =>
      values.reduce(([a, b], v) => [Math.min(a!, v), Math.max(b!, v)], [1e9, 0]);
    const ratio = canvas.width / canvas.clientWidth;
    const [[left, right], [top, bottom]] = [edges(xs), edges(ys)] as [[number, number], [number, number]];
    const box = canvas.getBoundingClientRect();
    return {
      left: box.left + left / ratio,
      top: box.top + top / ratio,
      width: (right - left + 1) / ratio,
      height: (bottom - top + 1) / ratio,
    };
  });
  if (found === null) throw new Error("no card is drawn as the one looked at");
  return { ...found, x: found.left + found.width / 2, y: found.top + found.height / 2 };
}

async function show(page: Page, look: (hash: string) => Promise<void>): Promise<Spot> {
  await look("#findings");
  await page.getByRole("heading", { name: "Findings", level: 1 }).waitFor();
  await look(focus);
  await page.getByRole("heading", { name: /payments-replay/, level: 1 }).waitFor();
  await page.locator(".canvas canvas").waitFor();
  return focusCard(page);
}

describeInBrowser("a picture under the mouse", () => {
  const shared = sharedPage(sampleReport, {}, focus);

  test("says the whole name of what is pointed at, and nothing where nothing is", async () => {
    const { page } = shared;
    const card = await show(page, shared.look);
    await page.mouse.move(card.x, card.y);
    await page.locator(".tip").waitFor();
    expect(await page.locator(".tip").innerText()).toBe(`payments-replay\n${goal}`);
    expect(await page.locator(".canvas").evaluate((element) => element.style.cursor)).toBe("pointer");
    await page.mouse.move(card.x, card.top - 60);
    await page.locator(".tip").waitFor({ state: "detached" });
  });

  test("is dragged without picking what was under the pointer", async () => {
    const { page } = shared;
    const card = await show(page, shared.look);
    await page.mouse.move(card.x, card.y);
    await page.mouse.down();
    await page.mouse.move(card.x - 40, card.y + 30, { steps: 4 });
    await page.mouse.move(card.x - 90, card.y + 70, { steps: 4 });
    await page.mouse.up();
    const dragged = await focusCard(page);
    expect([dragged.left - card.left, dragged.top - card.top]).toEqual([-90, 70]);
    expect(dragged.width).toBe(card.width);
    expect(shared.hash()).toBe(focus);
  });

  test("comes nearer under the pointer with the wheel, and goes back to fit", async () => {
    const { page } = shared;
    const card = await show(page, shared.look);
    const middle = card.x;
    await page.mouse.move(card.x, card.y);
    await page.mouse.wheel(0, -200);
    const near = await focusCard(page);
    expect(near.width).toBeGreaterThan(card.width * 1.2);
    expect(Math.abs(near.x - middle)).toBeLessThan(3);
    expect(Math.abs(near.y - card.y)).toBeLessThan(3);
    await page.getByRole("button", { name: "Fit the picture" }).click();
    expect(await focusCard(page)).toEqual(card);
  });

  test("obeys buttons and keys", async () => {
    const { page } = shared;
    const card = await show(page, shared.look);
    const button = page.getByRole("button", { name: "Zoom in" });
    await button.click();
    const near = await focusCard(page);
    expect(near.width / card.width).toBeCloseTo(1.25, 1);
    await page.keyboard.press("-");
    expect((await focusCard(page)).width).toBe(card.width);
    await page.keyboard.press("ArrowRight");
    expect((await focusCard(page)).left).toBe(card.left - 60);
    await page.keyboard.press("0");
    expect(await focusCard(page)).toEqual(card);
  });
});

describeInBrowser("a picture under a finger, on a phone of twice the fineness", () => {
  const phone = {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  };
  const shared = sharedPage(sampleReport, phone, focus);

  test("is drawn as fine as the screen, pinched larger, and picked by a tap", async () => {
    const { page } = shared;
    await page.getByRole("button", { name: "Picture", exact: true }).tap();
    const card = await focusCard(page);
    expect(
      await page.locator(".canvas canvas").evaluate((element) => {
        const canvas = element as HTMLCanvasElement;
        return canvas.width / canvas.clientWidth;
      }),
    ).toBeCloseTo(2, 1);
    const session = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", xs: readonly number[]) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: xs.map((x, id) => ({ x, y: card.y, id })),
      });
    await touch("touchStart", [card.x - 30, card.x + 30]);
    for (let i = 1; i <= 6; i++) await touch("touchMove", [card.x - 30 - i * 3, card.x + 30 + i * 3]);
    await touch("touchEnd", []);
    const near = await focusCard(page);
    expect(near.height / card.height).toBeGreaterThan(1.4);
    expect(near.height / card.height).toBeLessThan(1.8);
    await page.getByRole("button", { name: "Fit the picture" }).tap();
    expect(await focusCard(page)).toEqual(card);
    // The one that can become it stands one column to the left; a picture that is cut to be read has a zoom of 0.7.
    await touch("touchStart", [card.x]);
    for (let i = 1; i <= 10; i++) await touch("touchMove", [card.x + i * 20]);
    await touch("touchEnd", []);
    const moved = await focusCard(page);
    expect(moved.left).toBeGreaterThan(card.left + 150);
    await page.touchscreen.tap(moved.x - 404 * 0.7, moved.y);
    await page.getByRole("heading", { name: "replay-runner", level: 1 }).waitFor();
  });

  test("lets a finger scroll the page where all of the picture's height is in sight", async () => {
    const { page } = shared;
    await shared.look(focus);
    const tab = page.getByRole("button", { name: "Picture", exact: true });
    await tab.tap();
    await page.getByRole("img", { name: /payments-replay in the middle/ }).waitFor();
    const card = await focusCard(page);
    const session = await page.context().newCDPSession(page);
    const swipe = async (): Promise<void> => {
      const at = (y: number) => [{ x: card.x, y, id: 0 }];
      await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(card.y) });
      for (let i = 1; i <= 10; i++)
        await session.send("Input.dispatchTouchEvent", {
          type: "touchMove",
          touchPoints: at(card.y - i * 15),
        });
      await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    };
    expect(await page.locator(".canvas").evaluate((element) => element.style.touchAction)).toBe("pan-y");
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await swipe();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  });
});
