import { analyze, findingCatalog } from "@rolepath/analyzer";
import { sampleSnapshot } from "@rolepath/sample";
import { readSnapshot, writeBundle } from "@rolepath/snapshot";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assume, member, outside, snapshotWith, trust } from "./cast.js";
import { addUnrelated, type Choose, printed, rewrite } from "./rewrite.js";
import { stages } from "./stages.js";

// The example of each rule on its stage, and one role that several rules speak of.
const bundles: readonly unknown[] = [
  snapshotWith(trust(assume({ AWS: ["*", member] }), assume({ AWS: outside }))),
  ...findingCatalog.map((info) => snapshotWith(info.example.bad, stages[info.id])),
].map((snapshot): unknown => JSON.parse(writeBundle(snapshot)));

function findingsOf(bundle: unknown, choose: Choose = () => 0): readonly string[] {
  const { snapshot } = readSnapshot(new Map([["bundle.json", printed(bundle, choose)]]));
  if (snapshot === null) throw new Error("the rewrite cannot be read");
  return analyze(snapshot)
    .check()
    .findings.map(
      (finding) => `${finding.fingerprint} ${finding.severity} ${finding.rule} ${finding.resource}`,
    )
    .sort();
}

/** Choices by a generator of its own: for the many of a large snapshot, fast-check would remember each. */
function chooseFrom(seed: number): Choose {
  let state = seed | 0;
  return (from) => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * from);
  };
}

describe("the fingerprint of a finding", () => {
  const before = bundles.map((bundle) => findingsOf(bundle));

  test("is there for every rule of the catalogue", () => {
    const rules = new Set(before.flat().map((line) => line.split(" ")[2]));
    expect([...rules].sort()).toEqual(findingCatalog.map((info) => info.id).sort());
  });

  test("survives 1,000 harmless rewrites and unrelated additions", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.gen(), (generate) => {
        const choose: Choose = (from) => generate(fc.nat, Math.max(0, from - 1));
        const index = choose(bundles.length);
        const changed = rewrite(addUnrelated(bundles[index], choose), "", choose);
        expect(findingsOf(changed, choose)).toEqual(before[index]);
      }),
      { numRuns: 1000, seed: 20261015, endOnFailure: true },
    );
  });

  test("survives harmless rewrites of the sample organization", { timeout: 240_000 }, () => {
    const sample: unknown = JSON.parse(writeBundle(sampleSnapshot()));
    const findings = findingsOf(sample);
    expect(findings.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const choose = chooseFrom(seed);
        expect(findingsOf(rewrite(addUnrelated(sample, choose), "", choose), choose)).toEqual(findings);
      }),
      { numRuns: 8, seed: 20261015, endOnFailure: true },
    );
  });

  test("is another one for another role and another principal", () => {
    const print = (name: string, account: string) =>
      analyze(snapshotWith(trust(assume({ AWS: account })), { name })).check().findings[0]?.fingerprint;
    const prints = [print("target", outside), print("other", outside), print("target", "888888888888")];
    expect(new Set(prints).size).toBe(3);
    expect(print("target", outside)).toBe(prints[0]);
  });
});
