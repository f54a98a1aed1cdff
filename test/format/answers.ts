import type { CheckAnswer, Finding, Severity } from "@rolepath/analyzer";

// Answers made by hand, for what no organization at hand holds: hostile names, every mark, very many findings.

/** Everything that some reader of some format might obey. */
export const hostile = [
  "x\u001b[2J\u202e\n\r\t::error::pwned%0A",
  '=HYPERLINK("https://evil.example","click")',
  "<img src=x onerror=alert(1)> </failure>]]>&lt;script&gt;",
  "[click](https://evil.example) https://evil.example www.evil.example ![](x) `code` **bold** | cell",
  "@octocat #1 !2 ~label %milestone $1 org/repo#3 </details></summary> ```\n\n# heading",
  '"];\n  click n0 "javascript:alert(1)"\n  n0["x',
  "{0} \u{e0041} \ud800 \ufffe '; DROP TABLE",
] as const;

export interface Made {
  readonly rule?: string;
  readonly severity?: Severity;
  readonly text?: string;
  readonly number?: number;
  readonly more?: Partial<Finding>;
}

/** A finding in which every text of strangers is `text`. */
export function finding({
  rule = "TRUST-PUBLIC",
  severity = "high",
  text = "deploy",
  number = 0,
  more,
}: Made): Finding {
  const fingerprint = number.toString(16).padStart(32, "0");
  return {
    id: `${rule}-${fingerprint.slice(-10)}`,
    rule,
    severity,
    title: `Anyone can become ${text}`,
    resource: `arn:aws:iam::111122223333:role/${text}`,
    account: "111122223333",
    principals: ["*", text],
    evidence: [
      {
        layer: "trust",
        source: `trust policy of ${text}`,
        statement: 0,
        effect: "Allow",
        file: "accounts/111122223333/authorization-details.json",
        pointer: "/RoleDetailList/0/AssumeRolePolicyDocument/Statement/0",
        match: "yes",
        text: `allows ${text}`,
      },
    ],
    path: ["*", `arn:aws:iam::111122223333:role/${text}`],
    requires: [{ key: "sts:ExternalId", operator: "StringEquals", values: [text], kind: "caller", text }],
    why: `The trust policy of ${text} allows it.`,
    fix: `Name who needs ${text}.`,
    references: [{ title: "Principal", url: "https://docs.aws.amazon.com/" }],
    fingerprint,
    ...more,
  };
}

/** An answer with these findings. */
export function answerOf(findings: readonly Finding[], more: Partial<CheckAnswer> = {}): CheckAnswer {
  const bySeverity = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  const byRule: Record<string, number> = {};
  for (const { severity, rule } of findings) {
    bySeverity[severity] += 1;
    byRule[rule] = (byRule[rule] ?? 0) + 1;
  }
  return {
    tool: { name: "rolepath", version: "0.1.0" },
    snapshot: {
      createdAt: "2026-10-15T00:00:00Z",
      accounts: 1,
      users: 0,
      roles: 1,
      principals: 1,
      edges: 1,
      coverageGaps: [],
    },
    findings,
    summary: { total: findings.length, bySeverity, byRule },
    problems: [],
    assumptions: [],
    ...more,
  };
}

/** An answer full of hostile names, with everything that an answer can hold. */
export const hostileAnswer: CheckAnswer = (() => {
  const findings = hostile.map((text, number) =>
    finding({ text, number, more: { state: "new", failing: true } }),
  );
  const [first = finding({}), second = finding({}), ...rest] = findings;
  const note = { reason: hostile[2], owner: hostile[4], expires: "2026-01-01" };
  return answerOf(
    [{ ...first, expired: note }, { ...second, severityBefore: "low", state: "known" }, ...rest],
    {
      suppressed: [{ ...finding({ text: hostile[2], number: 99 }), suppression: note }],
      fixed: [{ fingerprint: "f".repeat(32), rule: "OLD", resource: hostile[3], title: hostile[3] }],
      gate: { failOn: "high", failing: findings.length },
      notices: [{ kind: "suppression-expired", text: hostile[3] }],
      problems: [
        {
          level: "warning",
          code: "x",
          file: hostile[0],
          pointer: "",
          message: hostile[3],
          remedy: hostile[1],
        },
      ],
      assumptions: [hostile[0]],
    },
  );
})();
