import { describe, expect, test } from "vitest";
import { coversAction } from "./action.js";
import { parsePolicy } from "./document.js";
import { LazyPolicy, peekForOddities } from "./lazy-policy.js";

describe("a policy document", () => {
  test("takes one statement as an object, and points at it", () => {
    const policy = parsePolicy({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "sts:*", Resource: "*" },
    });
    expect(policy.statements.map((statement) => statement.pointer)).toEqual(["/Statement"]);
    expect(policy.notes).toEqual([]);
  });

  test("covers actions whatever their case, and everything else by NotAction", () => {
    const policy = parsePolicy({
      Statement: [
        { Effect: "Allow", Action: ["STS:assume*"], Resource: "*" },
        { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
      ],
    });
    const [some, rest] = policy.statements;
    expect(coversAction(some!, "sts:AssumeRole")).toBe(true);
    expect(coversAction(some!, "sts:TagSession")).toBe(false);
    expect(coversAction(rest!, "sts:TagSession")).toBe(true);
    expect(coversAction(rest!, "iam:PassRole")).toBe(false);
  });

  test("says what it cannot read and goes on", () => {
    const policy = parsePolicy({
      Statement: [
        7,
        { Effect: "allow", Action: "*" },
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:group/x", Bogus: "y" },
          Action: "sts:AssumeRole",
        },
        {
          Effect: "Deny",
          Action: "*",
          Resource: "*",
          Condition: { StringSounds: { "aws:PrincipalArn": "x" } },
        },
      ],
    });
    expect(policy.statements).toHaveLength(2);
    expect(policy.notes.map((note) => note.pointer)).toEqual([
      "/Statement/0",
      "/Statement/1",
      "/Statement/2",
      "/Statement/2",
      "/Statement/3",
    ]);
  });

  test("has variables after the fifth colon of a Resource only, and says where one stands before it", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    const before = "arn:aws:iam::${aws:PrincipalAccount}:role/x";
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    const after = "arn:aws:iam::111122223333:role/${aws:username}";
    const statement = { Effect: "Deny", Action: "sts:*", Resource: [before, after] };
    const document = { Version: "2012-10-17", Statement: statement };
    const policy = parsePolicy(document);
    expect(policy.statements[0]?.resources?.map((text) => text.hasVariable)).toEqual([false, true]);
    expect(policy.statements[0]?.resources?.[0]?.parts).toEqual([{ kind: "text", text: before, wild: true }]);
    expect(policy.notes.map(({ text }) => text)).toEqual([
      `resource \`${before}\`: AWS fills in variables after the fifth colon only; before it they are text`,
    ]);
    expect(peekForOddities(new LazyPolicy(document))?.notes).toEqual(policy.notes);
    expect(parsePolicy({ Statement: statement }).notes).toEqual([]);
  });

  test("has variables under version 2012-10-17 only", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    const statement = { Effect: "Allow", Action: "*", Resource: "arn:aws:iam::1:role/${aws:username}" };
    expect(
      parsePolicy({ Version: "2012-10-17", Statement: statement }).statements[0]?.resources?.[0]?.hasVariable,
    ).toBe(true);
    expect(parsePolicy({ Statement: statement }).statements[0]?.resources?.[0]?.hasVariable).toBe(false);
  });

  test("keeps boolean and number values of conditions", () => {
    const policy = parsePolicy({
      Statement: {
        Effect: "Allow",
        Action: "*",
        Resource: "*",
        Condition: {
          Bool: { "aws:MultiFactorAuthPresent": true },
          NumericLessThan: { "aws:MultiFactorAuthAge": 60 },
        },
      },
    });
    expect(
      policy.statements[0]?.conditions.map((entry) => entry.values.map((value) => value.source)),
    ).toEqual([["true"], ["60"]]);
  });
});
