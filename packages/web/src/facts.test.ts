import { describe, expect, test } from "vitest";
import { factKey, factsOfHop, placeOfFact, withoutFacts } from "./facts.js";

describe("facts of the reader", () => {
  test("about where one is and how one signed in hold at every hop", () => {
    const given = [[factKey("aws:SourceIp", 0), "10.0.0.1"]] as const;
    expect([0, 1, 5].map((hop) => factsOfHop(given, hop))).toEqual([given, given, given]);
  });

  test("that are said anew with each call hold at the hop that they were filled in at", () => {
    const given = [[factKey("sts:ExternalId", 1), "x"]] as const;
    expect([0, 1, 2].map((hop) => factsOfHop(given, hop))).toEqual([[], [["sts:ExternalId", "x"]], []]);
    expect(placeOfFact("2!sts:ExternalId")).toEqual({ hop: 1, key: "sts:ExternalId" });
  });

  test("keep an odd key as it is", () => {
    expect(placeOfFact("!x")).toEqual({ hop: null, key: "!x" });
    expect(placeOfFact("0!x")).toEqual({ hop: null, key: "0!x" });
  });

  test("are taken back for one hop alone", () => {
    const given = [
      ["1!sts:ExternalId", "a"],
      ["2!sts:ExternalId", "b"],
      ["aws:SourceIp", null],
    ] as const;
    expect(withoutFacts(given, 1, ["STS:externalid"])).toEqual([given[0], given[2]]);
    expect(withoutFacts(given, 0, ["aws:SourceIp"])).toEqual([given[0], given[1]]);
  });
});
