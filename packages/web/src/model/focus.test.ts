import { describe, expect, test } from "vitest";
import { noFilter } from "../filter.js";
import { hashOf } from "../hash.js";
import { focusRoute, pathRoute } from "../route.js";
import { fakeAnalysis } from "../testing/fake-analysis.js";
import { alice, dataset, github, role } from "../testing/fixture.js";
import { makeDataset } from "./dataset.js";
import { focusView } from "./focus.js";

describe("the focus view", () => {
  test("lists who can become a role by hops, with a link to each path", () => {
    const view = focusView(dataset, focusRoute(role(3, "Admin")));
    expect(view.who.rows.map((row) => `${row.hops} ${row.principal.name}`)).toEqual([
      "1 build",
      "2 GitHub Actions",
      "2 alice",
    ]);
    expect(hashOf(view.who.rows[1]!.go)).toBe(hashOf(pathRoute(github, role(3, "Admin"))));
    expect(view.findings.map((row) => row.id)).toEqual(["f-1"]);
  });

  test("shows in the picture exactly what the list says within its reach", () => {
    const view = focusView(dataset, focusRoute(role(3, "Admin"), { reach: 1 }));
    expect(view.picture.cards.map((card) => card.key).sort()).toEqual(
      [role(2, "build"), role(3, "Admin")].sort(),
    );
    expect(view.farther).toBe(2);
  });

  test("draws a chain past a role that a filter leaves out, dashed where the way is conditional", () => {
    // alice → build is allowed, build → Admin conditional: only the far end is kept.
    const filter = { ...noFilter, verdict: "conditional" } as const;
    const { picture } = focusView(dataset, focusRoute(alice, { filter }));
    expect(picture.cards.map(({ key }) => key).sort()).toEqual([alice, role(3, "Admin")].sort());
    expect(picture.lines.map(({ from, to, style }) => [from, to, style])).toEqual([
      [alice, role(3, "Admin"), "conditional"],
    ]);
  });

  test("hides services, counts them, and shows them when asked", () => {
    const hidden = focusView(dataset, focusRoute(role(3, "web")));
    expect([hidden.who.rows.length, hidden.who.services]).toEqual([0, 1]);
    expect(
      focusView(dataset, focusRoute(role(3, "web"), { services: true })).who.rows[0]?.principal.name,
    ).toBe("ec2.amazonaws.com");
  });

  test("folds a long column into a card that counts the rest and leads lines to it", () => {
    const many = Array.from({ length: 30 }, (_, index) => role(4, `r${String(index).padStart(2, "0")}`));
    const crowd = makeDataset(
      "crowd",
      fakeAnalysis({
        principals: [
          { id: role(1, "goal"), kind: "role", name: "goal", account: "111111111111" },
          { id: alice, kind: "user", name: "alice", account: "111111111111" },
          ...many.map((id) => ({ id, kind: "role" as const, name: id.slice(-3), account: "444444444444" })),
        ],
        edges: [...many.map((id) => ({ from: id, to: role(1, "goal") })), { from: alice, to: many[29]! }],
      }),
    );
    const { picture, who } = focusView(crowd, focusRoute(role(1, "goal")));
    expect(who.rows).toHaveLength(31);
    expect(picture.cards).toHaveLength(14);
    expect(picture.cards.find((card) => card.tone === "more")?.title).toBe("+ 19 more");
    expect(picture.lines.map((line) => `${line.from} ${line.to}`)).toContain(`${alice} more:in1`);
    const open = focusView(crowd, focusRoute(role(1, "goal"), { open: ["in1"] }));
    expect(open.picture.cards).toHaveLength(32);
  });

  test("shows a principal that nobody knows as unknown and does not throw", () => {
    expect(focusView(dataset, focusRoute("arn:aws:iam::111111111111:role/gone"))).toMatchObject({
      known: false,
      principal: { name: "gone" },
    });
  });
});
