import { findUnsafeJson, isObject, nameOfType } from "../json/json.js";
import type { ProblemText } from "../json/problem-list.js";
import { quote } from "../json/quote.js";
import { findRepeatedKeys } from "../json/repeated-keys.js";
import type { PolicyDocument } from "../type/policy.js";

// Texts are kept while the snapshot is read, so their number is bounded.
const rememberedMax = 10_000;

/** A policy document, or null where it could not be read; `problems` say why, as predicates: "is missing". */
export interface DecodedDocument {
  readonly document: PolicyDocument | null;
  readonly problems: readonly ProblemText[];
}

/**
 * Decodes a policy document: an object, a JSON string, or a URL-encoded JSON string (as the API sends it).
 *
 * What stands inside is not looked at, save that it must be safe to keep.
 */
export function decodeDocument(raw: unknown): DecodedDocument {
  if (raw === undefined || raw === null) return unread("policy-missing", "is missing");
  const decoded = typeof raw === "string" ? decodeText(raw) : { value: raw, text: null };
  if (decoded === null) return unread("policy-not-json", "is text that is neither JSON nor URL-encoded JSON");
  const { value, text } = decoded;
  if (!isObject(value)) return unread("policy-not-object", `is ${nameOfType(value)}, expected an object`);
  const unsafe = findUnsafeJson(value);
  if (unsafe === "too-deep") return unread("json-too-deep", "is nested too deeply");
  if (unsafe === "proto-key") {
    return unread("key-forbidden", "has a key `__proto__`, which no AWS policy can have");
  }
  const problems = (text === null ? [] : findRepeatedKeys(text)).map(({ key }) => ({
    code: "key-repeated",
    message: `has the key ${quote(key)} twice in one object; the last one was read`,
    remedy: "keep one of them; AWS stores no policy with a repeated key",
  }));
  // Parsed from JSON, and checked to be an object.
  return { document: value as PolicyDocument, problems };
}

/** Decodes texts that nothing is wrong with, each once; null for others. */
export function soundDocuments(): (text: string) => PolicyDocument | null {
  const decoded = new Map<string, PolicyDocument | null>();
  return (text) => {
    const known = decoded.get(text);
    if (known !== undefined) return known;
    const { document, problems } = decodeDocument(text);
    const sound = problems.length === 0 ? document : null;
    if (decoded.size >= rememberedMax) decoded.clear();
    decoded.set(text, sound);
    return sound;
  };
}

function unread(code: string, predicate: string): DecodedDocument {
  const message = `${predicate}; what it says counts as unknown`;
  const remedy = "collect the policy again, or correct it there";
  return { document: null, problems: [{ code, message, remedy }] };
}

interface DecodedText {
  readonly value: unknown;
  /** The JSON that `value` was parsed from. */
  readonly text: string;
}

/** The JSON value in `text`, or null where there is none. Some tools encode twice, so the value may be text again. */
function decodeText(text: string): DecodedText | null {
  let decoded: DecodedText | null = null;
  for (let round = 0; round < 3; round += 1) {
    decoded =
      parse(text) ?? parse(percentDecoded(text)) ?? parse(percentDecoded(text.replaceAll("+", "%20")));
    if (typeof decoded?.value !== "string") return decoded;
    text = decoded.value;
  }
  return null;
}

function parse(text: string | null): DecodedText | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return { value, text };
  } catch {
    return null;
  }
}

function percentDecoded(text: string): string | null {
  if (!/%[0-9a-fA-F]{2}/.test(text)) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
