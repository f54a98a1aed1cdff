import { describe, expect, test } from "vitest";
import type { Requirement } from "../../answer.js";
import { accountsNamed, type Binding, bindingOf, organizationsNamed } from "./binding.js";

function asks(key: string, operator: string, ...values: readonly string[]): Requirement {
  return { key, operator, values, kind: "caller", text: "" };
}

describe("what a requirement binds", () => {
  test.each<[Requirement, Binding | null]>([
    [asks("aws:PrincipalArn", "ArnLike", "arn:aws:iam::111122223333:role/*"), "principal"],
    [asks("aws:PrincipalArn", "ArnLike", "arn:aws:iam::*:role/deploy"), "name"],
    [asks("aws:PrincipalArn", "ArnLike", "arn:aws:iam::*:role/*"), null],
    [asks("aws:PrincipalArn", "StringLike", "*"), null],
    [asks("aws:PrincipalAccount", "StringEquals", "111122223333"), "account"],
    [asks("aws:PrincipalAccount", "StringLike", "1111*"), null],
    [asks("aws:PrincipalAccount", "StringNotEquals", "111122223333"), null],
    [asks("aws:PrincipalOrgID", "StringEquals", "o-exampleorgid"), "organization"],
    [asks("aws:PrincipalOrgID", "StringEquals", `\${aws:ResourceOrgID}`), "organization"],
    [asks("aws:PrincipalOrgID", "StringEqualsIfExists", "o-exampleorgid"), null],
    [asks("aws:PrincipalOrgID", "StringLike", "o-*"), null],
    [asks("aws:PrincipalOrgPaths", "ForAnyValue:StringLike", "o-exampleorgid/r-ab12/*"), "organization"],
    [asks("aws:PrincipalOrgPaths", "ForAnyValue:StringLike", "o-exampleorgid/r-ab12/ou-ab12-1/*"), "unit"],
    [asks("aws:PrincipalOrgPaths", "ForAllValues:StringLike", "o-exampleorgid/*"), null],
    [asks("aws:userid", "StringLike", "AROAEXAMPLE123:*"), "principal"],
    [asks("aws:userid", "StringLike", "*:session"), null],
    [asks("aws:SourceIp", "IpAddress", "198.51.100.0/24", "2001:db8::/32"), "network"],
    [asks("aws:SourceIp", "IpAddress", "198.51.100.0/24", "0.0.0.0/0"), null],
    [asks("aws:SourceIp", "IpAddress", "::/0"), null],
    [asks("aws:SourceVpce", "StringEquals", "vpce-0123456789abcdef0"), "network"],
    [asks("aws:SourceVpce", "StringLike", "*"), null],
    [asks("sts:ExternalId", "StringEquals", "c0ffee"), "external-id"],
    [asks("sts:ExternalId", "StringLike", "*"), null],
    [asks("sts:ExternalId", "Null", "false"), null],
    [asks("aws:PrincipalTag/team", "StringEquals", "platform"), "tag"],
    [asks("sts:RoleSessionName", "StringEquals", "ci"), null],
  ])("%j is %s", (requirement, binding) => {
    expect(bindingOf(requirement)).toBe(binding);
  });

  test("is no more than its weakest value", () => {
    const arns = ["arn:aws:iam::111122223333:role/a", "arn:aws:iam::*:role/b"];
    expect(bindingOf(asks("aws:PrincipalArn", "ArnLike", ...arns))).toBe("name");
    expect(bindingOf(asks("aws:PrincipalArn", "ArnLike", ...arns, "*"))).toBeNull();
    expect(bindingOf(asks("aws:PrincipalArn", "ArnLike"))).toBeNull();
  });

  test("names accounts and organizations that are written out", () => {
    const arns = ["arn:aws:iam::111122223333:role/a", "arn:aws:iam::*:role/b"];
    expect(accountsNamed(asks("aws:PrincipalArn", "ArnLike", ...arns))).toEqual(["111122223333"]);
    expect(accountsNamed(asks("aws:PrincipalAccount", "StringNotEquals", "111122223333"))).toEqual([]);
    const paths = ["o-one/r-1/*", "o-two/*"];
    expect(organizationsNamed(asks("aws:PrincipalOrgPaths", "ForAnyValue:StringLike", ...paths))).toEqual([
      "o-one",
      "o-two",
    ]);
  });
});
