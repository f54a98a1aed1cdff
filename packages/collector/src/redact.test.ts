import { expect, test } from "vitest";
import { createRedactor } from "./redact.js";

test("a secret that was handed in is shown nowhere", () => {
  const redactor = createRedactor();
  redactor.secret("wJalrXUtnFEMI/K7MDENG");
  redactor.secret(undefined);
  expect(redactor.clean("key wJalrXUtnFEMI/K7MDENG is bad")).toBe("key [credential] is bad");
});

test.each([
  ["an access key id", "The key AKIAIOSFODNN7EXAMPLE does not exist", "AKIAIOSFODNN7EXAMPLE"],
  ["a session token", `token IQoJ${"b3JpZ2luX2VjE".repeat(4)} expired`, "IQoJ"],
  ["a signature", "Authorization: AWS4-HMAC-SHA256 Credential=x/y, Signature=abcdef", "abcdef"],
  ["a signed address", "GET /?X-Amz-Security-Token=abc%2Fdef&Action=X", "abc%2Fdef"],
])("%s that nobody handed in is recognized", (_, text, secret) => {
  expect(createRedactor().clean(text)).not.toContain(secret);
});

test("what AWS says about a refusal is kept", () => {
  const text =
    "User: arn:aws:sts::111122223333:assumed-role/audit/rolepath is not authorized to perform: iam:ListRoles";
  expect(createRedactor().clean(text)).toBe(text);
});
