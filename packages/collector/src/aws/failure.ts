import { isServerError, isThrottlingError, isTransientError } from "@smithy/core/retry";
import type { SdkError } from "@smithy/types";
import { CallError, type FailureKind } from "../call-error.js";
import type { Operation } from "../client.js";
import type { Redactor } from "../redact.js";
import { UnwholeAnswer } from "./whole-answer.js";

const expired = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "RequestExpired",
  "TokenRefreshRequired",
  "InvalidClientTokenId",
  "UnrecognizedClientException",
  "CredentialsProviderError",
]);
const refused = /^(?:AccessDenied|Unauthorized|NotAuthorized|AuthFailure|OptInRequired|HTTP 40[137])/;
const absent = /^(?:NoSuchEntity|.*NotFound|AWSOrganizationsNotInUse)/;

/** What the SDK threw, as the collector's own error. */
export function toCallError(
  error: unknown,
  operation: Operation,
  redactor: Redactor,
  stopped: boolean,
): CallError {
  if (error instanceof CallError) return error;
  // SdkError adds optional fields to Error, and each is looked at with care.
  const thrown = (error instanceof Error ? error : new Error(String(error))) as SdkError;
  const detail = redactor.clean(thrown.message.replace(/\s+/g, " ").trim()) || "no message";
  if (stopped) return new CallError("stopped", operation, "Stopped", "the run was stopped");
  return new CallError(kindOf(thrown), operation, codeOf(thrown), detail);
}

function kindOf(error: SdkError): FailureKind {
  if (expired.has(error.name)) return "expired";
  if (refused.test(error.name)) return "refused";
  if (error instanceof UnwholeAnswer || error instanceof SyntaxError) return "malformed";
  if (isThrottlingError(error)) return "throttled";
  if (isTransientError(error) || isServerError(error)) return "unreachable";
  return absent.test(error.name) ? "absent" : "other";
}

/** AWS's name of the error, or the system's (`ECONNRESET`) where AWS was not reached. */
function codeOf(error: Error): string {
  const system: unknown = "code" in error ? error.code : undefined;
  return typeof system === "string" && /^E[A-Z_]+$/.test(system) ? system : error.name;
}
