import { analyze, type Finding } from "@rolepath/analyzer";
import { decoys, plantedMistakes, sampleSnapshot } from "@rolepath/sample";
import { valueAt } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";

const snapshot = sampleSnapshot();
const { findings, assumptions } = analyze(snapshot).check();
const place = ({ rule, resource }: Pick<Finding, "rule" | "resource">): string => `${rule} ${resource}`;

describe("the findings of the sample organization", () => {
  test("are exactly the planted mistakes", () => {
    expect(findings.map(place).sort()).toEqual(plantedMistakes.map(place).sort());
  });

  test("are none of the decoys", () => {
    const looks = new Set(decoys.map(({ looksLike, resource }) => place({ rule: looksLike, resource })));
    expect(looks.size).toBeGreaterThanOrEqual(12);
    expect(findings.map(place).filter((found) => looks.has(found))).toEqual([]);
  });

  test("come most severe first, each with an id and a fingerprint of its own", () => {
    const scale = ["critical", "high", "medium", "low", "info"];
    const ranks = findings.map((finding) => scale.indexOf(finding.severity));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(findings.map((finding) => finding.id)).size).toBe(findings.length);
    expect(new Set(findings.map((finding) => finding.fingerprint)).size).toBe(findings.length);
    for (const { fingerprint } of findings) expect(fingerprint).toMatch(/^[0-9a-f]{32}$/);
  });

  test("each point at an Allow statement that stands in the snapshot", () => {
    for (const finding of findings) {
      expect(finding.evidence.length, finding.id).toBeGreaterThan(0);
      for (const entry of finding.evidence) {
        const statement = valueAt(snapshot, entry.file ?? "", entry.pointer ?? "");
        expect(statement, `${finding.id} ${entry.pointer}`).toMatchObject({ Effect: entry.effect });
      }
    }
  });

  test("say who, why and what to do", () => {
    for (const finding of findings) {
      expect(finding.principals.length, finding.id).toBeGreaterThan(0);
      expect(finding.why, finding.id).toMatch(/ Severity (critical|high|medium|low|info): .+\.$/);
      expect(finding.fix, finding.id).toMatch(/\.$/);
      expect(finding.references.length, finding.id).toBeGreaterThan(0);
    }
  });

  test("show the two chains of the story", () => {
    const chains = findings.filter((finding) => finding.rule === "CHAIN-TO-ADMIN");
    expect(
      chains.map((finding) => [
        finding.severity,
        finding.path?.map((id) => id.slice(id.lastIndexOf("/") + 1)),
      ]),
    ).toEqual([
      [
        "critical",
        [
          "token.actions.githubusercontent.com",
          "gha-build",
          "account-vending",
          "OrganizationAccountAccessRole",
        ],
      ],
      ["high", ["tomas.varga", "dev-tools", "staging-debug", "replay-runner", "payments-replay"]],
    ]);
  });

  test("rest on nothing that the snapshot does not say", () => {
    expect(assumptions).toEqual([]);
  });
});
