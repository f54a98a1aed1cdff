import type { CanAnswer, Requirement } from "@rolepath/analyzer";
import { describe, expect, test } from "vitest";
import type { VerdictCase } from "./case.js";
import { compareAnswer } from "./judge.js";

const verdictCase: VerdictCase = {
  id: "c",
  title: "",
  topic: "A1",
  snapshot: {},
  ask: { from: "user/a", to: "role/b" },
  expect: { verdict: "conditional", requires: ["sts:ExternalId"] },
  why: "",
  source: "",
};

const answer: CanAnswer = {
  from: "user/a",
  to: "role/b",
  verdict: "conditional",
  action: "sts:AssumeRole",
  requires: [requirement("STS:externalid")],
  reason: "",
  evidence: [],
  assumptions: [],
};

function requirement(key: string): Requirement {
  return { key, operator: "StringEquals", values: ["x"], kind: "caller", text: "" };
}

describe("an answer is compared with its case", () => {
  test("condition keys are the same in any letter case", () => {
    expect(compareAnswer(verdictCase, answer)).toEqual({ differences: [], extraKeys: [] });
  });

  test("a wrong verdict and a missing key are told apart", () => {
    const wrong: CanAnswer = { ...answer, verdict: "allowed", requires: [] };
    expect(compareAnswer(verdictCase, wrong).differences).toEqual([
      "verdict: got allowed, expected conditional",
      "requires: got [], expected [sts:externalid]",
    ]);
  });

  test("a key too many is no difference but is named", () => {
    const more: CanAnswer = { ...answer, requires: [...answer.requires, requirement("aws:SourceIp")] };
    expect(compareAnswer(verdictCase, more)).toEqual({ differences: [], extraKeys: ["aws:sourceip"] });
  });

  test("layer and deny type count only where the case names them", () => {
    const denied: CanAnswer = {
      ...answer,
      verdict: "denied",
      requires: [],
      layer: "trust",
      denyType: "implicit",
    };
    const silent: VerdictCase = { ...verdictCase, expect: { verdict: "denied" } };
    const strict: VerdictCase = { ...verdictCase, expect: { verdict: "denied", layer: "scp" } };
    expect(compareAnswer(silent, denied).differences).toEqual([]);
    expect(compareAnswer(strict, denied).differences).toEqual(["layer: got trust, expected scp"]);
  });

  test("a denied answer to a question about one hop counts as no path", () => {
    const denied: CanAnswer = { ...answer, verdict: "denied", requires: [] };
    const noPath: VerdictCase = { ...verdictCase, expect: { path: null } };
    expect(compareAnswer(noPath, denied).differences).toEqual([]);
    expect(compareAnswer(noPath, answer).differences).toEqual(["path: got undefined, expected null"]);
  });

  test("a path is compared node by node", () => {
    const chain: VerdictCase = {
      ...verdictCase,
      ask: { ...verdictCase.ask, maxHops: 2 },
      expect: { path: ["a", "b"] },
    };
    expect(compareAnswer(chain, { ...answer, path: ["a", "b"] }).differences).toEqual([]);
    expect(compareAnswer(chain, { ...answer, path: ["a", "c", "b"] }).differences).toHaveLength(1);
  });
});
