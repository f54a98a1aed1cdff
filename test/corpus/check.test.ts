import { analyze, type Finding } from "@rolepath/analyzer";
import { readSnapshot } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { corpusIsThere, corpusLines } from "./corpus.js";
import { wrapTrustPolicyAtHome } from "./wrap.js";

const FILES = ["stored.jsonl", "filled.jsonl"];

function findingsOf(policy: unknown): readonly Finding[] {
  const { snapshot } = readSnapshot(new Map([["bundle.json", wrapTrustPolicyAtHome(policy)]]));
  if (snapshot === null) throw new Error(`cannot be read: ${JSON.stringify(policy)}`);
  return analyze(snapshot).check().findings;
}

/**
 * How many findings there are by rule and severity, on the role of each policy in a world that its author may have
 * meant. One hundred of them, drawn at random, were read by hand, and all of those of which there are fewer than ten.
 */
const COUNTS: Readonly<Record<string, number>> = {
  "COGNITO-UNAUTH high": 6,
  "COGNITO-UNAUTH medium": 3,
  "IRSA-BROAD medium": 1,
  "OIDC-MUTABLE info": 8,
  "OIDC-NO-SUB critical": 4,
  "OIDC-ORG-WIDE medium": 2,
  "OIDC-WRONG-ISSUER-KEY high": 1,
  "OIDC-WRONG-ISSUER-KEY info": 30,
  "POD-NO-TAGS low": 2,
  "RA-NO-ANCHOR medium": 2,
  "SVC-DEPUTY low": 79,
  "TRUST-CROSS-ORG high": 30,
  "TRUST-CROSS-ORG medium": 1,
  "TRUST-EXTID-WEAK medium": 3,
  "TRUST-IFEXISTS-VACUOUS low": 1,
  "TRUST-IMPOSSIBLE info": 32,
  "TRUST-MFA-MISUSE low": 2,
  "TRUST-PUBLIC critical": 9,
  "TRUST-VENDOR-NO-EXTID high": 43,
  "TRUST-VENDOR-UNKNOWN low": 9,
};

// Without the corpus, which is not part of the repository, these are skipped.
describe.skipIf(!corpusIsThere)("trust policies that others wrote", () => {
  const policies = corpusIsThere
    ? FILES.flatMap((name) => corpusLines(`trust-policies/${name}`).map(({ policy }) => policy))
    : [];
  const found = policies.map((policy) => ({ policy, findings: findingsOf(policy) }));

  test("have the findings that were judged, and no others", () => {
    const counts: Record<string, number> = {};
    for (const { rule, severity } of found.flatMap(({ findings }) => findings))
      counts[`${rule} ${severity}`] = (counts[`${rule} ${severity}`] ?? 0) + 1;
    const sorted = Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
    expect(sorted).toEqual(COUNTS);
  });

  test("have patches that close what they are for", () => {
    const patches = found.flatMap(({ findings }) => findings.flatMap(({ patch }) => patch ?? []));
    expect(patches.length).toBeGreaterThan(50);
    expect(patches.filter(({ verified }) => !verified)).toEqual([]);
  });
});
