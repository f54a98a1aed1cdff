import { analyze, type DiffAnswer, diffAnalyses, type EdgeInfo } from "@rolepath/analyzer";
import { sampleSnapshot } from "@rolepath/sample";
import type { PolicyDocument, Role, Snapshot } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { type Choose, chooser, collectedAgain } from "./again.js";

const sample = sampleSnapshot();
const before = analyze(sample);

describe("the sample organization", () => {
  test("collected again gives nothing", { timeout: 180_000 }, () => {
    for (const seed of [1, 2, 3]) {
      const { summary, edges, chains, findings, limits } = diffAnalyses(
        before,
        analyze(collectedAgain(sample, chooser(seed))),
      );
      // What a date in a policy, or how long something has been unused, decides may go by the time that has passed.
      expect({ edges, chains, limits }, `seed ${seed}`).toEqual({ edges: [], chains: [], limits: [] });
      expect(summary.edges).toEqual({ added: 0, removed: 0, changed: 0 });
      const timeless = [...findings.new, ...findings.fixed].filter(({ rule }) => !/UNUSED|LONG/.test(rule));
      expect(timeless.map(({ id }) => id)).toEqual([]);
    }
  });

  test("with one statement less tells the hops that are gone, and that it was that statement", {
    timeout: 180_000,
  }, () => {
    const choose = chooser(20261015);
    let gone = 0;
    for (let round = 0; round < 12; round += 1) {
      const { snapshot, role } = withoutStatement(sample, choose);
      const after = analyze(snapshot);
      const answer = diffAnalyses(before, after);
      expect(hopsOf(answer), role).toEqual(bruteHops([...before.edges()], [...after.edges()]));
      for (const edge of answer.edges) {
        expect(edge.causes, `${edge.from} → ${edge.to}`).toMatchObject([
          { kind: "document", subject: role, confirmed: "alone", statements: [{ change: "removed" }] },
        ]);
        gone += 1;
      }
      expect(pairsOf(answer)).toEqual(brutePairs(after, answer));
    }
    expect(gone).toBeGreaterThan(5);
  });
});

/** The sample without one statement of the trust policy of one role that somebody becomes. */
function withoutStatement(
  snapshot: Snapshot,
  choose: Choose,
): { readonly snapshot: Snapshot; readonly role: string } {
  const entered = new Set([...before.edges()].map(({ to }) => to));
  const roles = snapshot.accounts
    .flatMap(({ authorizationDetails }) => authorizationDetails.RoleDetailList)
    .filter(({ Arn }) => entered.has(Arn));
  const role = roles[choose(roles.length)]!;
  const change = (one: Role): Role => {
    if (one.Arn !== role.Arn) return one;
    const document = one.AssumeRolePolicyDocument as PolicyDocument;
    const statements = [document.Statement ?? []].flat();
    const left = statements.toSpliced(choose(statements.length), 1);
    return { ...one, AssumeRolePolicyDocument: { ...document, Statement: left } };
  };
  return {
    role: role.Arn,
    snapshot: {
      ...snapshot,
      accounts: snapshot.accounts.map((account) => ({
        ...account,
        authorizationDetails: {
          ...account.authorizationDetails,
          RoleDetailList: account.authorizationDetails.RoleDetailList.map(change),
        },
      })),
    },
  };
}

const hopKey = ({ from, to, action }: Pick<EdgeInfo, "from" | "to" | "action">) => `${from} ${action} ${to}`;

function hopsOf({ edges }: DiffAnswer): readonly string[] {
  return edges
    .filter(({ change }) => change !== "changed")
    .map((edge) => `${edge.change} ${hopKey(edge)}`)
    .toSorted();
}

function bruteHops(old: readonly EdgeInfo[], now: readonly EdgeInfo[]): readonly string[] {
  const [left, right] = [new Set(old.map(hopKey)), new Set(now.map(hopKey))];
  return [
    ...[...right].filter((key) => !left.has(key)).map((key) => `added ${key}`),
    ...[...left].filter((key) => !right.has(key)).map((key) => `removed ${key}`),
  ].toSorted();
}

function pairsOf({ chains }: DiffAnswer): readonly string[] {
  return chains
    .flatMap(({ change, principals, to }) => principals.map((from) => `${change} ${from} ${to}`))
    .toSorted();
}

// Every principal asked for every role, on both sides; pairs of a single hop are told of as hops.
function brutePairs(after: ReturnType<typeof analyze>, { edges }: DiffAnswer): readonly string[] {
  if (edges.length === 0) return [];
  const reached = (analysis: typeof after) =>
    new Map(
      analysis.principals().flatMap(({ id }) =>
        analysis
          .whatCan(id)
          .results.filter(({ principal }) => principal !== id)
          .map(({ principal, hops }): [string, number] => [`${id} ${principal}`, hops.length]),
      ),
    );
  const [left, right] = [reached(before), reached(after)];
  return [
    ...[...right].filter(([key, hops]) => hops > 1 && !left.has(key)).map(([key]) => `added ${key}`),
    ...[...left].filter(([key, hops]) => hops > 1 && !right.has(key)).map(([key]) => `removed ${key}`),
  ].toSorted();
}
