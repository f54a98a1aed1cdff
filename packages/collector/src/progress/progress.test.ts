import { expect, test } from "vitest";
import type { CollectEvent } from "../event.js";
import { eventRecord } from "./json.js";
import { createTally } from "./tally.js";
import { duration, eventLine, statusLine } from "./text.js";

const calls = { made: 7, minimum: 6, throttled: 1 };
const done = (id: string, error?: string): CollectEvent => ({
  kind: "account-done",
  id,
  status: error === undefined ? "complete" : "refused",
  calls,
  ...(error === undefined ? {} : { error }),
});

/** A tally with a clock that the test turns: two of four accounts done after ten seconds, one running. */
function halfWay() {
  let now = 0;
  const tally = createTally(() => now);
  tally.take({ kind: "phase", phase: "accounts" });
  tally.take({ kind: "planned", accounts: 4, earlier: 3, left: 1 });
  for (const id of ["1", "2", "3"]) tally.take({ kind: "account-started", id });
  now = 9_000;
  for (let call = 0; call < 10; call += 1) tally.take({ kind: "call" });
  tally.take({ kind: "throttled" });
  now = 10_000;
  tally.take(done("1"));
  tally.take(done("2", "sts:AssumeRole: AccessDenied: no"));
  return tally;
}

test("the status line has what is done, running and incomplete, the rate, the throttles and the time left", () => {
  expect(statusLine(halfWay().view())).toBe(
    "accounts · 2/4 done · 1 running · 1 incomplete · 10 calls · 2.0/s · 1 throttled · about 10 s left",
  );
});

test("an account is one line, with its calls beside the least that would have done", () => {
  const view = halfWay().view();
  expect(eventLine(done("1"), view)).toBe("[2/4] 1: complete, 7 calls (at least 6), 1 throttled");
  expect(eventLine(done("2", "sts:AssumeRole: AccessDenied: no"), view)).toContain("refused, 7 calls");
  expect(eventLine({ kind: "call" }, view)).toBeNull();
});

test("a program gets the event and how things stand, and no line for single calls", () => {
  const view = halfWay().view();
  expect(eventRecord({ kind: "call" }, view)).toBeNull();
  expect(eventRecord(done("1"), view)).toMatchObject({
    event: "account-done",
    id: "1",
    status: "complete",
    progress: { accounts: 4, done: 2, running: 1, incomplete: 1, calls: 10, throttled: 1, secondsLeft: 10 },
  });
});

test("an account that is tried again counts once", () => {
  const tally = halfWay();
  tally.take(done("2"));
  expect(tally.view()).toMatchObject({ done: 2, incomplete: 0 });
});

test("times are told as people tell them", () => {
  expect([0.4, 61, 3725].map(duration)).toEqual(["0 s", "1 min 1 s", "1 h 2 min"]);
});
