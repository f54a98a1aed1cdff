import { describe, expect, test } from "vitest";
import { placesInJson, type TextRange } from "./json-place.js";

const text = `{
  "Roles": [
    {"Name": "a, b: \\"c\\" }", "Path": "/"},
    {
      "Policy": {"Statement": [ 1, {"Effect": "Allow"} ]},
      "Session": 3600
    }
  ],
  "a/b": true
}
`;

function cut(source: string, range: TextRange | null): string | null {
  if (range === null) return null;
  const lines = source.split("\n");
  const offset = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  return source.slice(offset(range.startLine, range.startColumn), offset(range.endLine, range.endColumn));
}

describe("the place of a value", () => {
  test.each([
    ["/Roles/0", '{"Name": "a, b: \\"c\\" }", "Path": "/"}'],
    ["/Roles/0/Path", '"/"'],
    ["/Roles/1/Policy/Statement/0", "1"],
    ["/Roles/1/Policy/Statement/1", '{"Effect": "Allow"}'],
    ["/Roles/1/Session", "3600"],
    ["/a~1b", "true"],
    ["", text.trimEnd()],
  ])("%s is what stands there", (pointer, expected) => {
    expect(cut(text, placesInJson(text, [pointer])(pointer))).toBe(expected);
  });

  test("is told by line and column, each from 1", () => {
    expect(placesInJson(text, ["/Roles/1/Session"])("/Roles/1/Session")).toEqual({
      startLine: 6,
      startColumn: 18,
      endLine: 6,
      endColumn: 22,
    });
  });

  test("that is not there is that of the last value on the way", () => {
    const find = placesInJson(text, ["/Roles/0/Name/Statement/3", "/Roles/7/x"]);
    expect(cut(text, find("/Roles/0/Name/Statement/3"))).toBe('"a, b: \\"c\\" }"');
    expect(cut(text, find("/Roles/7/x"))?.startsWith("[")).toBe(true);
  });

  test("of a key that stands twice is that of the last, as JSON.parse has it", () => {
    const twice = '{"a": 1, "a": [2]}';
    expect(cut(twice, placesInJson(twice, ["/a"])("/a"))).toBe("[2]");
  });

  test("is found however deep other values are", () => {
    const deep = `{"deep": ${"[".repeat(200_000)}${"]".repeat(200_000)}, "here": 1}`;
    expect(cut(deep, placesInJson(deep, ["/here"])("/here"))).toBe("1");
  });

  test("in text that is no JSON does no harm", () => {
    for (const broken of ["", "{", '{"a"', '{"a": [1,', "]", '"', '{"a": }'])
      expect(() => placesInJson(broken, ["/a/0/b"])("/a/0/b")).not.toThrow();
  });
});
