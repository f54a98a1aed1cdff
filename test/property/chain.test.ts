import { type Analysis, analyze, type PathResult } from "@rolepath/analyzer";
import type { Json } from "@rolepath/snapshot";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainOrganization } from "./arbitrary/plain-organization.js";
import { LINE_STARTS, LINE_VALUES, lineDeny, statefulLine } from "./arbitrary/stateful-line.js";
import { trustPolicy } from "./arbitrary/statement.js";
import { bruteReach } from "./brute-reach.js";
import { deniedAlone, replay } from "./chain-replay.js";
import { describeSnapshot } from "./describe-snapshot.js";
import { walkRandomly } from "./random-walk.js";
import { expectNoFault, settings, TIMEOUT_MS } from "./run.js";
import { addTrustDeny } from "./variant.js";

const HOPS = 3;

describe("a chain", () => {
  it("replays hop by hop in the reference evaluator, and each hop may be asked about alone", {
    timeout: TIMEOUT_MS,
  }, () => {
    let chains = 0;
    let cut = 0;
    const property = fc.property(statefulLine, (snapshot) => {
      const analysis = analyze(snapshot);
      for (const from of LINE_STARTS) {
        const reach = analysis.whatCan(from).results.map((result) => result.principal);
        const shortest = reach.map((to) => analysis.can({ from, to, maxHops: 8 }));
        cut += shortest.filter((answer) => answer.complete === false).length;
        const others = reach.flatMap(
          (to) => analysis.paths({ from, to, witness: true, alternatives: 3 }).results,
        );
        for (const { hops = [] } of [...shortest, ...others]) {
          chains += hops.length > 1 ? 1 : 0;
          const walked = replay(snapshot, from, hops);
          const fault = walked.kind === "fault" ? walked.text : deniedAlone(analysis, from, walked.requests);
          if (fault !== null)
            throw new Error(`${from} → ${hops.at(-1)?.to}: ${fault}\n${describeSnapshot(snapshot)}`);
        }
      }
    });
    fc.assert(property, settings(80));
    console.error(`${chains} chains replayed, ${cut} searches cut`);
    expect(chains).toBeGreaterThan(300);
    expect(cut).toBeLessThan(chains / 20);
  });

  it("leads wherever a random walk in the reference evaluator gets to, in no more hops", {
    timeout: TIMEOUT_MS,
  }, () => {
    let walked = 0;
    const property = fc.property(statefulLine, (snapshot) => {
      const analysis = analyze(snapshot);
      for (const from of LINE_STARTS) {
        const reach = new Map(analysis.whatCan(from).results.map((one) => [one.principal, one.path.length]));
        const walks = { walks: 25, hopCountMax: 5, seed: 7 };
        for (const [to, path] of walkRandomly(snapshot, from, LINE_VALUES, walks)) {
          walked += path.length > 2 ? 1 : 0;
          if ((reach.get(to) ?? Number.POSITIVE_INFINITY) > path.length)
            throw new Error(`${path.join(" → ")} is not found\n${describeSnapshot(snapshot)}`);
        }
      }
    });
    fc.assert(property, settings(40));
    expect(walked).toBeGreaterThan(20);
  });

  it("is never opened by a Deny that is added", { timeout: TIMEOUT_MS }, () => {
    const denies = fc
      .sample(trustPolicy, { numRuns: 40, seed: 11 })
      .flatMap((document) => document.Statement as Json)
      .map((statement) => ({ ...(statement as object), Effect: "Deny" }) as Json);
    expectNoFault("chains under added denials", 6, (snapshot) => {
      const deny = denies[JSON.stringify(snapshot).length % denies.length]!;
      const before = analyze(snapshot);
      const after = analyze(addTrustDeny(snapshot, deny));
      for (const { id } of before.principals()) {
        const open = new Set(before.whatCan(id, { maxHops: HOPS }).results.map((one) => one.principal));
        const left = after.principals().some((info) => info.id === id)
          ? after.whatCan(id, { maxHops: HOPS }).results
          : [];
        const added = left.find((one) => !open.has(one.principal));
        if (added !== undefined) return `${id} → ${added.path.join(" → ")} by ${JSON.stringify(deny)}`;
      }
      return null;
    });
  });

  it("is never opened by a Deny on the state of its sessions", { timeout: TIMEOUT_MS }, () => {
    const property = fc.property(statefulLine, lineDeny, (snapshot, deny) => {
      const [before, after] = [analyze(snapshot), analyze(addTrustDeny(snapshot, deny))];
      for (const from of LINE_STARTS) {
        const open = new Map(before.whatCan(from).results.map((one) => [one.principal, one.path.length]));
        for (const { principal, path } of after.whatCan(from).results)
          if ((open.get(principal) ?? Number.POSITIVE_INFINITY) > path.length)
            throw new Error(`${path.join(" → ")} by ${JSON.stringify(deny)}\n${describeSnapshot(snapshot)}`);
      }
    });
    fc.assert(property, settings(150));
  });
});

describe("who can become a role", () => {
  const told = (analysis: Analysis): readonly [together: string[], alone: string[]] => {
    const ids = analysis.principals().map(({ id }) => id);
    const roles = ids.filter((id) => id.includes(":role/"));
    const line = (to: string, from: string, { path: [, ...path], hops, requires }: PathResult): string =>
      JSON.stringify([to, from, path, hops, requires]);
    return [
      roles.flatMap((to) => analysis.whoCan(to).results.map((one) => line(to, one.principal, one))),
      ids.flatMap((from) => analysis.whatCan(from).results.map((one) => line(one.principal, from, one))),
    ];
  };

  it.each([
    ["plain organizations", plainOrganization, 15],
    ["sessions that carry something along", statefulLine, 60],
  ] as const)(
    "is what everyone can become, hop for hop, in %s",
    { timeout: TIMEOUT_MS },
    (_, snapshots, runs) => {
      let results = 0;
      const property = fc.property(snapshots, (snapshot) => {
        const [together, alone] = told(analyze(snapshot));
        results += together.length;
        const missing =
          alone.find((one) => !together.includes(one)) ?? together.find((one) => !alone.includes(one));
        if (missing !== undefined) throw new Error(`${missing}\n${describeSnapshot(snapshot)}`);
      });
      fc.assert(property, settings(runs));
      console.error(`${results} results`);
      expect(results).toBeGreaterThan(100);
    },
  );
});

describe("the reach of every principal", () => {
  it("is that of a brute force over pairs, hop for hop", { timeout: TIMEOUT_MS }, () => {
    let [principals, hops] = [0, 0];
    const property = fc.property(plainOrganization, (snapshot) => {
      const analysis = analyze(snapshot);
      const reaches = bruteReach(snapshot);
      principals = Math.max(principals, reaches.size);
      for (const [from, expected] of reaches) {
        const results = analysis.whatCan(from, { maxHops: reaches.size }).results;
        const found = results.map((one) => `${one.hops.length} ${one.principal}`).toSorted();
        const wanted = [...expected].map(([to, count]) => `${count} ${to}`).toSorted();
        hops = Math.max(hops, ...expected.values());
        if (found.join("\n") !== wanted.join("\n"))
          throw new Error(
            `${from}: found\n${found.join("\n")}\nexpected\n${wanted.join("\n")}\n${describeSnapshot(snapshot)}`,
          );
      }
    });
    fc.assert(property, settings(25));
    console.error(`up to ${principals} principals, up to ${hops} hops`);
    expect(principals).toBe(40);
    expect(hops).toBeGreaterThan(4);
  });
});
