import type { Json } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { covering } from "./action.js";
import { parsePolicy } from "./document.js";
import { LazyPolicy, maySpeakOf } from "./lazy-policy.js";

const ACTION = "sts:AssumeRole";

function lazy(statement: Json): LazyPolicy {
  return new LazyPolicy({ Version: "2012-10-17", Statement: statement });
}

describe("a policy that is not parsed yet", () => {
  test.each([
    "sts:AssumeRole",
    "STS:assumerole",
    "sts:*",
    "s*",
    "*",
    "?ts:AssumeRole",
    "st?:Assume*",
    "*Role",
  ])("may speak of entering roles by %s, as the parsed one does", (action) => {
    const statement = { Effect: "Allow", Action: ["s3:GetObject", action], Resource: "*" };
    expect(
      covering(parsePolicy({ Version: "2012-10-17", Statement: statement }), "Allow", ACTION),
    ).toHaveLength(1);
    expect(maySpeakOf(lazy(statement), ACTION)).toBe(true);
    expect(covering(lazy(statement), "Allow", ACTION)).toHaveLength(1);
  });

  test.each(["s3:*", "ssm:GetParameter", "st", "stsx:*", "iam:PassRole"])("does not by %s", (action) => {
    expect(maySpeakOf(lazy({ Effect: "Allow", Action: action, Resource: "*" }), ACTION)).toBe(false);
  });

  test("may by what it does not name", () => {
    expect(maySpeakOf(lazy([{ Effect: "Allow", NotAction: "s3:*", Resource: "*" }]), ACTION)).toBe(true);
  });

  test("says nothing where it has no statements, or none that is an object", () => {
    for (const statement of [[], "Allow", null, [null, 1, []]] as Json[])
      expect(maySpeakOf(lazy(statement), ACTION)).toBe(false);
  });

  test("is the same policy once it is parsed", () => {
    const policy = lazy({ Effect: "Allow", Action: "s3:*", Resource: "*" });
    expect(policy.peek()).not.toBe(policy.peek());
    expect(policy.statements).toHaveLength(1);
    expect(policy.statements).toBe(policy.peek().statements);
    expect(policy.notes).toEqual([]);
  });
});
