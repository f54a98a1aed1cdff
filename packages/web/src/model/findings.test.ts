import { describe, expect, test } from "vitest";
import { findingsRoute, focusRoute, pathRoute } from "../route.js";
import { dataset, github, role } from "../testing/fixture.js";
import { findingsView, findingView } from "./findings.js";

describe("findings", () => {
  test("narrow by words, severity and rule, and count all", () => {
    const ask = (extra: object) =>
      findingsView(dataset, { view: "findings", severity: "", rule: "", text: "", ...extra });
    expect(ask({}).rows).toHaveLength(1);
    expect(ask({ text: "GITHUB admin" }).rows).toHaveLength(1);
    expect(ask({ text: "nothing" }).rows).toHaveLength(0);
    expect(ask({ severity: "low" })).toMatchObject({ rows: [], total: 1 });
  });

  test("come piece by piece where there are many, and all are counted", () => {
    const [one] = dataset.check.findings;
    const findings = Array.from({ length: 450 }, (_, index) => ({ ...one!, id: `f-${index}` }));
    const many = { ...dataset, check: { ...dataset.check, findings } };
    const ask = (skip: number) => findingsView(many, { ...findingsRoute(), skip });
    expect(ask(0)).toMatchObject({ count: 450, total: 450 });
    const ids = [0, 200, 400].flatMap((skip) => ask(skip).rows.map(({ id }) => id));
    expect(ids).toEqual(findings.map(({ id }) => id));
  });

  test("lead to the role with their evidence and to their chain, and link to nothing but https", () => {
    const view = findingView(dataset, "f-1");
    expect(view?.row.go).toEqual(focusRoute(role(3, "Admin"), { finding: "f-1" }));
    expect(view?.path).toEqual(pathRoute(github, role(3, "Admin")));
    expect(view?.references.map((reference) => reference.url)).toEqual(["https://docs.aws.amazon.com/IAM/"]);
    expect(findingView(dataset, "gone")).toBeNull();
  });
});
