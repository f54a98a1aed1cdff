import { describe, expect, test } from "vitest";
import { compareSeverity, judge, type Power, SEVERITIES, type Width } from "./severity.js";

const widths: readonly Width[] = ["anyone", "tenants", "party", "organization", "account", "principal"];
const powers: readonly Power[] = ["admin", "escalation", "data", "read", "none"];

describe("severity", () => {
  test("never falls with a wider entry or a stronger role", () => {
    const all = ["info", "critical"] as const;
    for (const power of powers)
      for (const [index, width] of widths.slice(1).entries())
        expect(
          compareSeverity(judge(widths[index]!, power, all).severity, judge(width, power, all).severity),
        ).toBeLessThanOrEqual(0);
    for (const width of widths)
      for (const [index, power] of powers.slice(1).entries())
        expect(
          compareSeverity(judge(width, powers[index]!, all).severity, judge(width, power, all).severity),
        ).toBeLessThanOrEqual(0);
  });

  test("stays within what the rule allows, and says why", () => {
    expect(judge("principal", "none", ["high", "high"], { atLeast: "it is the rule" })).toEqual({
      severity: "high",
      text: "Severity high: only named principals can use it, and the role has no permissions; no less than high, since it is the rule.",
    });
    expect(judge("anyone", "admin", ["info", "medium"]).severity).toBe("medium");
  });

  test("is one step lower for what holds an outsider up", () => {
    const judgement = judge("anyone", "admin", ["critical", "critical"], { relief: "MFA is asked for" });
    expect(judgement.severity).toBe("high");
    expect(judgement.text).toContain("one step lower, since MFA is asked for");
  });

  test("is sorted most severe first", () => {
    expect([...SEVERITIES].sort(compareSeverity)).toEqual(SEVERITIES);
    expect(SEVERITIES[0]).toBe("critical");
  });
});
