import type {
  CanAnswer,
  CheckAnswer,
  HopAnswer,
  PathResult,
  PathsAnswer,
  PrincipalInfo,
} from "@rolepath/analyzer";
import { expect, test } from "vitest";
import { layOut, plainPaint } from "../text/layout.js";
import type { Line } from "../text/line.js";
import { columnsOf } from "../text/width.js";
import { canLines } from "./can.js";
import { checkLines } from "./check.js";
import { Names } from "./names.js";
import { pathLines, reachLines } from "./paths.js";

const alice = "arn:aws:iam::111122223333:user/alice";
const build = "arn:aws:iam::111122223333:role/build";
const deploy = "arn:aws:iam::444455556666:role/deploy";

const principal = (id: string, name: string, account: string, accountName: string): PrincipalInfo => ({
  id,
  name,
  account,
  accountName,
  kind: id.includes(":user/") ? "user" : "role",
  outside: false,
  admin: id === deploy,
  tags: {},
});

const names = new Names([
  principal(alice, "alice", "111122223333", "Payments"),
  principal(build, "build", "111122223333", "Payments"),
  principal(deploy, "deploy", "444455556666", "Tools"),
]);

const externalId = {
  key: "sts:ExternalId",
  operator: "StringEquals",
  values: ["abc"],
  kind: "caller" as const,
  text: 'the external ID is "abc"',
};
const fromNetwork = {
  key: "aws:SourceIp",
  operator: "IpAddress",
  values: ["10.0.0.0/8"],
  kind: "environment" as const,
  text: "the source address is in 10.0.0.0/8",
};

const hop = (from: string, to: string, requires: HopAnswer["requires"] = []): HopAnswer => ({
  from,
  to,
  action: "sts:AssumeRole",
  verdict: requires.length === 0 ? "allowed" : "conditional",
  requires,
  maxSessionSeconds: 3600,
});

const result = (hops: HopAnswer[], end: string): PathResult => ({
  principal: end,
  path: [hops[0]!.from, ...hops.map(({ to }) => to)],
  hops,
  verdict: hops.some(({ verdict }) => verdict === "conditional") ? "conditional" : "allowed",
  requires: hops.flatMap(({ requires }) => requires),
  maxSessionSeconds: 3600,
});

const print = (lines: Line[], width = 80) => layOut(lines, width, plainPaint);

const conditional: CanAnswer = {
  from: alice,
  to: deploy,
  verdict: "conditional",
  action: "sts:AssumeRole",
  requires: [externalId, fromNetwork],
  alternatives: [[externalId], [fromNetwork]],
  reason: "the trust policy names alice",
  evidence: [
    {
      layer: "identity",
      source: "inline policy a of user alice",
      statement: 0,
      effect: "Allow",
      match: "yes",
      text: "allows sts:AssumeRole",
    },
    {
      layer: "trust",
      source: "trust policy of deploy",
      statement: 1,
      effect: "Allow",
      sid: "Al",
      match: "if",
      text: "names alice",
    },
    {
      layer: "trust",
      source: "trust policy of deploy",
      statement: 0,
      effect: "Allow",
      match: "no",
      text: "names bob",
    },
  ],
  witness: { "sts:ExternalId": "abc", "aws:TagKeys": ["a", "b"] },
  assumptions: ["nothing is known of SCPs"],
};

test("a conditional answer shows alternatives apart, the trace by layer, a request that works and what was assumed", () => {
  expect(print(canLines(conditional, names))).toBe(`CONDITIONAL  alice can become deploy under conditions
  from  ${alice}  Payments (111122223333)
  to    ${deploy}  Tools (444455556666)
  by    sts:AssumeRole

It works in any of 2 ways
  1.
    ◐ the external ID is "abc"  sts:ExternalId, the caller's choice
  2.
    ◐ the source address is in 10.0.0.0/8  aws:SourceIp, the environment

Why
  trust     ◐ Allow if  trust policy of deploy, statement 1 (Al)
              names alice
            · Allow, no match  trust policy of deploy, statement 0
              names bob
  identity  ✓ Allow  inline policy a of user alice, statement 0
              allows sts:AssumeRole

A request that works
  sts:ExternalId  abc
  aws:TagKeys     a, b

Assumed
  - nothing is known of SCPs
`);
});

test("a denied answer names the layer that decides, and what would change it", () => {
  const text = print(
    canLines(
      {
        ...conditional,
        verdict: "denied",
        requires: [],
        layer: "scp",
        denyType: "explicit",
        evidence: [
          {
            layer: "scp",
            source: "SCP NoSts on ou-1",
            statement: 0,
            effect: "Deny",
            match: "yes",
            text: "denies sts:*",
          },
        ],
        remedy: "change the SCP",
      },
      names,
    ),
  );
  expect(text).toMatch(/^DENIED {2}alice cannot become deploy$/m);
  expect(text).toMatch(/scp {7}✗ Deny {2}SCP NoSts on ou-1, statement 0 {2}decides/);
  expect(text).toContain("To allow it\n  change the SCP");
  expect(text).not.toContain("It works");
});

test("an unknown answer says what is missing", () => {
  const text = print(
    canLines({ ...conditional, verdict: "unknown", requires: [], missing: ["no role deploy"] }, names),
  );
  expect(text).toContain("UNKNOWN  whether alice can become deploy");
  expect(text).toContain("Missing\n  - no role deploy");
});

const whoCan: PathsAnswer = {
  question: "who-can",
  to: deploy,
  maxHops: 8,
  results: [
    result([hop(alice, build), hop(build, deploy, [externalId])], alice),
    result([hop(build, deploy)], build),
  ],
  truncated: false,
  assumptions: [],
};

test("who-can lists by account, nearest first, with the way and its condition", () => {
  expect(print(reachLines(whoCan, names))).toBe(`deploy  ${deploy}
can be reached by 2 principals in up to 8 hops: 1 freely, 1 under conditions

Payments (111122223333)
  ● 1 hop   build
  ◐ 2 hops  alice, user through build
            if the external ID is "abc"

● allowed  ◐ under conditions
`);
});

test("what-can marks administrators", () => {
  const answer = {
    ...whoCan,
    question: "what-can" as const,
    from: alice,
    results: [result([hop(alice, deploy)], deploy)],
  };
  expect(print(reachLines(answer, names))).toContain("  ● 1 hop   deploy, administrator");
});

test("an empty answer says so, and a cut one too", () => {
  expect(print(reachLines({ ...whoCan, results: [] }, names))).toContain(
    "can be reached by no principal in up to 8 hops",
  );
  expect(print(reachLines({ ...whoCan, truncated: true }, names))).toContain(
    "Cut off: a limit ended the search",
  );
});

test("paths cut off by the number that was asked for says how to have more", () => {
  const answer = { ...whoCan, question: "paths" as const, truncated: true };
  const { length } = answer.results;
  expect(print(pathLines(answer, names, length))).toContain("there may be more; --limit K lists more.");
  expect(print(pathLines(answer, names, length + 1))).toContain("there may be more.\n");
});

test("paths shows each hop beneath the other", () => {
  const answer = { ...whoCan, question: "paths" as const, from: "user/alice" };
  expect(print(pathLines(answer, names))).toContain(`1. ◐ 2 hops
   alice  Payments (111122223333)
   └ ● assumes build  1 h
     └ ◐ assumes deploy  Tools (444455556666), 1 h
         if the external ID is "abc"
`);
  expect(print(pathLines(answer, names))).toContain("● allowed  ◐ under conditions  1 h: longest session\n");
});

const checkAnswer: CheckAnswer = {
  tool: { name: "rolepath", version: "0.0.0" },
  snapshot: {
    createdAt: "2026-01-01T00:00:00Z",
    accounts: 2,
    users: 1,
    roles: 2,
    principals: 3,
    edges: 2,
    coverageGaps: [],
  },
  findings: [
    {
      id: "TRUST-PUBLIC-0123456789",
      rule: "TRUST-PUBLIC",
      severity: "critical",
      title: "anyone can become deploy",
      resource: deploy,
      account: "444455556666",
      principals: ["*", "1", "2", "3", "4", "5", "6"],
      evidence: [
        {
          layer: "trust",
          source: "trust policy of deploy",
          statement: 0,
          effect: "Allow",
          file: "a.json",
          pointer: "/x/0",
          match: "yes",
          text: "t",
        },
      ],
      why: "every account in the world gets in, and what is inside is worth a lot to whoever does, so this line is long",
      fix: "name the principals",
      references: [],
      fingerprint: "f",
    },
  ],
  summary: {
    total: 1,
    bySeverity: { critical: 1, high: 0, medium: 0, low: 0, info: 0 },
    byRule: { "TRUST-PUBLIC": 1 },
  },
  problems: [],
  assumptions: [],
};

test("check groups by severity, wraps at 80 columns and counts at the end", () => {
  const text = print(checkLines(checkAnswer, names));
  expect(text).toBe(`CRITICAL (1)

  ■ anyone can become deploy  TRUST-PUBLIC-0123456789
    in   ${deploy}  Tools (444455556666)
    who  anyone (*), 1, 2, 3, 4 and 2 more
    why  every account in the world gets in, and what is inside is worth a lot
         to whoever does, so this line is long
    at   trust policy of deploy, statement 0 — a.json /x/0
    fix  name the principals

1 finding: 1 critical in 2 accounts, 2 roles, 2 edges
`);
  for (const line of text.split("\n")) expect(columnsOf(line)).toBeLessThanOrEqual(80);
});

test("no finding is said plainly", () => {
  const none = { ...checkAnswer, findings: [], summary: { ...checkAnswer.summary, total: 0 } };
  expect(print(checkLines(none, names))).toBe("No findings in 2 accounts, 2 roles, 2 edges\n");
});

test("hostile names reach no terminal as they are", () => {
  const evil = "arn:aws:iam::111122223333:role/x\u001b[2J\u202e\n";
  const text = print([
    ...canLines(
      { ...conditional, to: evil, reason: evil, witness: { [evil]: evil }, assumptions: [evil] },
      names,
    ),
    ...reachLines(
      { ...whoCan, results: [result([hop(evil, deploy)], evil)] },
      new Names([principal(evil, evil, evil, evil)]),
    ),
    ...checkLines(
      {
        ...checkAnswer,
        findings: [{ ...checkAnswer.findings[0]!, title: evil, principals: [evil], why: evil }],
      },
      names,
    ),
  ]);
  expect(text).not.toMatch(/[\u001b\u202e]/);
  expect(text).toContain("x\\u{1b}[2J\\u{202e}\\n");
});

test("names of outside accounts are their vendors', where a list knows them", () => {
  const outside = (id: string, vendor?: string): PrincipalInfo => ({
    ...principal(id, `account ${id}`, id, id),
    kind: "account",
    outside: true,
    ...(vendor === undefined ? {} : { vendor }),
  });
  const strangers = new Names([outside("464622532012", "Datadog"), outside("999999999999")]);
  expect(strangers.short("464622532012")).toBe("account 464622532012 (Datadog)");
  expect(strangers.group("464622532012").title).toBe("Datadog (464622532012), outside the snapshot");
  expect(strangers.short("999999999999")).toBe("account 999999999999");
  expect(strangers.group("999999999999").title).toBe("999999999999, outside the snapshot");
});
