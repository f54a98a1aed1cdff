import type { Page } from "playwright-core";

/** How a picture kept up while somebody moved it, in milliseconds. */
export interface Frames {
  readonly gesture: string;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  /** Of the main thread, a frame: does not grow with what else the machine does. */
  readonly work: number;
}

const moves = 90;

/** The gestures with which somebody looks at a picture, each with the time from frame to frame. */
export async function measureFrames(page: Page): Promise<readonly Frames[]> {
  const box = await page.locator(".canvas").boundingBox();
  if (box === null) throw new Error("there is no picture to move");
  const { mouse } = page;
  const middle = { x: box.x + box.width / 2, y: box.y + Math.min(box.height, 700) / 2 };
  const around = (index: number) => ({
    x: middle.x + Math.sin(index / 9) * box.width * 0.35,
    y: middle.y + Math.cos(index / 7) * Math.min(box.height, 700) * 0.35,
  });
  const each = async (act: (index: number) => Promise<void>) => {
    for (let index = 0; index < moves; index++) await act(index);
  };
  return [
    await during(page, "hover", () => each(async (index) => mouse.move(around(index).x, around(index).y))),
    await during(page, "pan", async () => {
      // From where no card lies under the pointer, which would be picked and not moved.
      await mouse.move(box.x + 4, middle.y);
      await mouse.down();
      await each(async (index) => mouse.move(around(index).x, around(index).y));
      await mouse.up();
    }),
    await during(page, "zoom", async () => {
      await mouse.move(middle.x, middle.y);
      await page.keyboard.down("Control");
      await each((index) => mouse.wheel(0, index % 30 < 15 ? -90 : 90));
      await page.keyboard.up("Control");
    }),
  ];
}

async function during(page: Page, gesture: string, act: () => Promise<void>): Promise<Frames> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const busySeconds = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
  };
  await page.evaluate(() => {
    const times: number[] = [];
    let watching = true;
    const step = (now: number): void => {
      if (!watching) return;
      times.push(now);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
    (window as unknown as { stopFrames(): number[] }).stopFrames = () => {
      watching = false;
      return times;
    };
  });
  const before = await busySeconds();
  await act();
  const after = await busySeconds();
  const times = await page.evaluate(() => (window as unknown as { stopFrames(): number[] }).stopFrames());
  await session.detach();
  const gaps = times.slice(1).map((time, index) => time - times[index]!);
  return {
    gesture,
    count: gaps.length,
    p50: quantile(gaps, 0.5),
    p95: quantile(gaps, 0.95),
    work: ((after - before) * 1000) / Math.max(1, gaps.length),
  };
}

/** The value that this part of the values does not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
