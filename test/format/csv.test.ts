import { csv } from "@rolepath/analyzer";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { answerOf, finding, hostileAnswer } from "./answers.js";
import { organizations } from "./organizations.js";

function rowsOf(text: string): readonly Readonly<Record<string, string>>[] {
  return parse(text, { columns: true, record_delimiter: "\r\n" });
}

describe("CSV", () => {
  test.each(organizations)("of %s has a row for each finding", (_name, make) => {
    const { findings } = make().check();
    const rows = rowsOf(csv(make().check()));
    expect(rows.map(({ id, severity, fingerprint }) => [id, severity, fingerprint])).toEqual(
      findings.map(({ id, severity, fingerprint }) => [id, severity, fingerprint]),
    );
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1", "＠x", "'=1", '"=1'])(
    "holds no cell that a spreadsheet takes for a formula: %j",
    (text) => {
      const [row] = rowsOf(
        csv(answerOf([finding({ text, more: { title: text, resource: text, why: text } })])),
      );
      for (const cell of [row?.title, row?.resource, row?.why])
        expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＠]/);
      expect(row?.title?.startsWith("'") || row?.title?.startsWith("\\")).toBe(true);
    },
  );

  test("keeps every line break and quote inside its cell", () => {
    const rows = rowsOf(csv(hostileAnswer));
    expect(rows).toHaveLength(hostileAnswer.findings.length);
    expect(csv(hostileAnswer).split("\r\n")).toHaveLength(hostileAnswer.findings.length + 2);
  });
});
