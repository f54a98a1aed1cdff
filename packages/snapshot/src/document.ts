import { findUnsafeJson, isObject, nameOfType } from "./json.js";
import type { PolicyDocument } from "./policy.js";
import type { ProblemText } from "./problem-list.js";

const remedy = "collect the policy again, or correct it there; until then it counts as unknown";

/** A policy document, or null and the reason why it could not be read. */
export interface DecodedDocument {
  readonly document: PolicyDocument | null;
  readonly problem: ProblemText | null;
}

/**
 * Decodes a policy document: an object, a JSON string, or a URL-encoded JSON string (as the API sends it).
 *
 * What stands inside is not looked at, save that it must be safe to keep.
 */
export function decodeDocument(raw: unknown): DecodedDocument {
  if (raw === undefined || raw === null) {
    return unread("policy-missing", "the policy document is missing");
  }
  const value = typeof raw === "string" ? decodeText(raw) : raw;
  if (value === undefined) {
    return unread("policy-not-json", "the policy document is text that is neither JSON nor URL-encoded JSON");
  }
  if (!isObject(value)) {
    return unread("policy-not-object", `the policy document is ${nameOfType(value)}, expected an object`);
  }
  const unsafe = findUnsafeJson(value);
  if (unsafe === "too-deep") return unread("policy-too-deep", "the policy document is nested too deeply");
  if (unsafe === "proto-key") {
    return unread("key-forbidden", "the policy document has a key `__proto__`, which no AWS policy can have");
  }
  return { document: value as PolicyDocument, problem: null };
}

function unread(code: string, message: string): DecodedDocument {
  return { document: null, problem: { code, message, remedy } };
}

/** The JSON value in `text`; undefined where there is none. Some tools encode twice, so the result may be text again. */
function decodeText(text: string): unknown {
  let value: unknown = text;
  for (let round = 0; round < 3 && typeof value === "string"; round += 1) {
    value =
      parse(value) ?? parse(percentDecoded(value)) ?? parse(percentDecoded(value.replaceAll("+", "%20")));
  }
  return value;
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    // The literal null is no document, and undefined is "not JSON" here.
    return (JSON.parse(text) as unknown) ?? undefined;
  } catch {
    return undefined;
  }
}

function percentDecoded(text: string): string | undefined {
  if (!/%[0-9a-fA-F]{2}/.test(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
