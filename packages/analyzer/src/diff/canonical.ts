import type { Json, PolicyDocument } from "@rolepath/snapshot";
import { coversAction } from "../policy/action.js";
import { parsePolicy } from "../policy/document.js";
import { listOf } from "../policy/principal.js";

/** A statement that speaks of entering roles, with a text that is the same for all ways to write it. */
export interface EntryStatement {
  readonly raw: Json;
  readonly sid: string | null;
  /** JSON pointer inside the document. */
  readonly pointer: string;
  readonly canonical: string;
}

const ENTRY_ACTIONS = [
  "sts:AssumeRole",
  "sts:AssumeRoleWithSAML",
  "sts:AssumeRoleWithWebIdentity",
  "sts:AssumeRoot",
  "sts:TagSession",
  "sts:SetSourceIdentity",
];

const known = new WeakMap<PolicyDocument, readonly EntryStatement[]>();

/** The statements of a document that speak of entering roles; the others make no hop. */
export function entryStatements(document: PolicyDocument): readonly EntryStatement[] {
  const found = known.get(document);
  if (found !== undefined) return found;
  const raws = listOf(document.Statement);
  // Only this version has policy variables.
  const variables = document.Version === "2012-10-17";
  const statements = parsePolicy(document)
    .statements.filter((statement) => ENTRY_ACTIONS.some((action) => coversAction(statement, action)))
    .map(({ index, pointer, sid }): EntryStatement => {
      const raw = raws[index] ?? null;
      return { raw, sid, pointer, canonical: `${variables} ${canonicalText(canonicalStatement(raw))}` };
    });
  known.set(document, statements);
  return statements;
}

/** The text of a document as far as it speaks of entering roles; order, statement ids and single values in or out of a list make no difference. */
export function canonicalDocument(document: PolicyDocument | null): string {
  if (document === null) return "unreadable";
  return [...new Set(entryStatements(document).map(({ canonical }) => canonical))].toSorted().join("\n");
}

/** JSON with sorted keys. */
export function canonicalText(value: Json | undefined): string {
  if (value === undefined) return "";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(",")}]`;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalText(part)}`).join(",")}}`;
}

function canonicalStatement(raw: Json): Json {
  if (!isObject(raw)) return raw;
  const parts: [string, Json][] = Object.entries(raw).flatMap(([key, value]): [string, Json][] => {
    switch (key) {
      case "Sid":
        return [];
      case "Action":
      case "NotAction":
        return [[key, sortedTexts(value, (text) => text.toLowerCase())]];
      case "Resource":
      case "NotResource":
        return [[key, sortedTexts(value)]];
      case "Principal":
      case "NotPrincipal":
        return [[key, isObject(value) ? mapValues(value, (part) => sortedTexts(part)) : value]];
      case "Condition":
        return [[key, isObject(value) ? mapValues(value, canonicalCondition) : value]];
      default:
        return [[key, value]];
    }
  });
  return Object.fromEntries(parts);
}

function canonicalCondition(block: Json): Json {
  if (!isObject(block)) return block;
  return Object.fromEntries(
    Object.entries(block).map(([key, value]) => [key.toLowerCase(), sortedTexts(value)]),
  );
}

function sortedTexts(value: Json, as: (text: string) => string = (text) => text): Json {
  const texts = listOf(value).map((item) =>
    item !== null && typeof item === "object" ? canonicalText(item) : as(String(item)),
  );
  return [...new Set(texts)].toSorted();
}

function mapValues(object: { readonly [key: string]: Json }, make: (value: Json) => Json): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, make(value)]));
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
