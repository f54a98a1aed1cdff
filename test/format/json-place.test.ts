import { placesInJson, type TextRange } from "@rolepath/analyzer";
import fc from "fast-check";
import { expect, test } from "vitest";

test("values of JSON are found however it is written, and many at once", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.nat(4), (source, indent) => {
      const value: unknown = JSON.parse(source);
      const spaced = JSON.stringify(value, null, indent);
      const all = pointersOf(value, "");
      const find = placesInJson(
        spaced,
        all.map(([pointer]) => pointer),
      );
      for (const [pointer, inner] of all) expect(JSON.parse(cut(spaced, find(pointer)) ?? "")).toEqual(inner);
    }),
    { numRuns: 300, seed: 6 },
  );
});

function cut(source: string, range: TextRange | null): string | null {
  if (range === null) return null;
  const lines = source.split("\n");
  const offset = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  return source.slice(offset(range.startLine, range.startColumn), offset(range.endLine, range.endColumn));
}

function pointersOf(value: unknown, pointer: string): readonly (readonly [string, unknown])[] {
  const inner =
    value !== null && typeof value === "object"
      ? Object.entries(value).flatMap(([key, one]) =>
          pointersOf(one, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
        )
      : [];
  return [[pointer, value], ...inner];
}
