import type { CanQuestion, FederatedCaller } from "@rolepath/analyzer";
import { hopCountMax } from "../option.js";

/** Why a line of a batch is not a question. */
export interface LineError {
  readonly code: "json-invalid" | "line-too-long" | "question-invalid";
  readonly message: string;
}

/** A line of a batch, read: a question, or why it is none (and what of it could be read). */
export type ReadLine =
  | { readonly ok: true; readonly question: CanQuestion; readonly surplus: readonly string[] }
  | { readonly ok: false; readonly error: LineError; readonly from: unknown; readonly to: unknown };

const questionFields = ["from", "to", "context", "maxHops", "indirect"];
const callerFields = ["type", "provider", "claims", "claimsComplete", "sessionTags", "sourceIdentity"];

/** Reads one line of a batch. Fields that no question has are named in `surplus`. */
export function readQuestion(text: string): ReadLine {
  const value = parseObject(text);
  if (typeof value === "string")
    return { ok: false, error: { code: "json-invalid", message: value }, from: null, to: null };
  const complaint = complaintAbout(value);
  if (complaint !== null)
    return {
      ok: false,
      error: { code: "question-invalid", message: complaint },
      from: value.from,
      to: value.to,
    };
  const { from, to, context, maxHops, indirect } = value as unknown as CanQuestion;
  return {
    ok: true,
    question: {
      from,
      to,
      ...(context !== undefined && { context: asText(context) }),
      ...(maxHops !== undefined && { maxHops }),
      ...(indirect === true && { indirect }),
    },
    surplus: [...surplusOf(value, questionFields), ...(isObject(from) ? surplusOf(from, callerFields) : [])],
  };
}

type ObjectValue = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object that the line holds, or why it holds none. */
function parseObject(text: string): ObjectValue | string {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? withoutNulls(value) : "expected a JSON object {from, to, context?, maxHops?}";
  } catch (error) {
    // JSON.parse tells bad text in no other way.
    return `not JSON: ${(error as Error).message}`;
  }
}

// Programs in other languages write a field that they have nothing for as null. A null claim or key says "absent" and stays.
function withoutNulls(question: ObjectValue): ObjectValue {
  const given = (fields: ObjectValue): ObjectValue =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  return given({ ...question, ...(isObject(question.from) && { from: given(question.from) }) });
}

function complaintAbout({ from, to, context, maxHops, indirect }: ObjectValue): string | null {
  if (typeof from !== "string" && !isObject(from))
    return "`from`: expected text, or an object {type, provider, claims?}";
  if (isObject(from)) {
    const complaint = complaintAboutCaller(from);
    if (complaint !== null) return complaint;
  }
  if (typeof to !== "string") return "`to`: expected text";
  if (indirect !== undefined && typeof indirect !== "boolean") return "`indirect`: expected true or false";
  if (context !== undefined && !isRecordOf(context, isContextValue))
    return "`context`: expected an object whose values are text, lists of text, or null";
  if (
    maxHops !== undefined &&
    !(Number.isInteger(maxHops) && Number(maxHops) >= 1 && Number(maxHops) <= hopCountMax)
  )
    return `\`maxHops\`: expected a whole number from 1 to ${hopCountMax}`;
  return null;
}

function complaintAboutCaller(caller: ObjectValue): string | null {
  const { type, provider, claims, claimsComplete, sessionTags, sourceIdentity } = caller;
  const known: readonly unknown[] = ["saml", "oidc"] satisfies FederatedCaller["type"][];
  if (!known.includes(type)) return "`from.type`: expected saml or oidc";
  if (typeof provider !== "string") return "`from.provider`: expected text";
  if (claims !== undefined && !isRecordOf(claims, isContextValue))
    return "`from.claims`: expected an object whose values are text, numbers, true, false, null or lists of text";
  if (claimsComplete !== undefined && typeof claimsComplete !== "boolean")
    return "`from.claimsComplete`: expected true or false";
  if (sessionTags !== undefined && !isRecordOf(sessionTags, isText))
    return "`from.sessionTags`: expected an object whose values are text";
  return sourceIdentity === undefined || typeof sourceIdentity === "string"
    ? null
    : "`from.sourceIdentity`: expected text";
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isContextValue(value: unknown): boolean {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return true;
  return Array.isArray(value) && value.every(isText);
}

function isRecordOf(value: unknown, test: (entry: unknown) => boolean): boolean {
  return isObject(value) && Object.values(value).every(test);
}

/** Context values as IAM has them: numbers and true or false are text. */
function asText(context: ObjectValue): NonNullable<CanQuestion["context"]> {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [
      key,
      value === null || Array.isArray(value) ? (value as readonly string[] | null) : String(value),
    ]),
  );
}

function surplusOf(value: ObjectValue, known: readonly string[]): string[] {
  return Object.keys(value).filter((key) => !known.includes(key));
}
