import type { CheckOptions } from "@rolepath/analyzer";
import { describe, expect, test } from "vitest";
import { assume, organizationId, outside, stageOf, trust } from "./cast.js";

const other = "o-otherorgid1";

function rulesUnder(trustPolicy: unknown, options?: CheckOptions): readonly string[] {
  return stageOf(trustPolicy)
    .check(options)
    .findings.map(({ rule }) => rule)
    .filter((rule) => rule.startsWith("TRUST-"));
}

function trusting(accounts: readonly string[], organizations: readonly string[] = []): CheckOptions {
  return {
    trusted: { accounts: new Set(accounts), organizations: new Set(organizations), vendors: new Set() },
  };
}

describe("what lets in somebody trusted is no finding", () => {
  const wholeAccount = trust(assume({ AWS: outside }));
  const namedRole = trust(assume({ AWS: `arn:aws:iam::${outside}:role/etl` }));
  const organization = trust(assume({ AWS: "*" }, { StringEquals: { "aws:PrincipalOrgID": other } }));

  test("for an account", () => {
    expect(rulesUnder(wholeAccount)).toEqual(["TRUST-VENDOR-NO-EXTID"]);
    expect(rulesUnder(wholeAccount, trusting([outside]))).toEqual([]);
    expect(rulesUnder(namedRole)).toEqual(["TRUST-CROSS-ORG"]);
    expect(rulesUnder(namedRole, trusting([outside]))).toEqual([]);
  });

  test("for an organization", () => {
    expect(rulesUnder(organization)).toEqual(["TRUST-CROSS-ORG"]);
    expect(rulesUnder(organization, trusting([], [other]))).toEqual([]);
  });

  test("and everybody else stays one", () => {
    expect(rulesUnder(wholeAccount, trusting(["888888888888"], [organizationId]))).toEqual([
      "TRUST-VENDOR-NO-EXTID",
    ]);
    const anyone = trust(assume({ AWS: "*" }));
    expect(rulesUnder(anyone, trusting([outside]))).toEqual(["TRUST-PUBLIC"]);
  });
});
