import { describe, expect, test } from "vitest";
import { pathRoute } from "../route.js";
import { alice, dataset, role } from "../testing/fixture.js";
import { pathView } from "./path.js";

describe("the path view", () => {
  const ask = (from: string, to: string, choice = 0) =>
    pathView(dataset, { ...pathRoute(from, to, { choice }), width: 1000, height: 700 });

  test("answers yes with the hops in order and their conditions", () => {
    const view = ask(alice, role(3, "Admin"));
    expect(view.verdict).toBe("conditional");
    expect(view.sentence).toBe("Yes, under conditions: alice can become Admin (2 hops, needs 1 condition).");
    expect(view.chains[0]?.steps.map((step) => step.chips.map((chip) => chip.short))).toEqual([
      [],
      ["external ID = x-42"],
    ]);
    expect(view.picture.lines.map((line) => [line.number, line.style])).toEqual([
      [1, "allowed"],
      [2, "conditional"],
    ]);
  });

  test("answers no with the reason and what would have to change", () => {
    const view = ask(role(3, "vendor"), role(3, "Admin"));
    expect(view.verdict).toBe("denied");
    expect(view.sentence).toBe("No. The trust policy does not name it.");
    expect(view.remedies).toEqual(["Name it in the trust policy."]);
    expect(view.picture.lines.map((line) => [line.style, line.label])).toEqual([
      ["denied", "no: trust policy does not allow"],
    ]);
  });

  test("takes selectors for both ends", () => {
    const view = ask("outside", "admin");
    expect([view.from.text, view.to.text]).toEqual(["the outside world", "any administrator"]);
    expect(view.chains).toHaveLength(1);
  });

  test("shows the first path when the one asked for does not exist", () => {
    expect(ask(alice, role(3, "Admin"), 99).choice).toBe(0);
  });
});
