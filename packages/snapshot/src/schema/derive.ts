import { isObject, type JsonObject } from "../json/json.js";
import { findField } from "../json/keys.js";
import { parseIamResource } from "../type/id.js";

// How fields that a tool left out or wrote in a form of its own become the ones that the schema names. Nothing here
// guesses: each value follows from another one in the file.

/** Fields of an object by the schema's keys, as they stand in the file. */
export type Fields = Map<string, unknown>;

/** Sets `key` to `value` where it is missing or null. */
export function fillMissing(fields: Fields, key: string, value: unknown): void {
  if (fields.get(key) === undefined || fields.get(key) === null) fields.set(key, value);
}

/** The name is the last part of the ARN; some servers and tools leave it out. */
export function deriveName(fields: Fields, nameKey: string): void {
  const arn = fields.get("Arn");
  const resource = typeof arn === "string" ? parseIamResource(arn) : null;
  if (resource !== null) fillMissing(fields, nameKey, resource.name);
}

/** Name and path from the ARN. A missing unique id becomes the empty text, which no principal can name. */
export function deriveEntity(fields: Fields, nameKey: string, idKey: string): void {
  const arn = fields.get("Arn");
  const resource = typeof arn === "string" ? parseIamResource(arn) : null;
  if (resource !== null) fillMissing(fields, "Path", resource.path);
  deriveName(fields, nameKey);
  fillMissing(fields, idKey, "");
}

/** Name from the ARN, and for versions that do not say whether they are the default one, what the policy says. */
export function deriveManagedPolicy(fields: Fields): void {
  deriveName(fields, "PolicyName");
  const versions = fields.get("PolicyVersionList");
  const defaultId = fields.get("DefaultVersionId");
  if (!Array.isArray(versions) || typeof defaultId !== "string") return;
  const completed = versions.map((version: unknown) =>
    isObject(version) && findField(version, "IsDefaultVersion") === null
      ? { ...version, IsDefaultVersion: findField(version, "VersionId")?.value === defaultId }
      : version,
  );
  fields.set("PolicyVersionList", completed);
}

const oldDocument = Object.freeze({});

/** Empties the documents of versions besides the default one, where one says that it is that. */
export function dropOldVersions(policy: JsonObject): void {
  const { PolicyVersionList: versions } = policy;
  if (!Array.isArray(versions)) return;
  const isDefault = (version: unknown) => isObject(version) && version.IsDefaultVersion === true;
  if (versions.length < 2 || !versions.some(isDefault)) return;
  for (const version of versions) {
    if (isObject(version) && version.IsDefaultVersion === false && isObject(version.Document))
      Object.assign(version, { Document: oldDocument });
  }
}

/** ISO 8601 text from seconds (AWS's wire formats) or milliseconds (JavaScript) since 1970; others as they are. */
export function dateFromNumber(raw: unknown): unknown {
  if (typeof raw !== "number" || !(raw >= 0 && raw <= 4e12)) return raw;
  // As seconds, 1e11 lies beyond the year 5000; as milliseconds, in 1973, before AWS.
  return new Date(raw < 1e11 ? raw * 1000 : raw).toISOString();
}

/** A list of tags from an object of keys and values. */
export function tagsFromObject(raw: unknown): unknown {
  if (!isObject(raw) || "Key" in raw || "key" in raw) return raw;
  return Object.entries(raw).map(([Key, Value]) => ({ Key, Value }));
}

/** Turns a bare text into `{[key]: text}`. */
export function wrapText(key: string): (raw: unknown) => unknown {
  return (raw) => (typeof raw === "string" ? { [key]: raw } : raw);
}

/** Takes the text in the field `key` of an object. */
export function unwrapText(key: string): (raw: unknown) => unknown {
  return (raw) => (isObject(raw) && typeof raw[key] === "string" ? raw[key] : raw);
}

/** An organization policy whose summary stands in a field of its own, as `describe-policy` has it, laid flat. */
export function unfoldPolicySummary(raw: unknown): unknown {
  if (!isObject(raw) || !isObject(raw.PolicySummary)) return raw;
  const { PolicySummary: summary, ...rest } = raw;
  return { ...summary, ...rest };
}
