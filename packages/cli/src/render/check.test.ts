import type { CheckAnswer, Finding, PrincipalInfo, Severity } from "@rolepath/analyzer";
import { describe, expect, test } from "vitest";
import { severities } from "../severity.js";
import { layOut, plainPaint } from "../text/layout.js";
import { columnsOf } from "../text/width.js";
import { checkLines, type Detail } from "./check.js";
import { Names } from "./names.js";

const payments: PrincipalInfo = {
  id: "arn:aws:iam::111122223333:role/deploy",
  kind: "role",
  name: "deploy",
  account: "111122223333",
  accountName: "payments",
  outside: false,
  admin: false,
  tags: {},
};
const stranger: PrincipalInfo = {
  ...payments,
  id: "arn:aws:iam::999999999999:role/test",
  name: "test",
  account: "999999999999",
  accountName: "",
  outside: true,
};
const names = new Names([payments, stranger]);

function finding(number: number, severity: Severity, more: Partial<Finding> = {}): Finding {
  return {
    id: `TRUST-PUBLIC-${String(number).padStart(10, "0")}`,
    rule: "TRUST-PUBLIC",
    severity,
    title: `Anyone with an AWS account can become a-role-with-a-rather-long-name-${number}`,
    resource: `arn:aws:iam::111122223333:role/a-role-with-a-rather-long-name-${number}`,
    account: "111122223333",
    principals: ["*"],
    evidence: [],
    why: "Every account in the world gets in.",
    fix: "Name the principals.",
    references: [],
    fingerprint: String(number).padStart(32, "0"),
    ...more,
  };
}

function answerOf(findings: readonly Finding[], more: Partial<CheckAnswer> = {}): CheckAnswer {
  const count = (severity: Severity) => findings.filter((one) => one.severity === severity).length;
  return {
    tool: { name: "rolepath", version: "0" },
    snapshot: {
      createdAt: "2026-01-01T00:00:00Z",
      accounts: 1,
      users: 0,
      roles: 500,
      principals: 500,
      edges: 500,
      coverageGaps: [],
    },
    findings,
    summary: {
      total: findings.length,
      bySeverity: Object.fromEntries(severities.map((one) => [one, count(one)])) as Record<Severity, number>,
      byRule: { "TRUST-PUBLIC": findings.length },
    },
    problems: [],
    assumptions: [],
    ...more,
  };
}

function print(answer: CheckAnswer, detail?: Detail): string {
  return layOut(checkLines(answer, names, detail), 80, plainPaint);
}

describe("five hundred findings", () => {
  const many = answerOf(
    Array.from({ length: 500 }, (_, number) => finding(number, severities[number % 5] ?? "info")),
  );

  test("are a line each, by severity, rule and account, within 80 columns", () => {
    const text = print(many);
    const lines = text.split("\n");
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(80);
    expect(lines.filter((line) => line.trimStart().startsWith("■ "))).toHaveLength(500);
    expect(lines.length).toBeLessThan(1100);
    expect(text).toContain(
      "CRITICAL (100)\n\n  TRUST-PUBLIC Anyone can become the role (100)\n    payments (111122223333)\n",
    );
    expect(text).toContain("500 findings: 100 critical, 100 high, 100 medium, 100 low, 100 info");
    expect(text).toContain("--full shows all of them");
  });

  test("are shown in full where that is asked for, and a few in brief", () => {
    expect(print(many, "full").match(/ {4}why {2}/g)).toHaveLength(500);
    expect(print(answerOf([finding(1, "high")]), "brief")).not.toContain("why");
  });
});

describe("what a baseline and a configuration say", () => {
  const expired = { reason: "the fair", owner: "sam", expires: "2025-12-31" };
  const answer = answerOf(
    [
      finding(1, "high", { state: "new", failing: true }),
      finding(2, "high", { state: "known", failing: false }),
      finding(3, "high", { state: "known", failing: true, expired }),
      finding(4, "low", { state: "new", failing: false, severityBefore: "critical" }),
    ],
    {
      fixed: [{ fingerprint: "f".repeat(32), rule: "TRUST-PUBLIC", resource: "r", title: "a closed door" }],
      suppressed: [{ ...finding(5, "high"), suppression: expired }],
      gate: { failOn: "high", failing: 2 },
    },
  );

  test("is shown with the findings, and counted", () => {
    const text = print(answer);
    expect(text).toContain("HIGH (2)");
    expect(text).toContain("■ NEW Anyone with an AWS account can become a-role-with-a-rather-long-name-1");
    expect(text).not.toContain("long-name-2");
    expect(text).toContain("    note Suppressed until 2025-12-31 by sam (the fair), and no longer.");
    expect(text).toContain("    note The rule says critical, the configuration low.");
    expect(text).toContain("FIXED (1) since the baseline was written\n  ✓ a closed door  TRUST-PUBLIC");
    expect(text).toContain("2 new, 2 in the baseline, 1 fixed, 1 suppressed");
    expect(text).toContain("Fails: 2 findings are at or over high, 1 of them in the baseline with a");
  });

  test("in full lists what was known as well", () => {
    expect(print(answer, "full")).toContain("long-name-2");
  });

  test("fails for new findings where no suppression has run out", () => {
    const fresh = answerOf([finding(1, "high", { state: "new", failing: true })], {
      fixed: [],
      gate: { failOn: "high", failing: 1 },
    });
    expect(print(fresh)).toContain("Fails: 1 new finding is at or over high\n");
  });

  test("passes where nothing fails", () => {
    const passing = answerOf([finding(1, "low", { failing: false })], {
      gate: { failOn: "high", failing: 0 },
    });
    expect(print(passing)).toContain("Passes: no finding is at or over high");
  });
});

test("a finding names who gets in: our own by name, strangers by ARN", () => {
  const text = print(answerOf([finding(1, "high", { principals: [payments.id, stranger.id] })]));
  expect(text).toContain("who  deploy, arn:aws:iam::999999999999:role/test\n");
});

test("a finding shows the change that closes it, and what the example caller sends", () => {
  const text = print(
    answerOf([
      finding(1, "high", {
        example: {
          from: "*",
          to: payments.id,
          verdict: "conditional",
          context: {
            "sts:ExternalId": "x-1",
            "aws:SourceIp": "203.0.113.10",
            "sts:RoleSessionName": "rolepath",
          },
        },
        patch: {
          source: "trust policy of deploy",
          file: "accounts/111122223333/authorization-details.json",
          documentPointer: "/RoleDetailList/0/AssumeRolePolicyDocument",
          operations: [{ op: "remove", path: "/Statement/0" }],
          verified: true,
        },
      }),
    ]),
  );
  expect(text).toContain("    e.g. anyone with sts:ExternalId = x-1\n");
  expect(text).toContain(
    "    edit trust policy of deploy: remove /Statement/0 (tried: the finding is\n         gone)\n",
  );
});
