import { describe, expect, test } from "vitest";
import { type ConditionEntry, parseConditions } from "../../policy/condition.js";
import { withoutWildcards } from "./filled.js";

function entryOf(operator: string, ...values: readonly string[]): ConditionEntry {
  const [entry] = parseConditions({ [operator]: { "aws:PrincipalArn": [...values] } }, true, () => {});
  if (entry === undefined) throw new Error("a block with one key has one entry");
  return entry;
}

const filled = (operator: string, ...values: readonly string[]): readonly string[] =>
  withoutWildcards(entryOf(operator, ...values)).values.map(({ source }) => source);

describe("an entry with one value in the place of each pattern", () => {
  test.each([
    "repo:acme/*",
    "repo:acme/s?op:*",
    "*",
    "?*:**:??",
    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*",
  ])("takes a value that %s takes", (pattern) => {
    const [value] = filled("StringLike", pattern);
    expect(value).not.toMatch(/[*?]/);
    expect(entryOf("StringLike", pattern).values[0]?.like.matches(value ?? "")).toBe(true);
  });

  test("keeps the values that have no wildcard", () => {
    expect(
      filled("ArnLike", "arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:role/b*"),
    ).toEqual(["arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:role/bx"]);
  });

  test.each([
    ["StringNotLike", "a*"],
    ["ArnNotLike", "arn:aws:iam::111122223333:role/*"],
    ["StringEquals", "a*"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    ["StringLike", "${aws:username}*"],
    ["StringLike", "plain"],
  ])("is the entry itself for %s %s", (operator, value) => {
    const entry = entryOf(operator, value);
    expect(withoutWildcards(entry)).toBe(entry);
  });
});
