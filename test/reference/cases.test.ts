import { describe, expect, it } from "vitest";
import { loadCases } from "../case/case.js";
import { askerOf, snapshotOf } from "./case-question.js";
import { findChain, sessionSecondsMax } from "./chain.js";
import { judge } from "./judge.js";

const cases = loadCases();
const single = cases.filter((item) => item.expect.verdict !== undefined);
const chains = cases.filter((item) => item.expect.path !== undefined);

describe("the reference evaluator, tried with every context of the witness domain", () => {
  it("meets every case, as one hop or as a chain", () => {
    expect(single.length + chains.length).toBe(cases.length);
  });

  it.each(single.map((item) => [item.id, item] as const))("agrees with case %s", (_id, item) => {
    const { caller, pins } = askerOf(item.ask.from);
    const judgement = judge(snapshotOf(item), { caller, to: item.ask.to }, pins);
    expect(judgement.verdict, JSON.stringify(judgement.witness)).toBe(item.expect.verdict);
    if (item.expect.layer !== undefined) expect(judgement.layers).toEqual([item.expect.layer]);
    if (item.expect.denyType !== undefined) expect(judgement.denyType).toBe(item.expect.denyType);
  });
});

describe("the reference evaluator, hop after hop", () => {
  it.each(chains.map((item) => [item.id, item] as const))("agrees with chain case %s", (_id, item) => {
    const { from, to, maxHops = 1 } = item.ask;
    const name = typeof from === "string" ? from : from.provider;
    const snapshot = snapshotOf(item);
    const path = findChain(snapshot, { name, ...askerOf(from) }, to, maxHops);
    expect(path).toEqual(item.expect.path);
    if (path !== null && item.expect.maxDuration !== undefined) {
      expect(sessionSecondsMax(snapshot, path)).toBe(item.expect.maxDuration);
    }
  });
});
