import type { Json } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { covering } from "./action.js";
import { parsePolicy } from "./document.js";
import { LazyPolicy, maySpeakOf, peekForOddities } from "./lazy-policy.js";

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

describe("a policy that is looked at for oddities", () => {
  const plain = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  const oddities: Json[] = [
    null,
    "Allow",
    [plain],
    { ...plain, Effect: "allow" },
    { ...plain, Effect: ["Allow"] },
    { Effect: "Deny", Resource: "*" },
    { ...plain, Action: [] },
    { ...plain, Action: null },
    { ...plain, Action: [5], NotAction: "s3:*" },
    { ...plain, Principal: "somebody" },
    { ...plain, Principal: null },
    { ...plain, Principal: { AWS: ["*", "arn:aws:s3:::bucket"] } },
    { ...plain, Principal: { CanonicalUser: "79a5" } },
    { ...plain, NotPrincipal: { AWS: "nobody" } },
    { ...plain, Condition: "MFA" },
    { ...plain, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
  ];

  test.each(oddities)("is parsed where it has a note or a condition: %j", (odd) => {
    for (const statements of [[odd], [plain, odd]] as Json[]) {
      const { notes, statements: parsed } = parsePolicy({ Statement: statements });
      expect(notes.length + parsed.flatMap(({ conditions }) => conditions).length).toBeGreaterThan(0);
      expect(peekForOddities(lazy(statements))).toEqual(
        parsePolicy({ Version: "2012-10-17", Statement: statements }),
      );
    }
  });

  test("is parsed where it has no statements at all", () => {
    expect(peekForOddities(new LazyPolicy({}))?.notes).toHaveLength(1);
  });

  test.each([
    plain,
    [plain, plain],
    [],
    { Effect: "Deny", NotAction: ["iam:*", "sts:*"], NotResource: "*" },
    {
      Effect: "Allow",
      Action: ["sts:AssumeRole", 5],
      Principal: { AWS: "111122223333", Service: ["x.amazonaws.com"] },
    },
  ] as Json[])("is not parsed where it cannot have one: %j", (statement) => {
    expect(peekForOddities(lazy(statement))).toBeNull();
    expect(lazy(statement).notes).toEqual([]);
  });
});
