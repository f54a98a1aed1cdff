import { type Analysis, analyze } from "@rolepath/analyzer";
import type { InlinePolicy, Snapshot } from "@rolepath/snapshot";
import fc from "fast-check";
import { describe, it } from "vitest";
import { crowd } from "./arbitrary/crowd.js";
import { severalAccounts } from "./arbitrary/several-accounts.js";
import { smallSnapshot } from "./arbitrary/snapshot.js";
import { describeSnapshot } from "./describe-snapshot.js";
import { TIMEOUT_MS } from "./run.js";

// Principals that no policy tells apart are decided once. Nothing of an answer may show it.

const HOPS = 4;
const seed = Number(process.env.ROLEPATH_SEED ?? 20261122);
const factor = process.env.ROLEPATH_LONG === "1" ? 20 : 1;

/**
 * Holds `fault` against crowds, where classes are large, against several accounts, where they go from one to the other,
 * and against small snapshots, where policies are odd.
 */
function expectNone(runs: number, fault: (snapshot: Snapshot) => string | null): void {
  for (const [arbitrary, numRuns] of [
    [crowd, runs],
    [severalAccounts, runs / 2],
    [smallSnapshot, runs],
  ] as const) {
    const property = fc.property(arbitrary, (snapshot) => {
      const found = fault(snapshot);
      if (found !== null) throw new Error(`${found}\n${describeSnapshot(snapshot)}`);
    });
    fc.assert(property, { numRuns: numRuns * factor, seed });
  }
}

/** A policy that denies what there is not, and asks who calls: it puts its holder into a class of its own. */
function apart(holder: string): InlinePolicy {
  const Resource = `arn:aws:iam::000000000000:role/${holder}-\${aws:PrincipalArn}`;
  const Statement = [{ Effect: "Deny", Action: "sts:*", Resource }];
  return { PolicyName: "apart", PolicyDocument: { Version: "2012-10-17", Statement } };
}

/** The same snapshot with every principal in a class of its own, so that every pair is decided by itself. */
function withoutClasses(snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    accounts: snapshot.accounts.map((account) => {
      const details = account.authorizationDetails;
      return {
        ...account,
        authorizationDetails: {
          ...details,
          UserDetailList: details.UserDetailList.map((user) => ({
            ...user,
            UserPolicyList: [...user.UserPolicyList, apart(user.UserName)],
          })),
          RoleDetailList: details.RoleDetailList.map((role) => ({
            ...role,
            RolePolicyList: [...role.RolePolicyList, apart(role.RoleName)],
          })),
        },
      };
    }),
  };
}

function idsOf(analysis: Analysis): readonly string[] {
  return analysis.principals().map((info) => info.id);
}

function differ(asked: string, one: unknown, other: unknown): string | null {
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  return left === right ? null : `${asked}\n${left}\n${right}`;
}

describe("principals that no policy tells apart", () => {
  it("have the hops that each has when it is asked about by name", { timeout: TIMEOUT_MS }, () => {
    expectNone(30, (snapshot) => {
      const analysis = analyze(snapshot);
      const own = snapshot.accounts.flatMap(({ authorizationDetails: { UserDetailList, RoleDetailList } }) =>
        [...UserDetailList, ...RoleDetailList].map((principal) => principal.Arn),
      );
      const hops = new Map([...analysis.edges()].map((edge) => [`${edge.from} → ${edge.to}`, edge.verdict]));
      for (const from of own)
        for (const account of snapshot.accounts)
          for (const { Arn: to } of account.authorizationDetails.RoleDetailList) {
            const pair = `${from} → ${to}`;
            // A question without further hops is decided for its caller alone.
            const { verdict } = analysis.can({ from, to });
            const open = verdict === "allowed" || verdict === "conditional";
            const fault = differ(pair, hops.get(pair) ?? null, open ? verdict : null);
            if (fault !== null) return fault;
          }
      return null;
    });
  });

  it("have the chains that they have when each is a class of its own", { timeout: TIMEOUT_MS }, () => {
    expectNone(20, (snapshot) => {
      const roles = new Set(
        snapshot.accounts.flatMap((account) =>
          account.authorizationDetails.RoleDetailList.map((role) => role.Arn),
        ),
      );
      const together = analyze(snapshot);
      const each = analyze(withoutClasses(snapshot));
      const fault =
        differ("edges", [...together.edges()], [...each.edges()]) ??
        differ("size", together.summary(), each.summary());
      if (fault !== null) return fault;
      for (const id of idsOf(each)) {
        const [one, other] = [together, each].map((analysis) => analysis.whatCan(id, { maxHops: HOPS }));
        const different = differ(id, one, other);
        if (different !== null) return different;
        if (!roles.has(id)) continue;
        const [who, whoElse] = [together, each].map((analysis) => analysis.whoCan(id, { maxHops: HOPS }));
        const otherwise = differ(`who can ${id}`, who, whoElse);
        if (otherwise !== null) return otherwise;
      }
      return null;
    });
  });

  it("reach together what each reaches by chains of any length", { timeout: TIMEOUT_MS }, () => {
    expectNone(20, (snapshot) => {
      const analysis = analyze(snapshot);
      const reach = analysis.reach();
      for (const id of idsOf(analysis)) {
        const chains = analysis.whatCan(id, { maxHops: 100 }).results.map((one) => one.principal);
        const fault = differ(id, reach.rolesOf(id), chains.toSorted());
        if (fault !== null) return fault;
        if (reach.countOf(id) !== chains.length) return `${id}: ${reach.countOf(id)} for ${chains.length}`;
      }
      return null;
    });
  });
});
