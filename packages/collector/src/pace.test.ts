import { expect, test } from "vitest";
import { createPace } from "./pace.js";

const timeOf = async (task: () => Promise<void>): Promise<number> => {
  const start = performance.now();
  await task();
  return performance.now() - start;
};

test("only the first accounts are held back, each by its own time", async () => {
  const pace = createPace({ staggerMilliseconds: 60 });
  const first = await Promise.all(Array.from({ length: 20 }, () => timeOf(pace.beforeAccount)));
  expect(Math.max(...first) - Math.min(...first)).toBeGreaterThan(10);
  await timeOf(() => new Promise((resolve) => setTimeout(resolve, 70)));
  expect(await timeOf(pace.beforeAccount)).toBeLessThan(10);
});

test("being stopped ends a wait", async () => {
  const stop = new AbortController();
  const pace = createPace({ retryMilliseconds: 60_000, signal: stop.signal });
  setTimeout(() => stop.abort(), 10);
  expect(await timeOf(() => pace.beforeRetry(8))).toBeLessThan(1000);
});
