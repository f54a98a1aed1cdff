import { describe, expect, test } from "vitest";
import { environmentOf } from "./environment.js";

describe("the environment that a name says", () => {
  test.each([
    ["Sandbox", "low"],
    ["dev", "low"],
    ["team-a-dev-01", "low"],
    ["NonProd", "low"],
    ["non-production", "low"],
    ["Pre-Prod", "middle"],
    ["staging", "middle"],
    ["prod-staging", "middle"],
    ["SDLC", "low"],
    ["SecurityTest", "low"],
    ["Prod", "high"],
    ["prod-payments", "high"],
    ["WorkloadsProduction", "high"],
    ["Security", "high"],
    ["security-audit", "high"],
    ["Workloads", null],
    ["Infrastructure", null],
    ["devices", null],
    ["product-catalog", null],
    ["laboratory", null],
    ["", null],
  ])("of %j is %j", (name, environment) => {
    expect(environmentOf(name)).toBe(environment);
  });
});
