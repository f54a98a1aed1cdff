import { findingCatalog } from "@rolepath/analyzer";
import { describe, expect, test } from "vitest";
import { findingsAbout } from "./cast.js";
import { stages } from "./stages.js";

describe("the examples of each rule", () => {
  test.each(findingCatalog.map((info) => [info.id, info] as const))(
    "%s reports its bad one, and nothing else does",
    (id, info) => {
      const rules = findingsAbout(info.example.bad, stages[id]).map((line) => line.split(" ")[1]);
      expect(rules).toEqual([id]);
    },
  );

  test.each(findingCatalog.map((info) => [info.id, info] as const))(
    "%s leaves its good one alone",
    (id, info) => {
      expect(findingsAbout(info.example.good, stages[id])).toEqual([]);
    },
  );
});
