import { describe, expect, test } from "vitest";
import { intersect, normalize, subtract } from "./interval.js";
import { ALL_ADDRESSES, formatAddress, parseCidr, toCidrs } from "./ip.js";

describe("an address block", () => {
  test.each(["10.0.0.0/8", "203.0.113.9", "0.0.0.0/0", "2001:db8::/32", "::1", "fe80::1:0:0:1", "::/0"])(
    "%s reads and prints as itself",
    (text) => {
      expect(toCidrs([parseCidr(text)!])).toEqual([text]);
    },
  );

  test.each(["10.0.0", "10.0.0.256", "10.0.0.0/33", "1::2::3", "abc", "10.0.0.0/8/8", "", "12345::"])(
    "%j is none",
    (text) => {
      expect(parseCidr(text)).toBeNull();
    },
  );

  test("of one family never holds addresses of the other", () => {
    expect(intersect([parseCidr("0.0.0.0/0")!], [parseCidr("::/0")!])).toEqual([]);
    expect(subtract(ALL_ADDRESSES, [parseCidr("::/0")!])).toEqual([parseCidr("0.0.0.0/0")]);
  });

  test("with a hole is what is left", () => {
    expect(toCidrs(subtract([parseCidr("203.0.113.0/24")!], [parseCidr("203.0.113.128/25")!]))).toEqual([
      "203.0.113.0/25",
    ]);
  });

  test("with its base set to bits of the host means the whole block", () => {
    expect(toCidrs([parseCidr("10.1.2.3/8")!])).toEqual(["10.0.0.0/8"]);
  });
});

test("intervals that touch are joined", () => {
  expect(
    normalize([
      [5n, 9n],
      [1n, 4n],
      [20n, 10n],
    ]),
  ).toEqual([[1n, 9n]]);
});

test("an IPv4-mapped tail is read as two groups", () => {
  expect(formatAddress(parseCidr("::ffff:1.2.3.4")![0])).toBe("::ffff:102:304");
});
