import { describe, expect, test } from "vitest";
import { hashOf } from "../hash.js";
import { focusRoute, overviewRoute } from "../route.js";
import { type FakeWorld, fakeAnalysis } from "../testing/fake-analysis.js";
import { dataset, role } from "../testing/fixture.js";
import { makeDataset } from "./dataset.js";
import { baselineRows, overviewView, pairRows } from "./overview.js";

describe("the overview", () => {
  const view = overviewView(dataset, { ...overviewRoute, width: 1440 });

  test("bundles the edges between accounts and counts administrators among the targets", () => {
    expect(
      view.pairs.map(({ from, to, roles, admins }) => `${from} > ${to} ${roles} ${admins}`).sort(),
    ).toEqual([
      "111111111111 > 222222222222 1 0",
      "222222222222 > 333333333333 1 1",
      "999999999999 > 333333333333 1 0",
      "GitHub Actions > 222222222222 1 0",
    ]);
  });

  test("draws a card for each account and each part of the outside world that leads in, and no services", () => {
    expect(view.picture!.cards.map((card) => card.title).sort()).toEqual([
      "111111111111",
      "222222222222",
      "333333333333",
      "999999999999",
      "GitHub Actions",
    ]);
    expect(view.picture!.cards).toHaveLength(new Set(view.picture!.cards.map((card) => card.key)).size);
  });

  test("says in the table what the picture shows", () => {
    expect(view.pairs.map((pair) => pair.key).sort()).toEqual(
      view.picture!.lines.map((line) => line.key).sort(),
    );
  });

  test("tells the chain from outside to an administrator", () => {
    const [first] = view.chains;
    expect(first?.steps.map((step) => `${step.from.name} > ${step.to.name}`)).toEqual([
      "GitHub Actions > build",
      "build > Admin",
    ]);
    expect(first?.sentence).toBe("2 hops, needs 1 condition");
  });
});

const accounts = [1, 2, 3, 4, 5, 6];
const rolled: FakeWorld = {
  principals: [
    { id: role(1, "auditor"), kind: "role", name: "auditor", account: "111111111111" },
    { id: role(6, "open"), kind: "role", name: "open", account: "666666666666" },
    ...accounts.map((digit) => ({
      id: role(digit, "audit-target"),
      kind: "role" as const,
      name: "audit-target",
      account: String(digit).repeat(12),
    })),
  ],
  edges: [
    ...accounts.slice(1).map((digit) => ({ from: role(1, "auditor"), to: role(digit, "audit-target") })),
    ...accounts.slice(0, 5).map((digit) => ({ from: role(digit, "audit-target"), to: role(6, "open") })),
  ],
};
const rolledOut = makeDataset("rolled", fakeAnalysis(rolled));

describe("what every organization has", () => {
  test("is hidden and counted: one role, rolled out to every account, entered from one", () => {
    const hidden = overviewView(rolledOut, { ...overviewRoute, width: 1440 });
    expect(hidden.baseline.count).toBe(5);
    expect(hidden.baseline.groups).toEqual([
      "5 edges: 111111111111 into audit-target, the same in 5 accounts",
    ]);
    expect(hidden.pairs.some((pair) => pair.from === "111111111111")).toBe(false);
    const visible = overviewView(rolledOut, { ...overviewRoute, baseline: true, width: 1440 });
    expect(visible.pairs.filter((pair) => pair.from === "111111111111")).toHaveLength(5);
  });

  test("does not hide a role that all accounts may enter, but draws it as one line", () => {
    const view = overviewView(rolledOut, { ...overviewRoute, width: 1440 });
    expect(view.pairs.map(({ from, to }) => `${from} > ${to}`)).toEqual(["Any account > 666666666666"]);
    expect(hashOf(view.pairs[0]!.go)).toBe(hashOf(focusRoute(role(6, "open"))));
  });
});

describe("a long table of what leads from one account to another", () => {
  const digits = Array.from({ length: 130 }, (_, at) => String(100_000_000_000 + at));
  const arn = (account: string) => `arn:aws:iam::${account}:role/door`;
  const chained = makeDataset(
    "chained",
    fakeAnalysis({
      principals: digits.map((account) => ({
        id: arn(account),
        kind: "role" as const,
        name: "door",
        account,
      })),
      edges: digits.slice(1).map((account, at) => ({ from: arn(digits[at]!), to: arn(account) })),
    }),
  );
  const keys = (rows: readonly { readonly key: string }[]) => rows.map(({ key }) => key);

  test("comes in parts, of the edges that are asked for", () => {
    const view = overviewView(chained, { ...overviewRoute, width: 1440 });
    expect(view.pairCount).toBe(129);
    const rows = [...view.pairs, ...pairRows(chained, { ...overviewRoute, from: view.pairs.length })];
    expect(new Set(keys(rows)).size).toBe(129);
    const narrowed = { ...overviewRoute, filter: { ...overviewRoute.filter, account: digits[7]! } };
    expect(pairRows(chained, { ...narrowed, from: 0 })).toHaveLength(2);
    expect(keys(pairRows(chained, { ...overviewRoute, from: 100 }))).toEqual(keys(rows.slice(100)));
  });

  test("says why edges are expected, with and without them", () => {
    const hidden = overviewView(rolledOut, { ...overviewRoute, width: 1440 }).baseline;
    expect(hidden.groupCount).toBe(1);
    expect(baselineRows(rolledOut, { ...overviewRoute, from: 0 })).toEqual(hidden.groups);
    const visible = { ...overviewRoute, baseline: true };
    expect(pairRows(rolledOut, { ...visible, from: 0 }).length).toBeGreaterThan(
      pairRows(rolledOut, { ...overviewRoute, from: 0 }).length,
    );
  });
});
