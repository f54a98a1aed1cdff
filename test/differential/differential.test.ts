import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { analyze } from "@rolepath/analyzer";
import type { Snapshot } from "@rolepath/snapshot";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smallSnapshot } from "../property/arbitrary/snapshot.js";
import { describeSnapshot } from "../property/describe-snapshot.js";
import { pinsOf } from "../property/pin.js";
import { type Asked, questionsOf } from "../property/question.js";
import { resolveCaller } from "../reference/caller.js";
import { readPolicy } from "../reference/document.js";
import { principalStrengths } from "../reference/match.js";
import type { ConcreteRequest } from "../reference/request.js";
import { requestDomain } from "../reference/witness/domain.js";
import { requestsOf } from "../reference/witness/search.js";
import { findRole } from "../reference/world.js";
import { CAUSES, causeOf } from "./cause.js";
import { simulate } from "./simulation.js";

const REQUESTS = 10_000;
const REQUESTS_EACH = 3;
const SEED = Number(process.env.ROLEPATH_SEED ?? 20261015);

/** Questions of IAM principals that some Allow of the trust policy names: the rest is denied by everyone. */
function isContested(snapshot: Snapshot, { caller, to }: Asked): boolean {
  if (caller.kind !== "principal") return false;
  const resolved = resolveCaller(snapshot, { caller, to, action: "sts:AssumeRole", context: {} });
  const { statements } = readPolicy(findRole(snapshot, to)?.AssumeRolePolicyDocument);
  return statements.some(
    (statement) => statement.effect === "Allow" && principalStrengths(statement, resolved, to).length > 0,
  );
}

/** Concrete requests with the engine's answer, over as many snapshots as it takes. */
function* answeredRequests(): Generator<{
  snapshot: Snapshot;
  request: ConcreteRequest;
  ours: "allow" | "deny";
}> {
  for (const snapshot of fc.sample(smallSnapshot, { numRuns: REQUESTS, seed: SEED })) {
    const analysis = analyze(snapshot);
    let seed = 0;
    for (const asked of questionsOf(snapshot).filter((candidate) => isContested(snapshot, candidate))) {
      const domain = requestDomain(snapshot, asked);
      for (const request of requestsOf(snapshot, asked, { limit: REQUESTS_EACH, seed: ++seed, domain })) {
        const context = pinsOf(snapshot, request, domain);
        const { verdict } = analysis.can({ ...asked.question, context });
        expect(["allowed", "denied"]).toContain(verdict);
        yield { snapshot, request, ours: verdict === "allowed" ? "allow" : "deny" };
      }
    }
  }
}

describe("the engine beside an independent simulator", () => {
  it("decides 10,000 concrete requests alike, but for known causes", { timeout: 600_000 }, async () => {
    const tally = new Map<string, number>();
    const unexplained: string[] = [];
    let requests = 0;
    let allowed = 0;
    for (const { snapshot, request, ours } of answeredRequests()) {
      if (requests === REQUESTS) break;
      requests++;
      if (ours === "allow") allowed++;
      const theirs = await simulate(snapshot, request);
      if (theirs.decision === ours) continue;
      const cause = await causeOf(snapshot, request, ours, theirs);
      tally.set(cause ?? "unexplained", (tally.get(cause ?? "unexplained") ?? 0) + 1);
      if (cause === null) {
        unexplained.push(
          `${ours}, not ${theirs.decision} ${JSON.stringify(request)}\n${describeSnapshot(snapshot)}`,
        );
      }
    }
    console.error(
      `differential: ${requests} requests, ${allowed} allowed, seed ${SEED}; otherwise decided: ${JSON.stringify([...tally])}`,
    );
    expect(requests).toBe(REQUESTS);
    expect(unexplained.slice(0, 1)).toEqual([]);
  });

  it("differs for causes that docs/differences.md explains", () => {
    const page = readFileSync(fileURLToPath(new URL("../../docs/differences.md", import.meta.url)), "utf8");
    const headings = [...page.matchAll(/^## (.+)$/gm)].map((found) => found[1]);
    for (const cause of CAUSES)
      expect(headings.map((heading) => heading?.toLowerCase())).toContain(cause.toLowerCase());
  });
});
