import { describe, expect, it } from "vitest";
import { addressInBlock } from "./address.js";
import { formatMoment, parseMoment } from "./moment.js";
import { foldCase, globTokens, literalTokens, tokensMatch } from "./text.js";

describe("a pattern", () => {
  it.each([
    ["", "", true],
    ["*", "", true],
    ["?", "", false],
    ["a*b*c", "a1b2c", true],
    ["a*b*c", "acb", false],
    ["**", "xy", true],
    ["?*?", "x", false],
    ["?*?", "xy", true],
    ["*a*a*a*b", "a".repeat(60), false],
  ])("%s against %s: %s", (pattern, value, matches) => {
    expect(tokensMatch(globTokens(pattern), value)).toBe(matches);
  });

  it("of literal characters has no wildcards", () => {
    expect(tokensMatch(literalTokens("a*"), "ab")).toBe(false);
    expect(tokensMatch(literalTokens("a*"), "a*")).toBe(true);
  });

  it("folds ASCII letters alone", () => {
    expect(foldCase("ÄbC")).toBe("Äbc");
  });
});

describe("an address block", () => {
  it.each([
    ["10.0.0.1", "10.0.0.0/31", true],
    ["10.0.0.2", "10.0.0.0/31", false],
    ["10.0.0.2", "10.0.0.0/33", false],
    ["10.0.0.256", "10.0.0.0/8", false],
    ["10.9.9.9", "10.1.2.3/8", true],
    ["::1", "::/0", true],
    ["::ffff", "::fffe/127", true],
    ["1::2::3", "::/0", false],
  ])("holds %s in %s: %s", (address, block, inside) => {
    expect(addressInBlock(address, block)).toBe(inside);
  });
});

describe("a moment", () => {
  it.each([
    ["2026-10-15T00:00:00Z", 1792022400],
    ["2026-10-15", 1792022400],
    ["2026-10-15T02:00:00+02:00", 1792022400],
    ["1792022400", 1792022400],
    ["2026-02-31", null],
    ["yesterday", null],
  ])("%s is %s", (text, seconds) => {
    expect(parseMoment(text)).toBe(seconds);
  });

  it("reads back what it writes", () => {
    expect(formatMoment(1792022400)).toBe("2026-10-15T00:00:00Z");
  });
});
