import type { Json } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { type PrintedJson, printJson } from "./json-lines.js";

function textOf({ lines }: PrintedJson): string {
  return lines
    .map(({ indent, tokens }) => "  ".repeat(indent) + tokens.map((token) => token.text).join(""))
    .join("\n");
}

function linesAt(printed: PrintedJson, pointer: string): string {
  const range = printed.ranges.get(pointer);
  if (range === undefined) throw new Error(`no range for ${pointer}`);
  return textOf(printed)
    .split("\n")
    .slice(range[0], range[1] + 1)
    .join("\n");
}

const policy: Json = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Resource: "*" },
    { Effect: "Deny", "odd/key~": { Bool: { "aws:MultiFactorAuthPresent": false } }, Empty: {}, None: [] },
  ],
};

describe("the JSON printer", () => {
  test("gives text that reads back as the same value", () => {
    expect(JSON.parse(textOf(printJson(policy)))).toEqual(policy);
    for (const value of [null, true, 7, "x", [], {}, [[[]]], [{ a: [1, 2, 3, 4, 5] }]] satisfies Json[]) {
      expect(JSON.parse(textOf(printJson(value)))).toEqual(value);
    }
  });

  test("knows the lines of each value by its pointer", () => {
    const printed = printJson(policy);
    expect(linesAt(printed, "/Statement/0")).toBe(
      '    {\n      "Effect": "Allow",\n      "Action": ["sts:AssumeRole", "sts:TagSession"],\n      "Resource": "*"\n    },',
    );
    expect(linesAt(printed, "/Statement/1/odd~1key~0/Bool")).toContain("aws:MultiFactorAuthPresent");
    expect(linesAt(printed, "/Version")).toBe('  "Version": "2012-10-17",');
    expect(linesAt(printed, "/Statement/0/Action/1")).toContain("sts:TagSession");
    expect(printed.ranges.get("")).toEqual([0, printed.lines.length - 1]);
  });

  test("breaks a list that is too long for one line", () => {
    const printed = printJson({
      Resource: Array.from({ length: 5 }, (_, i) => `arn:aws:iam::111122223333:role/role-${i}`),
    });
    expect(printed.ranges.get("/Resource")).toEqual([1, 7]);
  });

  test("makes what is invisible visible, in keys and in values", () => {
    const text = textOf(printJson({ "k\u202e": "</script>\u200b\u001b" }));
    expect(text).toContain("k⟨U+202E⟩");
    expect(text).toContain("</script>⟨U+200B⟩\\u001b");
  });
});
