import { describe, expect, test } from "vitest";
import type { CheckAnswer, Finding, Severity } from "../../answer.js";
import type { CheckOptions, Suppression } from "../../config/check-options.js";
import { countsOf } from "../order.js";
import { settle } from "./settle.js";

function finding(rule: string, severity: Severity, name: string): Finding {
  const fingerprint = `${rule}${name}`.padEnd(32, "0");
  return {
    id: `${rule}-${fingerprint.slice(0, 10)}`,
    rule,
    severity,
    title: `${rule} at ${name}`,
    resource: `arn:aws:iam::111122223333:role/${name}`,
    account: "111122223333",
    principals: ["*"],
    evidence: [],
    why: "",
    fix: "",
    references: [],
    fingerprint,
  };
}

const findings = [
  finding("OPEN", "critical", "lake"),
  finding("OPEN", "high", "etl-a"),
  finding("OPEN", "high", "etl-b"),
  finding("WIDE", "low", "etl-a"),
];

const answer: CheckAnswer = {
  tool: { name: "rolepath", version: "0" },
  snapshot: {
    createdAt: "2026-10-15T23:30:00Z",
    accounts: 1,
    users: 0,
    roles: 3,
    principals: 3,
    edges: 0,
    coverageGaps: [],
  },
  findings,
  summary: countsOf(findings),
  problems: [],
  assumptions: [],
};

const settled = (options: CheckOptions) => settle(answer, options, ["OPEN", "WIDE"]);
const namesOf = (list: readonly Finding[] | undefined) => list?.map(({ title }) => title);
const suppress = (
  part: Pick<Suppression, "rule" | "resource" | "fingerprint">,
  expires = "2026-12-31",
): Suppression => ({ ...part, reason: "agreed", owner: "sam", expires });

test("without options the answer stays as it is", () => {
  expect(settled({})).toEqual(answer);
});

describe("a suppression", () => {
  test("takes out what fits all of its parts, and nothing else", () => {
    const result = settled({ suppressions: [suppress({ rule: "OPEN", resource: "*:role/etl-?" })] });
    expect(namesOf(result.findings)).toEqual(["OPEN at lake", "WIDE at etl-a"]);
    expect(namesOf(result.suppressed)).toEqual(["OPEN at etl-a", "OPEN at etl-b"]);
    expect(result.suppressed?.[0]?.suppression).toEqual({
      reason: "agreed",
      owner: "sam",
      expires: "2026-12-31",
    });
    expect(result.summary).toEqual(countsOf(result.findings));
    expect(result.notices).toBeUndefined();
  });

  test("by fingerprint or id takes out one finding", () => {
    const [first] = findings;
    for (const fingerprint of [first?.fingerprint, first?.id])
      expect(namesOf(settled({ suppressions: [suppress({ fingerprint })] }).suppressed)).toEqual([
        "OPEN at lake",
      ]);
  });

  test("counts on its last day by the clock of the snapshot, and no longer", () => {
    const on = (expires: string) => settled({ suppressions: [suppress({ rule: "WIDE" }, expires)] });
    expect(on("2026-10-15").findings).toHaveLength(3);
    const expired = on("2026-10-14");
    expect(expired.findings).toHaveLength(4);
    expect(expired.suppressed).toEqual([]);
    expect(expired.findings.at(-1)?.expired).toEqual({
      reason: "agreed",
      owner: "sam",
      expires: "2026-10-14",
    });
    expect(expired.notices).toEqual([
      {
        kind: "suppression-expired",
        text: "the suppression of WIDE expired on 2026-10-14: 1 finding counts again; ask sam",
      },
    ]);
  });

  test("that covers nothing is said, unless its rule was not run", () => {
    const suppressions = [suppress({ rule: "WIDE", resource: "*/nobody" })];
    expect(settled({ suppressions }).notices?.map(({ kind }) => kind)).toEqual(["suppression-unused"]);
    expect(settled({ suppressions, rules: ["OPEN"] }).notices).toBeUndefined();
  });

  test("of a rule that there is not is said", () => {
    const { notices } = settled({ suppressions: [suppress({ rule: "OPNE" })] });
    expect(notices?.map(({ kind }) => kind)).toEqual(["rule-unknown", "suppression-unused"]);
  });
});

describe("an override of a severity", () => {
  test("moves the finding, and keeps what the rule says; the first that fits counts", () => {
    const { findings: moved, summary } = settled({
      severities: [
        { rule: "OPEN", resource: "*/lake", severity: "info" },
        { rule: "OPEN", severity: "medium" },
      ],
    });
    expect(moved.map(({ title, severity, severityBefore }) => [title, severity, severityBefore])).toEqual([
      ["OPEN at etl-a", "medium", "high"],
      ["OPEN at etl-b", "medium", "high"],
      ["WIDE at etl-a", "low", undefined],
      ["OPEN at lake", "info", "critical"],
    ]);
    expect(summary.bySeverity).toEqual({ critical: 0, high: 0, medium: 2, low: 1, info: 1 });
  });

  test("that is given to nothing is said", () => {
    const { notices } = settled({ severities: [{ resource: "*/nobody", severity: "info" }] });
    expect(notices?.map(({ kind }) => kind)).toEqual(["severity-unused"]);
  });
});

describe("a baseline", () => {
  const known = (name: Finding) => ({
    fingerprint: name.fingerprint,
    rule: name.rule,
    resource: name.resource,
    title: name.title,
  });
  const gone = { ...known(finding("WIDE", "low", "gone")) };
  const baseline = [...findings.slice(1, 3).map(known), gone];

  test("tells new findings from known ones, and says which are fixed", () => {
    const result = settled({ baseline });
    expect(result.findings.map(({ state }) => state)).toEqual(["new", "known", "known", "new"]);
    expect(result.fixed).toEqual([gone]);
  });

  test("calls nothing fixed that was suppressed or not looked for", () => {
    expect(settled({ baseline, rules: ["OPEN"] }).fixed).toEqual([]);
    const suppressions = [suppress({ rule: "OPEN" })];
    expect(settled({ baseline, suppressions }).fixed).toEqual([gone]);
  });

  test("keeps its findings from failing, and no others", () => {
    const failing = (options: CheckOptions) =>
      namesOf(settled(options).findings.filter((one) => one.failing === true));
    expect(failing({ failOn: "high" })).toEqual(["OPEN at lake", "OPEN at etl-a", "OPEN at etl-b"]);
    expect(failing({ failOn: "high", baseline })).toEqual(["OPEN at lake"]);
    expect(failing({ failOn: "info", baseline })).toEqual(["OPEN at lake", "WIDE at etl-a"]);
    expect(settled({ failOn: "high", baseline }).gate).toEqual({ failOn: "high", failing: 1 });
  });

  test("does not cover what an expired suppression covered", () => {
    const suppressions = [suppress({ resource: "*/etl-b" }, "2026-01-01")];
    const { gate } = settled({ failOn: "high", baseline, suppressions });
    expect(gate).toEqual({ failOn: "high", failing: 2 });
  });
});

test("rules can be picked and left out", () => {
  expect(namesOf(settled({ rules: ["WIDE"] }).findings)).toEqual(["WIDE at etl-a"]);
  expect(namesOf(settled({ excludedRules: ["OPEN"] }).findings)).toEqual(["WIDE at etl-a"]);
});
