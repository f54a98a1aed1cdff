import { Writable } from "node:stream";
import * as collector from "@rolepath/collector";
import { expect, test } from "vitest";
import type { Context } from "../command.js";
import { type ProgressKind, showProgress } from "./progress.js";

const refused: collector.CollectEvent = {
  kind: "account-done",
  id: "111122223333",
  name: "prod\u001b[31m\u202e",
  status: "refused",
  error: "sts:AssumeRole: AccessDenied: no",
  calls: { made: 1, minimum: 0, throttled: 0 },
};

/** What is written to stderr for the events. */
function shown(kind: ProgressKind, isTTY: boolean, ...events: readonly collector.CollectEvent[]): string {
  let text = "";
  const stderr = new Writable({
    write: (chunk: Buffer, _, done) => {
      text += chunk.toString();
      done();
    },
  });
  const host = { stderr: Object.assign(stderr, { isTTY }) };
  const progress = showProgress(kind, { host, output: { width: 80 } } as unknown as Context, collector);
  for (const event of events) progress.onEvent(event);
  progress.end();
  return text;
}

test("where no terminal listens there is a plain line for each thing done", () => {
  const lines = shown("auto", false, { kind: "call" }, { kind: "account-started", id: "1" }, refused);
  expect(lines).toMatch(/^\[1\/0\] 111122223333 \(prod.*\): refused, 1 calls \(at least 0\): sts:AssumeRole/);
  expect(lines.split("\n")).toHaveLength(2);
});

test("on a terminal what failed stays, and the status line goes away at the end", () => {
  const text = shown("auto", true, refused);
  expect(text).toContain("refused");
  expect(text.endsWith("\r\u001b[2K")).toBe(true);
});

test("names from AWS reach neither the terminal nor a program with their escapes", () => {
  for (const kind of ["plain", "json"] as const) {
    const text = shown(kind, false, refused);
    expect(text).not.toContain("\u001b");
    expect(text).not.toContain("\u202e");
  }
});

test("for a program each event is one JSON object a line", () => {
  const [first] = shown("json", true, refused).trim().split("\n");
  expect(JSON.parse(first ?? "")).toMatchObject({
    event: "account-done",
    id: "111122223333",
    status: "refused",
  });
});

test("none is none", () => {
  expect(shown("none", true, refused)).toBe("");
});
