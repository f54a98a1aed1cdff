import { describe, expect, test } from "vitest";
import { isMuch, needOf, needWords } from "./need.js";

describe("what an analysis takes", () => {
  test("is near what was measured", () => {
    for (const [principals, megabytes] of [
      [27_331, 467],
      [108_000, 1023],
      [273_000, 2038],
    ] as const) {
      const need = needOf({ principals }).megabytes;
      expect(need / megabytes).toBeGreaterThan(0.9);
      expect(need / megabytes).toBeLessThan(1.1);
    }
  });

  test("is asked for where it is much, or much of what the browser has", () => {
    expect(isMuch(needOf({ principals: 27_331 }), null)).toBe(false);
    expect(isMuch(needOf({ principals: 27_331 }), 4096)).toBe(false);
    expect(isMuch(needOf({ principals: 27_331 }), 700)).toBe(true);
    expect(isMuch(needOf({ principals: 273_000 }), null)).toBe(true);
    expect(isMuch(needOf({ principals: 273_000 }), 4096)).toBe(true);
  });

  test("is said in round numbers", () => {
    expect(needWords(needOf({ principals: 273_000 }))).toBe(
      "273,000 principals: about 2,100 MB of memory and 2 minutes",
    );
    expect(needWords(needOf({ principals: 1 }))).toBe("1 principal: about 300 MB of memory and 1 minute");
    expect(needWords(needOf({ principals: 2_700_000 }))).toMatch(/and 12 minutes$/);
  });
});
