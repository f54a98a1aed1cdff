import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { createPool } from "./pool.js";

test("results come in the items' order, and no more tasks run at once than are allowed", async () => {
  let running = 0;
  let most = 0;
  const results = await createPool(3)([5, 1, 4, 2, 3], async (item) => {
    running += 1;
    most = Math.max(most, running);
    await wait(item);
    running -= 1;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(3);
});

test("a failure starts nothing new, and waits for what runs", async () => {
  const ended: number[] = [];
  const pool = createPool(2)([1, 2, 3, 4], async (item) => {
    if (item === 1) throw new Error("one failed");
    await wait(5);
    ended.push(item);
  });
  await expect(pool).rejects.toThrow("one failed");
  expect(ended).toEqual([2]);
});
