import { describe, expect, test } from "vitest";
import { zoomReadable } from "../layout/picture.js";
import { pathRoute } from "../route.js";
import { alice, dataset, role } from "../testing/fixture.js";
import { accountA, realDataset, realRole, realSnapshot, realUser } from "../testing/real-dataset.js";
import { pathView } from "./path.js";

test("a chain with too many others to be read is drawn with some of them, the chain itself whole", () => {
  const trust = (who: string) => ({ Effect: "Allow", Principal: { AWS: who }, Action: "sts:AssumeRole" });
  const ann = realUser(accountA, "ann");
  const hub = realRole(accountA, "Hub", { trust: trust(ann.Arn) });
  const ends = Array.from({ length: 30 }, (_, at) =>
    realRole(accountA, `End${at}`, { trust: trust(hub.Arn) }),
  );
  const many = realDataset(realSnapshot([ann], [hub, ...ends]));
  const space = { width: 1000, height: 700 };
  for (const choice of [0, 29]) {
    const route = pathRoute(ann.Arn, `arn:aws:iam::${accountA}:role/End*`, { choice });
    const { chains, picture } = pathView(many, { ...route, ...space });
    expect(chains).toHaveLength(30);
    expect(picture.cards.length).toBeGreaterThan(5);
    expect(picture.bounds.w * zoomReadable).toBeLessThan(space.width);
    expect(picture.bounds.h * zoomReadable).toBeLessThan(space.height);
    const last = chains[choice]?.steps.at(-1)?.to.id;
    expect(picture.lines.filter(({ hot }) => hot).map(({ to }) => to)).toEqual([hub.Arn, last]);
  }
});

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
