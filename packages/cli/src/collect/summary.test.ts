import type { CollectSummary } from "@rolepath/collector";
import { expect, test } from "vitest";
import { summaryJson, summaryLines } from "./summary.js";

const summary: CollectSummary = {
  folder: "snap",
  complete: false,
  manifest: {
    formatVersion: 1,
    createdAt: "2026-01-02T03:04:05Z",
    collection: { scope: "organization", partition: "aws", callerAccount: "111111111111" },
    organization: { status: "partial", error: "organizations:ListPolicies: AccessDenied: no" },
    identityCenter: { status: "complete" },
    accounts: {
      "111111111111": { status: "complete" },
      "222222222222": { status: "refused", error: "sts:AssumeRole: AccessDenied: no" },
      "333333333333": { status: "skipped", error: "the account is SUSPENDED" },
    },
  },
  calls: { made: 20, minimum: 16, throttled: 2 },
  callsByAccount: new Map([
    ["222222222222", { made: 3, minimum: 0, throttled: 0 }],
    ["111111111111", { made: 6, minimum: 6, throttled: 0 }],
  ]),
};

const textOf = (of: CollectSummary) =>
  summaryLines(of)
    .map(({ spans }) => spans.map((span) => (typeof span === "string" ? span : span.text)).join(""))
    .join("\n");

test("a reader sees what is there, what is missing and why, and what it cost", () => {
  expect(textOf(summary)).toBe(
    [
      "not complete: snap",
      "accounts: 1 complete, 1 refused, 1 skipped",
      "calls: 20 made, 16 at least, 2 throttled",
      "222222222222: 3 calls, 0 at least",
      "",
      "Not in the snapshot",
      "organization partial: organizations:ListPolicies: AccessDenied: no",
      "222222222222 refused: sts:AssumeRole: AccessDenied: no",
      "333333333333 skipped: the account is SUSPENDED",
      "run the same command again to collect what is missing",
    ].join("\n"),
  );
});

test("a program gets the same, with the calls of every account", () => {
  expect(summaryJson(summary)).toEqual({
    snapshot: "snap",
    complete: false,
    createdAt: "2026-01-02T03:04:05Z",
    accounts: { complete: 1, refused: 1, skipped: 1 },
    gaps: [
      { part: "organization", status: "partial", error: "organizations:ListPolicies: AccessDenied: no" },
      { part: "222222222222", status: "refused", error: "sts:AssumeRole: AccessDenied: no" },
      { part: "333333333333", status: "skipped", error: "the account is SUSPENDED" },
    ],
    calls: {
      made: 20,
      minimum: 16,
      throttled: 2,
      byAccount: {
        "111111111111": { made: 6, minimum: 6, throttled: 0 },
        "222222222222": { made: 3, minimum: 0, throttled: 0 },
      },
    },
  });
});

test("a thousand refused accounts do not fill the screen", () => {
  const accounts = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [
      String(100_000_000_000 + index),
      { status: "refused", error: "no" } as const,
    ]),
  );
  const many = { ...summary, manifest: { ...summary.manifest, accounts } };
  expect(textOf(many).split("\n").length).toBeLessThan(40);
  expect(textOf(many)).toContain("and 981 more; --format json has all");
});
