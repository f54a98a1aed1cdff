import { describe, expect, test } from "vitest";
import { noFilter } from "../filter.js";
import { partSize } from "../part.js";
import type { ReachRow, ReachSide } from "../protocol.js";
import { type FocusRoute, focusRoute } from "../route.js";
import { fakeAnalysis } from "../testing/fake-analysis.js";
import { role } from "../testing/fixture.js";
import { type AskedAnalysis, type Dataset, makeDataset } from "./dataset.js";
import { focusView } from "./focus.js";
import { reachRows } from "./reach.js";

const callers = Array.from({ length: 230 }, (_, at) => role(at < 200 ? 4 : 5, `caller-${1000 + at}`));
const goals = [role(1, "goal"), role(1, "other")];

function crowd(entering: readonly string[] = callers): AskedAnalysis {
  return fakeAnalysis({
    principals: [
      ...goals.map((id) => ({ id, kind: "role" as const, name: id.slice(-5), account: "111111111111" })),
      { id: "ec2.amazonaws.com", kind: "service", name: "ec2", account: "" },
      ...entering.map((id) => ({
        id,
        kind: "role" as const,
        name: id.slice(id.lastIndexOf("/") + 1),
        account: id.slice(13, 25),
      })),
    ],
    edges: [
      ...entering.map((from) => ({ from, to: goals[0]! })),
      { from: "ec2.amazonaws.com", to: goals[0]! },
      { from: entering[0]!, to: goals[1]! },
    ],
  });
}

/** All rows of a list, as somebody gets them who always goes on. */
function allRows(dataset: Dataset, route: FocusRoute, side: ReachSide): readonly ReachRow[] {
  const view = focusView(dataset, route)[side];
  const rows = [...view.rows];
  while (rows.length < view.count) {
    const part = reachRows(dataset, { ...route, side, from: rows.length });
    if (part.length === 0) throw new Error("the list ends before its count");
    rows.push(...part);
  }
  return rows;
}

const names = (rows: readonly ReachRow[]) => rows.map(({ principal }) => principal.id);

describe("a long list of who can become a role", () => {
  test("comes in parts that are everybody, once, in one order", () => {
    const dataset = makeDataset("crowd", crowd());
    const rows = allRows(dataset, focusRoute(goals[0]!), "who");
    expect(names(rows)).toEqual(callers);
    expect(focusView(dataset, focusRoute(goals[0]!)).who).toMatchObject({ count: 230, services: 1 });
    expect(focusView(dataset, focusRoute(goals[0]!)).who.rows).toHaveLength(partSize);
  });

  test("has AWS services where they are asked for", () => {
    const dataset = makeDataset("crowd", crowd());
    expect(names(allRows(dataset, focusRoute(goals[0]!, { services: true }), "who"))).toHaveLength(231);
  });

  test("goes on with what is asked for, not with what was asked before", () => {
    const dataset = makeDataset("crowd", crowd());
    const narrow = focusRoute(goals[0]!, { filter: { ...noFilter, account: "555555555555" } });
    const from = { side: "who", from: 0 } as const;
    focusView(dataset, focusRoute(goals[0]!));
    expect(reachRows(dataset, { ...narrow, ...from })).toHaveLength(30);
    expect(names(reachRows(dataset, { ...focusRoute(goals[1]!), ...from }))).toEqual([callers[0]]);
    expect(names(reachRows(dataset, { ...focusRoute(callers[0]!), side: "what", from: 0 }))).toEqual(goals);
    expect(reachRows(dataset, { ...focusRoute(goals[0]!), side: "who", from: 200 })).toHaveLength(30);
    const other = makeDataset("other", crowd(callers.slice(0, 3)));
    expect(reachRows(other, { ...focusRoute(goals[0]!), ...from })).toHaveLength(3);
  });

  test("asks the engine once, however far somebody goes on", () => {
    const analysis = crowd();
    let asked = 0;
    const dataset = makeDataset("crowd", {
      ...analysis,
      whoCan: (...question) => {
        asked++;
        return analysis.whoCan(...question);
      },
    });
    allRows(dataset, focusRoute(goals[0]!), "who");
    expect(asked).toBe(1);
  });
});
