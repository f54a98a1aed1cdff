import fc from "fast-check";
import { expect, test } from "vitest";
import { seed } from "../testing/seed.js";
import { findRepeatedKeys } from "./repeated-keys.js";
import { keyCountMax, surveyJson } from "./survey.js";

test("a text never has more keys than are counted in it", () => {
  const key = fc.constantFrom("a", ":", "a:", '"', "\\", '\\"', "a\\", " ", '":');
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(1, null, ":", '":', '"a":1', 'x" :', "\\", '\\":'),
      fc.array(tie("any"), { maxLength: 3 }),
      fc.array(fc.tuple(key, tie("any")), { maxLength: 3 }),
    ),
  })).any;
  fc.assert(
    fc.property(value, fc.constantFrom("", " ", "\n\t", " \r\n "), (raw, space) => {
      let keys = 0;
      // Pairs are written as objects, repeated keys and all.
      const write = (part: unknown): string => {
        if (!Array.isArray(part)) return JSON.stringify(part);
        if (!part.every((pair) => Array.isArray(pair) && pair.length === 2 && typeof pair[0] === "string"))
          return `[${part.map(write).join(",")}]`;
        keys += part.length;
        return `{${part.map(([name, inner]) => `${JSON.stringify(name)}${space}:${space}${write(inner)}`).join(",")}}`;
      };
      const text = write(raw);
      expect(keyCountMax(text)).toBeGreaterThanOrEqual(keys);
      const { keyCount } = surveyJson(JSON.parse(text));
      expect(keyCount).toBeLessThanOrEqual(keys);
      if (findRepeatedKeys(text).length > 0) expect(keyCount).toBeLessThan(keyCountMax(text));
    }),
    { seed, numRuns: 2000 },
  );
});

test("documents inside texts add no keys", () => {
  const value = { policy: JSON.stringify({ Version: "x", a: { "b:": ":c" } }), arn: "arn:aws:iam::1:role/x" };
  expect(keyCountMax(JSON.stringify(value, null, 2))).toBe(2);
  expect(surveyJson(value)).toEqual({ keyCount: 2, safe: true });
});

test("nesting deeper than a hundred levels and a key `__proto__` are not safe, wherever they are", () => {
  let nested: unknown = [];
  for (let level = 1; level < 100; level += 1) nested = level % 2 === 0 ? [nested] : { a: nested };
  expect(surveyJson(nested).safe).toBe(true);
  expect(surveyJson([nested]).safe).toBe(false);
  expect(surveyJson(JSON.parse('{"a": [{"b": 1, "__proto__": {}}], "c": 1}')).safe).toBe(false);
  expect(surveyJson(null)).toEqual({ keyCount: 0, safe: true });
});
