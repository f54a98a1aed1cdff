import { describe, expect, test } from "vitest";
import { hashOf } from "../hash.js";
import { focusRoute, overviewRoute } from "../route.js";
import { type FakeWorld, fakeAnalysis } from "../testing/fake-analysis.js";
import { dataset, role } from "../testing/fixture.js";
import { makeDataset } from "./dataset.js";
import { overviewView } from "./overview.js";

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

describe("what every organization has", () => {
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
