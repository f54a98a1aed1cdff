import { describe, expect, test } from "vitest";
import { type Given, pathRoute } from "../route.js";
import {
  accountA,
  accountB,
  realDataset,
  realRole,
  realSnapshot,
  realUser,
} from "../testing/real-dataset.js";
import { triedPath } from "./tried-path.js";

const assume = { Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" };
const alice = realUser(accountA, "alice");
const first = realRole(accountA, "First", {
  trust: {
    Effect: "Allow",
    Principal: { AWS: alice.Arn },
    Action: "sts:AssumeRole",
    Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" }, StringEquals: { "sts:ExternalId": "one" } },
  },
  policy: assume,
});
const second = realRole(accountB, "Second", {
  trust: {
    Effect: "Allow",
    Principal: { AWS: first.Arn },
    Action: "sts:AssumeRole",
    Condition: { IpAddress: { "aws:SourceIp": "10.9.0.0/16" }, StringEquals: { "sts:ExternalId": "two" } },
  },
});
const dataset = realDataset(realSnapshot([alice], [first, second]));

const space = { width: 900, height: 700 };

function tried(...given: readonly Given[]) {
  const view = triedPath(dataset, { ...pathRoute(alice.Arn, second.Arn, { given }), ...space });
  return {
    verdict: view?.verdict,
    sentence: view?.sentence,
    facts: view?.facts,
    steps: view?.steps.map(({ verdict, chips }) => [verdict, ...chips.map(({ short }) => short)]),
  };
}

describe("a path with facts of the reader", () => {
  test("takes an address at every hop that asks for one", () => {
    expect(tried(["aws:SourceIp", "10.9.0.1"])).toMatchObject({
      verdict: "conditional",
      facts: ["source address = 10.9.0.1"],
      steps: [
        ["conditional", "external ID = one"],
        ["conditional", "external ID = two"],
      ],
    });
    expect(tried(["aws:SourceIp", "10.1.0.1"])).toMatchObject({
      verdict: "denied",
      sentence: "With your facts, no: hop 2, First → Second, lets nobody through who makes such a request.",
      steps: [["conditional", "external ID = one"], ["denied"]],
    });
  });

  test("takes what is said with each call at its own hop alone", () => {
    const address: Given = ["aws:SourceIp", "10.9.0.1"];
    expect(tried(address, ["1!sts:ExternalId", "one"])).toMatchObject({
      verdict: "conditional",
      facts: ["source address = 10.9.0.1", "external ID = one (hop 1)"],
      steps: [["allowed"], ["conditional", "external ID = two"]],
    });
    expect(tried(address, ["1!sts:ExternalId", "one"], ["2!sts:ExternalId", "two"])).toMatchObject({
      verdict: "allowed",
      sentence: "With your facts: alice can become Second, no condition is left.",
      steps: [["allowed"], ["allowed"]],
    });
    expect(tried(address, ["2!sts:ExternalId", "one"]).verdict).toBe("denied");
  });

  test("says what no hop asks for, and what has not the form of its key", () => {
    expect(tried(["aws:userid", "x"], ["aws:SourceIp", "here"]).facts).toEqual([
      expect.stringMatching(/= x \(no hop asks for it\)$/),
      "source address = here (not taken into account)",
    ]);
  });

  test("is drawn with them, on the other chains with what holds for every hop", () => {
    const other = realRole(accountB, "Other", {
      trust: {
        Effect: "Allow",
        Principal: { AWS: alice.Arn },
        Action: "sts:AssumeRole",
        Condition: { IpAddress: { "aws:SourceIp": "10.9.0.0/16" } },
      },
      policy: assume,
    });
    const both = realRole(accountB, "Both", {
      trust: { Effect: "Allow", Principal: { AWS: [first.Arn, other.Arn] }, Action: "sts:AssumeRole" },
    });
    const forked = realDataset(realSnapshot([alice], [first, other, both]));
    const lines = (...given: readonly Given[]) => {
      const route = { ...pathRoute(alice.Arn, both.Arn, { choice: 1, given }), ...space };
      const drawn = triedPath(forked, route)?.picture.lines ?? [];
      return drawn.map(({ from, to, style, label, hot }) => [
        `${from.split("/")[1]} → ${to.split("/")[1]}${hot ? "" : ", other chain"}`,
        style,
        label,
      ]);
    };
    const rest = [
      ["Other → Both", "allowed", ""],
      ["First → Both, other chain", "allowed", ""],
    ];
    const drawn = lines(["aws:SourceIp", "10.1.0.1"], ["1!sts:ExternalId", "wrong"]);
    expect(drawn).toHaveLength(4);
    expect(drawn).toEqual(
      expect.arrayContaining([
        ["alice → Other", "denied", "no"],
        ["alice → First, other chain", "conditional", "if external ID = one"],
        ...rest,
      ]),
    );
    expect(lines(["aws:SourceIp", "10.9.0.1"])).toContainEqual(["alice → Other", "allowed", ""]);
  });

  test("is none where there is no path", () => {
    expect(
      triedPath(dataset, {
        ...pathRoute(second.Arn, first.Arn, { given: [["aws:SourceIp", null]] }),
        ...space,
      }),
    ).toBeNull();
  });
});
