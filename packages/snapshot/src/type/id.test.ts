import { describe, expect, test } from "vitest";
import { accountOfArn, isAccountId, parseArn, parseIamResource, partitionOfArn } from "./id.js";

describe("parseArn", () => {
  test("gives the six parts, with all further colons in the resource", () => {
    expect(parseArn("arn:aws-cn:iam::111122223333:role/a/b:c")).toEqual({
      partition: "aws-cn",
      service: "iam",
      region: "",
      account: "111122223333",
      resource: "role/a/b:c",
    });
  });

  test.each([
    "",
    "arn:aws:iam::111122223333",
    "role/Deploy",
    "arn:aws:iam::111122223333:",
    "urn:aws:iam::1:x",
  ])("gives null for `%s`", (text) => {
    expect(parseArn(text)).toBeNull();
  });
});

test("an account id is exactly twelve ASCII digits", () => {
  expect(isAccountId("000011112222")).toBe(true);
  for (const text of ["11112222333", "1111222233334", "11112222333a", "١١١١٢٢٢٢٣٣٣٣", "111122223333\n"]) {
    expect(isAccountId(text)).toBe(false);
  }
});

test("AWS's own policies belong to no account", () => {
  expect(accountOfArn("arn:aws:iam::aws:policy/ReadOnlyAccess")).toBeNull();
  expect(accountOfArn("arn:aws:iam::111122223333:policy/Mine")).toBe("111122223333");
});

test("the partition is read from the ARN", () => {
  expect(partitionOfArn("arn:aws-us-gov:iam::111122223333:role/x")).toBe("aws-us-gov");
  expect(partitionOfArn("ec2.amazonaws.com")).toBeNull();
});

test("type, path and name of an IAM entity come from its ARN", () => {
  const arn = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123";
  expect(parseIamResource(arn)).toEqual({
    type: "role",
    path: "/aws-reserved/sso.amazonaws.com/",
    name: "AWSReservedSSO_Admin_0123",
  });
  expect(parseIamResource("arn:aws:iam::111122223333:root")).toBeNull();
  expect(parseIamResource("arn:aws:iam::111122223333:role/")).toBeNull();
});
