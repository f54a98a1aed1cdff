import type { Json } from "@rolepath/snapshot";

const documentKeys = new Set(["AssumeRolePolicyDocument", "PolicyDocument", "Document", "Content"]);
const dateKeys = new Set(["CreateDate", "UpdateDate", "LastUsedDate", "ValidUntil"]);
// What a list of AWS is sorted by: the first of these that its items have.
const identities = ["Arn", "PolicyArn", "PolicyName", "VersionId", "Key", "Id"] as const;

/**
 * The value as it is written: the same facts give the same bytes, whoever tells them and in whatever order.
 *
 * Policy documents are decoded, dates are in the AWS CLI's form, keys and lists are sorted (inside a policy document
 * all stays in its order), and what is undefined is left out.
 */
export function toStored(value: unknown): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value instanceof Date) return cliDate(value);
  if (Array.isArray(value)) return sorted(value.map(toStored));
  if (typeof value !== "object") return null;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => compare(a, b))
      .map(([key, field]) => [key, storedField(key, field)]),
  );
}

function storedField(key: string, field: unknown): Json {
  if (documentKeys.has(key)) return typeof field === "string" ? decodeDocument(field) : asJson(field);
  if (dateKeys.has(key) && typeof field === "string") {
    const date = new Date(field);
    if (!Number.isNaN(date.getTime())) return cliDate(date);
  }
  return toStored(field);
}

/** A policy document as an object; text that is neither JSON nor URL-encoded JSON stays as it is, for the reader to tell. */
function decodeDocument(text: string): Json {
  return parsed(text) ?? parsed(percentDecoded(text)) ?? text;
}

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? asJson(value) : undefined;
  } catch {
    return undefined;
  }
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** JSON as it stands. Only what came out of a JSON parser gets here. */
function asJson(value: unknown): Json {
  return (value ?? null) as Json;
}

function cliDate(date: Date): string {
  return date
    .toISOString()
    .replace(/\.000Z$/, "Z")
    .replace(/Z$/, "+00:00");
}

/** AWS's lists are sets: the order says nothing, and what a page that moved gives twice is there once. */
function sorted(list: Json[]): Json[] {
  const keyed = list.map((item) => ({ item, key: sortKey(item) })).sort((a, b) => compare(a.key, b.key));
  return keyed.filter(({ item, key }, index) => !repeats(keyed, index, item, key)).map(({ item }) => item);
}

function repeats(
  keyed: readonly { readonly item: Json; readonly key: string }[],
  index: number,
  item: Json,
  key: string,
): boolean {
  for (let before = index - 1; before >= 0; before -= 1) {
    const other = keyed[before];
    if (other === undefined || other.key !== key) return false;
    if (JSON.stringify(other.item) === JSON.stringify(item)) return true;
  }
  return false;
}

function sortKey(item: Json): string {
  if (typeof item === "string") return item;
  if (typeof item !== "object" || item === null || Array.isArray(item)) return "";
  const fields = item as { readonly [key: string]: Json };
  const identity = identities.find((name) => typeof fields[name] === "string");
  return identity === undefined ? JSON.stringify(item) : String(fields[identity]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The text of a file of the snapshot. */
export function fileText(value: unknown): string {
  return `${JSON.stringify(toStored(value), null, 2)}\n`;
}
