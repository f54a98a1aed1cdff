import { expect, test } from "vitest";
import type { CallName } from "./protocol.js";
import { nextOf, withNewer } from "./queue.js";

const ask = (call: CallName, id = 0) => ({ call, id });

test("asks what somebody types first, and then what has waited longest", () => {
  expect(nextOf([ask("focus"), ask("hop"), ask("search")])?.call).toBe("search");
  expect(nextOf([ask("focus"), ask("hop")])?.call).toBe("focus");
  expect(nextOf([])).toBeUndefined();
});

test("does not look up a view that somebody has left before it was its turn", () => {
  const { waiting, dropped } = withNewer(
    [ask("focus", 1), ask("search", 2), ask("hop", 3)],
    ask("findings", 4),
  );
  expect(dropped.map(({ id }) => id)).toEqual([1]);
  expect(waiting.map(({ id }) => id)).toEqual([2, 3, 4]);
});

test("drops no question that is asked for its own sake", () => {
  for (const call of ["load", "compare", "search", "hop"] as const)
    expect(withNewer([ask(call)], ask(call)).dropped).toEqual([]);
});
