import { describe, expect, test } from "vitest";
import { findingsRoute, focusRoute, pathRoute } from "../route.js";
import { dataset, github, role } from "../testing/fixture.js";
import { findingRows, findingsView, findingView } from "./findings.js";

describe("findings", () => {
  test("narrow by words, severity and rule, and count all", () => {
    const ask = (extra: object) =>
      findingsView(dataset, { view: "findings", severity: "", rule: "", text: "", ...extra });
    expect(ask({}).rows).toHaveLength(1);
    expect(ask({ text: "GITHUB admin" }).rows).toHaveLength(1);
    expect(ask({ text: "nothing" }).rows).toHaveLength(0);
    expect(ask({ severity: "low" })).toMatchObject({ rows: [], total: 1 });
  });

  test("come in parts where there are many, and narrowing shows the others", () => {
    const [one] = dataset.check.findings;
    const findings = Array.from({ length: 450 }, (_, index) => ({
      ...one!,
      id: `f-${index}`,
      rule: index < 400 ? "FIRST" : "LAST",
    }));
    const many = { ...dataset, check: { ...dataset.check, findings } };
    const all = findingsView(many, findingsRoute());
    expect(all).toMatchObject({ count: 450, total: 450 });
    const parts = [0, 100, 200, 300, 400, 500].map((from) => findingRows(many, { ...findingsRoute(), from }));
    expect(all.rows).toEqual(parts[0]);
    expect(parts.flat().map(({ id }) => id)).toEqual(findings.map(({ id }) => id));
    const rest = findingRows(many, { ...findingsRoute({ rule: "FIRST", text: "Admin" }), from: 300 });
    expect(rest.map(({ id }) => id)).toEqual(findings.slice(300, 400).map(({ id }) => id));
    const last = findingsView(many, findingsRoute({ rule: "LAST" }));
    expect(last.rows.map(({ id }) => id)).toEqual(findings.slice(400).map(({ id }) => id));
  });

  test("lead to the role with their evidence and to their chain, and link to nothing but https", () => {
    const view = findingView(dataset, "f-1");
    expect(view?.row.go).toEqual(focusRoute(role(3, "Admin"), { finding: "f-1" }));
    expect(view?.path).toEqual(pathRoute(github, role(3, "Admin")));
    expect(view?.references.map((reference) => reference.url)).toEqual(["https://docs.aws.amazon.com/IAM/"]);
    expect(findingView(dataset, "gone")).toBeNull();
  });
});
