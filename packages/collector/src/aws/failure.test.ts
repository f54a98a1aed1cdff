import { expect, test } from "vitest";
import type { FailureKind } from "../call-error.js";
import { createRedactor } from "../redact.js";
import { toCallError } from "./failure.js";
import { UnwholeAnswer } from "./whole-answer.js";

const named = (name: string, more: object = {}) =>
  Object.assign(new Error("what AWS said"), { name, ...more });

test.each<[string, Error, FailureKind, string]>([
  ["a refusal", named("AccessDenied", { $metadata: { httpStatusCode: 403 } }), "refused", "AccessDenied"],
  ["a refusal of a JSON service", named("AccessDeniedException"), "refused", "AccessDeniedException"],
  ["a proxy's refusal", named("HTTP 407"), "refused", "HTTP 407"],
  ["an expired session", named("ExpiredToken"), "expired", "ExpiredToken"],
  ["missing credentials", named("CredentialsProviderError"), "expired", "CredentialsProviderError"],
  ["throttling", named("Throttling"), "throttled", "Throttling"],
  ["a server's error", named("X", { $metadata: { httpStatusCode: 503 } }), "unreachable", "X"],
  ["a closed connection", named("TimeoutError", { code: "ECONNRESET" }), "unreachable", "ECONNRESET"],
  ["no such host", named("Error", { code: "ENOTFOUND" }), "unreachable", "ENOTFOUND"],
  ["a cut answer", new UnwholeAnswer("it ends early"), "malformed", "UnwholeAnswer"],
  [
    "no organization",
    named("AWSOrganizationsNotInUseException"),
    "absent",
    "AWSOrganizationsNotInUseException",
  ],
  ["anything else", named("ValidationError"), "other", "ValidationError"],
])("%s is told apart", (_, error, kind, code) => {
  const failure = toCallError(error, "iam:ListRoles", createRedactor(), false);
  expect(failure).toMatchObject({ kind, code, operation: "iam:ListRoles" });
});

test("after the run was stopped, every failure is the stop", () => {
  expect(toCallError(named("AbortError"), "iam:ListRoles", createRedactor(), true).kind).toBe("stopped");
});

test("the message holds no credential and is one line", () => {
  const error = new Error("The token\n  included is bad: AKIAIOSFODNN7EXAMPLE");
  expect(toCallError(error, "iam:ListRoles", createRedactor(), false).message).toBe(
    "iam:ListRoles: Error: The token included is bad: [credential]",
  );
});
