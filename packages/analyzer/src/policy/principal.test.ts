import { expect, test } from "vitest";
import { parsePrincipals } from "./principal.js";

test.each([
  ["*", "anyone"],
  [{ AWS: "*" }, "anyone"],
  [{ AWS: "111122223333" }, "account"],
  [{ AWS: "arn:aws:iam::111122223333:root" }, "account"],
  [{ AWS: "arn:aws-us-gov:iam::111122223333:user/a/b" }, "user"],
  [{ AWS: "arn:aws:iam::111122223333:role/x" }, "role"],
  [{ AWS: "arn:aws:sts::111122223333:assumed-role/x/s" }, "session"],
  [{ AWS: "arn:aws:sts::111122223333:federated-user/x" }, "federated-user"],
  [{ AWS: "AROAEXAMPLEID1234567" }, "id"],
  [{ Service: "ec2.amazonaws.com" }, "service"],
  [{ Federated: "cognito-identity.amazonaws.com" }, "federated"],
  [{ AWS: "arn:aws:s3:::bucket" }, "unreadable"],
  [{ Wizard: "x" }, "unreadable"],
  ["arn:aws:iam::111122223333:root", "unreadable"],
  [7, "unreadable"],
])("principal %j is read as %s", (element, kind) => {
  expect(parsePrincipals(element).map((form) => form.kind)).toEqual([kind]);
});

test("lists keep every entry, in order", () => {
  expect(
    parsePrincipals({ AWS: ["111122223333", "*"], Service: "x.amazonaws.com" }).map((form) => form.kind),
  ).toEqual(["account", "anyone", "service"]);
});
