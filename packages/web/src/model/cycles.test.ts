import { expect, test } from "vitest";
import { alice, dataset } from "../testing/fixture.js";
import { cycleRows, cyclesView } from "./cycles.js";
import { makeDataset } from "./dataset.js";

test("many endless walks come in parts that are all of them, and are looked for once", () => {
  const [found] = dataset.analysis.whatCan(alice).results;
  let asked = 0;
  const walks = Array.from({ length: 95 }, (_, at) => ({
    roles: found!.path,
    walk: found!.path,
    hops: found!.hops,
    verdict: found!.verdict,
    requires: found!.requires.slice(0, at % 2),
  }));
  const many = makeDataset("many", {
    ...dataset.analysis,
    cycles: () => {
      asked++;
      return { question: "cycles", results: walks, truncated: false, assumptions: [] };
    },
  });
  const view = cyclesView(many);
  expect(view.count).toBe(95);
  const rows = [...view.cycles];
  while (rows.length < view.count) {
    const part = cycleRows(many, { from: rows.length });
    expect(part.length).toBeGreaterThan(0);
    rows.push(...part);
  }
  expect(rows).toHaveLength(95);
  expect(rows[94]?.steps.map(({ to }) => to.id)).toEqual(found!.path.slice(1));
  expect(asked).toBe(1);
});
