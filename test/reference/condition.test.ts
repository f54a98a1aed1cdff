// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables are written like this
import { describe, expect, it } from "vitest";
import { conditionEntryHolds } from "./condition.js";
import { keysOf } from "./keys.js";
import type { Context } from "./request.js";

const ARN = "arn:aws:iam::111122223333:role/team/app";

/** operator, policy values, request value (null: missing), whether it holds */
const TABLE: readonly (readonly [string, readonly string[], string | readonly string[] | null, boolean])[] = [
  ["StringEquals", ["a"], "a", true],
  ["StringEquals", ["A"], "a", false],
  ["StringEquals", ["*"], "a", false],
  ["StringEquals", ["x", "a"], "a", true],
  ["StringEquals", ["a"], null, false],
  ["StringEqualsIfExists", ["a"], null, true],
  ["StringEqualsIfExists", ["a"], "b", false],
  ["StringNotEquals", ["a", "b"], "b", false],
  ["StringNotEquals", ["a"], "b", true],
  ["StringNotEquals", ["a"], null, true],
  ["StringNotEqualsIfExists", ["a"], null, true],
  ["StringEqualsIgnoreCase", ["AbC"], "aBc", true],
  ["StringNotEqualsIgnoreCase", ["AbC"], "aBc", false],
  ["StringLike", ["a*c?"], "abbcd", true],
  ["StringLike", ["a*c?"], "abbc", false],
  ["StringNotLike", ["a*"], "ab", false],
  ["NumericEquals", ["3600"], "3600.0", true],
  ["NumericEquals", ["x"], "x", false],
  ["NumericNotEquals", ["1"], "2", true],
  ["NumericLessThan", ["10"], "9", true],
  ["NumericLessThan", ["10"], "10", false],
  ["NumericLessThanEquals", ["10"], "10", true],
  ["NumericGreaterThan", ["10"], "10", false],
  ["NumericGreaterThanEquals", ["10"], "10", true],
  ["DateLessThan", ["2027-01-01T00:00:00Z"], "2026-12-31T23:59:59Z", true],
  ["DateLessThan", ["2027-01-01"], "1798761600", false],
  ["DateGreaterThanEquals", ["2027-01-01T01:00:00+01:00"], "2027-01-01T00:00:00Z", true],
  ["DateNotEquals", ["2027-01-01"], "2027-01-01T00:00:00Z", false],
  ["Bool", ["true"], "true", true],
  ["Bool", ["true"], "false", false],
  ["Bool", ["true"], null, false],
  ["BoolIfExists", ["true"], null, true],
  ["BinaryEquals", ["QmluYXJ5"], "Binary", true],
  ["BinaryEquals", ["QmluYXJ5"], "QmluYXJ5", false],
  ["IpAddress", ["10.0.0.0/8"], "10.1.2.3", true],
  ["IpAddress", ["10.0.0.0/8"], "11.0.0.0", false],
  ["IpAddress", ["10.0.0.1"], "10.0.0.1", true],
  ["IpAddress", ["2001:db8::/32"], "2001:db8:1::1", true],
  ["IpAddress", ["0.0.0.0/0"], "2001:db8::1", false],
  ["NotIpAddress", ["0.0.0.0/0"], "2001:db8::1", true],
  ["NotIpAddress", ["10.0.0.0/8"], null, true],
  ["ArnLike", ["arn:aws:iam::*:role/team/*"], ARN, true],
  ["ArnEquals", ["arn:aws:iam::*:role/team/*"], ARN, true],
  ["ArnLike", ["arn:aws:*:role/team/app"], ARN, false],
  ["ArnLike", ["*"], ARN, true],
  ["ArnNotLike", ["arn:aws:iam::*:role/team/*"], ARN, false],
  ["ArnNotEquals", ["arn:aws:iam::*:role/other"], ARN, true],
  ["Null", ["true"], null, true],
  ["Null", ["true"], "a", false],
  ["Null", ["false"], "a", true],
  ["Null", ["false"], null, false],
  ["ForAllValues:StringEquals", ["a", "b"], ["a", "b"], true],
  ["ForAllValues:StringEquals", ["a"], ["a", "b"], false],
  ["ForAllValues:StringEquals", ["a"], null, true],
  ["ForAllValues:StringNotEquals", ["a"], ["b", "c"], true],
  ["ForAllValues:StringNotEquals", ["a"], ["a", "c"], false],
  ["ForAnyValue:StringEquals", ["a"], ["a", "b"], true],
  ["ForAnyValue:StringEquals", ["a"], null, false],
  ["ForAnyValue:StringNotEquals", ["a"], ["a", "b"], true],
  ["ForAnyValue:StringNotEquals", ["a"], ["a"], false],
  ["ForAnyValue:StringNotEquals", ["a"], null, false],
  ["StringAlmostEquals", ["a"], "a", false],
  ["constructor", ["a"], "a", false],
];

describe("a condition entry", () => {
  it.each(TABLE)("%s %j of %j holds: %s", (operator, values, value, holds) => {
    const context: Context = value === null ? {} : { "aws:Key": value };
    expect(conditionEntryHolds({ operator, key: "AWS:key", values }, keysOf(context), "2012-10-17")).toBe(
      holds,
    );
  });

  it.each([
    ["StringEquals", "${aws:username}", true],
    ["StringLike", "al${*}e", false],
    ["StringLike", "${aws:PrincipalTag/none, 'ali'}*", true],
    ["StringEquals", "${aws:PrincipalTag/none}", false],
    ["StringNotEquals", "${aws:PrincipalTag/none}", true],
    ["StringEquals", "${aws:TagKeys}", false],
  ])("%s puts variables into %s: %s", (operator, value, holds) => {
    const keys = keysOf({ "aws:username": "alice", "aws:TagKeys": ["alice"] });
    const entry = { operator, key: "aws:username", values: [value] };
    expect(conditionEntryHolds(entry, keys, "2012-10-17")).toBe(holds);
  });

  it("takes a variable as plain text under the version of 2008", () => {
    const entry = { operator: "StringEquals", key: "aws:username", values: ["${aws:username}"] };
    expect(conditionEntryHolds(entry, keysOf({ "aws:username": "alice" }), "2008-10-17")).toBe(false);
    expect(conditionEntryHolds(entry, keysOf({ "aws:username": "${aws:username}" }), "2008-10-17")).toBe(
      true,
    );
  });

  it("puts variables neither into numbers nor into addresses", () => {
    const entry = { operator: "NumericEquals", key: "aws:a", values: ["${aws:a}"] };
    expect(conditionEntryHolds(entry, keysOf({ "aws:a": "1" }), "2012-10-17")).toBe(false);
  });
});
