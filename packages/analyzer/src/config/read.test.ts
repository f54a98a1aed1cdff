import { describe, expect, test } from "vitest";
import { readBaseline } from "./baseline.js";
import { readConfig } from "./read.js";

const suppression = {
  rule: "TRUST-CROSS-ORG",
  resource: "arn:aws:iam::111122223333:role/etl-*",
  reason: "the auditors' export",
  owner: "data@example.com",
  expires: "2026-12-31",
};

function issues(value: unknown): readonly string[] {
  const result = readConfig(value);
  return result.kind === "read"
    ? []
    : result.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("a configuration", () => {
  test("that is empty says nothing", () => {
    expect(readConfig(undefined)).toEqual({ kind: "read", options: {} });
    expect(readConfig(null)).toEqual({ kind: "read", options: {} });
    expect(readConfig({})).toEqual({ kind: "read", options: {} });
  });

  test("is read into the options of a check", () => {
    const result = readConfig({
      trusted: {
        accounts: ["111122223333", { id: "444455556666", name: "the auditors", reason: "contract 12" }],
        organizations: ["o-exampleorgid"],
        vendors: ["Datadog"],
      },
      severities: [{ rule: "MGMT-TARGET", severity: "low" }],
      suppressions: [suppression],
    });
    expect(result).toEqual({
      kind: "read",
      options: {
        trusted: {
          accounts: new Set(["111122223333", "444455556666"]),
          organizations: new Set(["o-exampleorgid"]),
          vendors: new Set(["datadog"]),
        },
        severities: [{ rule: "MGMT-TARGET", severity: "low" }],
        suppressions: [suppression],
      },
    });
  });

  test("names every place that is wrong, each once", () => {
    const { reason: _, ...withoutReason } = suppression;
    expect(
      issues({
        trusted: { accounts: ["1234", 5, { id: "12", nmae: "x" }], organizations: ["111122223333"] },
        suppressions: [
          withoutReason,
          { ...suppression, expires: "2026-02-30", owner: "" },
          { reason: "all of it", owner: "me", expires: "2026-12-31" },
        ],
        severities: { "MGMT-TARGET": "low" },
        supressions: [],
      }),
    ).toEqual([
      "trusted.accounts.0: expected 12 digits",
      "trusted.accounts.1: expected an id, or a mapping with id, name, reason",
      "trusted.accounts.2.id: expected 12 digits",
      "trusted.accounts.2.nmae: unknown key; expected one of id, name, reason",
      "trusted.organizations.0: expected the id of an organization, such as o-exampleorgid",
      "severities: expected a list",
      "suppressions.0.reason: is missing",
      "suppressions.1.owner: expected text that is not empty",
      "suppressions.1.expires: expected a day, such as 2026-12-31",
      "suppressions.2: expected at least one of rule, resource, fingerprint",
      "supressions: unknown key; expected one of trusted, severities, suppressions, invariants",
    ]);
  });

  test.each([
    ["a list", []],
    ["text", "trusted"],
    ["a number", 3],
  ])("that is %s is refused", (_name, value) => {
    expect(issues(value)).toEqual([
      ": expected a mapping with trusted, severities, suppressions, invariants",
    ]);
  });

  test("takes no key from the prototype of objects for one of its own", () => {
    expect(issues(JSON.parse('{"__proto__": {"trusted": {}}}'))).toEqual([
      "__proto__: unknown key; expected one of trusted, severities, suppressions, invariants",
    ]);
    expect(issues({ constructor: {} })).toHaveLength(1);
  });
});

describe("a baseline", () => {
  const entry = { fingerprint: "0".repeat(32), rule: "TRUST-PUBLIC", resource: "arn", title: "Anyone" };

  test("is read, with keys that only a later version knows", () => {
    const file = { formatVersion: 1, createdAt: "2026-10-15T00:00:00Z", findings: [{ ...entry, more: 1 }] };
    expect(readBaseline(file)).toEqual({ kind: "read", findings: [entry] });
  });

  test("of another version, or that is something else, is refused", () => {
    expect(readBaseline({ formatVersion: 2, createdAt: "x", findings: [] })).toMatchObject({
      kind: "refused",
      issues: [{ path: ["formatVersion"] }],
    });
    expect(readBaseline([])).toMatchObject({ kind: "refused" });
    expect(
      readBaseline({ formatVersion: 1, createdAt: "x", findings: [{ ...entry, fingerprint: "abc" }] }),
    ).toMatchObject({ kind: "refused", issues: [{ path: ["findings", 0, "fingerprint"] }] });
  });
});
