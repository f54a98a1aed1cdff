import { analyze } from "@rolepath/analyzer";
import type { Json } from "@rolepath/snapshot";
import fc from "fast-check";
import { describe, it } from "vitest";
import { plainOrganization } from "./arbitrary/plain-organization.js";
import { trustPolicy } from "./arbitrary/statement.js";
import { bruteReach } from "./brute-reach.js";
import { describeSnapshot } from "./describe-snapshot.js";
import { expectNoFault, TIMEOUT_MS } from "./run.js";
import { addTrustDeny } from "./variant.js";

const HOPS = 3;

describe("a chain", () => {
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
});

describe("the reach of every principal", () => {
  it("is that of a brute force over pairs, hop for hop", { timeout: TIMEOUT_MS }, () => {
    const property = fc.property(plainOrganization, (snapshot) => {
      const analysis = analyze(snapshot);
      for (const [from, expected] of bruteReach(snapshot)) {
        const results = analysis.whatCan(from, { maxHops: 12 }).results;
        const found = results.map((one) => `${one.hops.length} ${one.principal}`).toSorted();
        const wanted = [...expected].map(([to, hops]) => `${hops} ${to}`).toSorted();
        if (found.join("\n") !== wanted.join("\n"))
          throw new Error(
            `${from}: found\n${found.join("\n")}\nexpected\n${wanted.join("\n")}\n${describeSnapshot(snapshot)}`,
          );
      }
    });
    fc.assert(property, { numRuns: 40, seed: 20261015 });
  });
});
