import { analyze, findingCatalog } from "@rolepath/analyzer";
import { readSnapshot, writeBundle } from "@rolepath/snapshot";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assume, member, outside, snapshotWith, trust } from "./cast.js";
import { stages } from "./stages.js";

// The example of each rule on its stage, and one role that several rules speak of.
const bundles: readonly unknown[] = [
  snapshotWith(trust(assume({ AWS: ["*", member] }), assume({ AWS: outside }))),
  ...findingCatalog.map((info) => snapshotWith(info.example.bad, stages[info.id])),
].map((snapshot): unknown => JSON.parse(writeBundle(snapshot)));

function findingsOf(bundle: unknown): readonly string[] {
  const { snapshot } = readSnapshot(new Map([["bundle.json", JSON.stringify(bundle)]]));
  if (snapshot === null) throw new Error("the rewrite cannot be read");
  return analyze(snapshot)
    .check()
    .findings.map(
      (finding) => `${finding.fingerprint} ${finding.severity} ${finding.rule} ${finding.resource}`,
    )
    .sort();
}

type Choose = (from: number) => number;

/** Says the same in other words: order, lists of one, statement ids, root ARNs, text that decides nothing. */
function rewrite(value: unknown, key: string, choose: Choose): unknown {
  if (Array.isArray(value)) {
    const items = shuffle(value, choose).map((item) => rewriteOne(item, key, choose));
    return items.length === 1 && isLoose(key) && choose(2) === 1 ? items[0] : items;
  }
  const one = rewriteOne(value, key, choose);
  // An operator of a condition (`ForAnyValue:StringLike`) holds an object, and stays one.
  const loose = isLoose(key) && (typeof one === "string" || key === "Statement");
  return loose && choose(3) === 1 ? [one] : one;
}

function rewriteOne(value: unknown, key: string, choose: Choose): unknown {
  if (typeof value === "string") return key === "AWS" && choose(2) === 1 ? otherName(value) : value;
  if (value === null || typeof value !== "object") return value;
  const entries = shuffle(Object.entries(value), choose).map(([name, inner]) => [
    name,
    rewrite(inner, name, choose),
  ]);
  const object = Object.fromEntries(entries) as Record<string, unknown>;
  if ("Effect" in object && choose(2) === 1) object.Sid = `S${choose(1000)}`;
  if ("Effect" in object && choose(4) === 1) delete object.Sid;
  if ("RoleName" in object && choose(2) === 1) object.Description = `text ${choose(1000)}`;
  if ("Statement" in object && choose(3) === 1) return JSON.stringify(object, null, choose(4));
  return object;
}

// Where IAM takes one value as well as a list of one.
function isLoose(key: string): boolean {
  return /^(Action|Resource|AWS|Federated|Service|Statement)$|:/.test(key);
}

function otherName(principal: string): string {
  const root = /^arn:aws:iam::(\d{12}):root$/.exec(principal);
  if (root !== null) return root[1] ?? principal;
  return /^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal;
}

function shuffle<T>(items: readonly T[], choose: Choose): T[] {
  const rest = [...items];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(choose(rest.length), 1));
  return result;
}

/** Adds what has nothing to do with any finding. */
function addUnrelated(bundle: unknown, choose: Choose): unknown {
  const copy = structuredClone(bundle) as {
    accounts: {
      id: string;
      authorizationDetails: { RoleDetailList: unknown[]; UserDetailList: unknown[] };
    }[];
  };
  for (const account of copy.accounts) {
    if (choose(2) === 0) continue;
    const name = `unrelated-${choose(100_000)}`;
    account.authorizationDetails.RoleDetailList.splice(choose(3), 0, {
      Path: "/",
      RoleName: name,
      RoleId: `AROA${name.toUpperCase().replace("-", "")}`,
      Arn: `arn:aws:iam::${account.id}:role/${name}`,
      AssumeRolePolicyDocument: trust(assume({ Service: "lambda.amazonaws.com" })),
      RolePolicyList: [],
      AttachedManagedPolicies: [],
    });
  }
  return copy;
}

describe("the fingerprint of a finding", () => {
  const before = bundles.map(findingsOf);

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
        expect(findingsOf(changed)).toEqual(before[index]);
      }),
      { numRuns: 1000, seed: 20261015, endOnFailure: true },
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
