import { z } from "zod";
import { decodeDocument } from "./document.js";
import { findUnsafeJson, isObject, type JsonObject, nameOfType } from "./json.js";
import { type Place, placeWithin } from "./pointer.js";
import type { ProblemList, ProblemText } from "./problem-list.js";
import { dateSchema, documentSchema, notesOf } from "./schema.js";

/** What reading needs besides the value: where problems go, and who wants to know the dates met. */
export interface ReadContext {
  readonly problems: ProblemList;
  readonly sawDate: (date: string) => void;
  /** Places of the objects whose schema is marked `placed`. */
  readonly places: WeakMap<object, Place>;
}

/** A value read by a schema, or the place and reason of what made it unusable. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly place: Place; readonly text: ProblemText };

// What AWS's tools wrap around a response; says nothing of the account.
const wrapperKeys = new Set(["ResponseMetadata", "$metadata", "IsTruncated", "Marker", "NextToken"]);

/**
 * Reads `raw` by `schema`, keeping all that is sound.
 *
 * A wrong element of a list and a wrong optional field are left out with a warning; a wrong required field makes the
 * object around it wrong. Keys count whatever their case. A single value stands for a list of one. Fields that the
 * schema does not name are kept as they are, after the named ones.
 */
export function readBySchema<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
  place: Place,
  context: ReadContext,
): Reading<z.output<Schema>> {
  // The one cast: readAny builds exactly what the schema describes, and the tests parse its results by the schema.
  return readAny(schema, raw, place, context) as Reading<z.output<Schema>>;
}

function readAny(
  schema: z.core.$ZodType,
  raw: unknown,
  place: Place,
  context: ReadContext,
): Reading<unknown> {
  if (schema === documentSchema) return readDocument(raw, place, context);
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodExactOptional) {
    return readAny(schema.def.innerType, raw, place, context);
  }
  const adapted = notesOf(schema).adapt?.(raw) ?? raw;
  if (schema instanceof z.ZodObject) return readObject(schema, adapted, place, context);
  if (schema instanceof z.ZodArray) return readList(schema, adapted, place, context);
  return readLeaf(schema, adapted, place, context);
}

function readDocument(raw: unknown, place: Place, context: ReadContext): Reading<unknown> {
  const { document, problem } = decodeDocument(raw);
  if (problem !== null) context.problems.warn(place, problem);
  return { ok: true, value: document };
}

function readLeaf(
  schema: z.core.$ZodType,
  raw: unknown,
  place: Place,
  context: ReadContext,
): Reading<unknown> {
  const parsed = z.safeParse(schema, raw);
  if (!parsed.success) {
    const notes = notesOf(schema);
    const expected = notes.expected ?? nameOfSchema(schema);
    return wrong(place, raw, expected, notes.code);
  }
  if (schema === dateSchema && typeof parsed.data === "string") context.sawDate(parsed.data);
  return { ok: true, value: parsed.data };
}

function readList(schema: z.ZodArray, raw: unknown, place: Place, context: ReadContext): Reading<unknown> {
  if (Array.isArray(raw)) {
    const label = notesOf(schema.element).label ?? "entry";
    const values: unknown[] = [];
    for (const [index, element] of raw.entries()) {
      const reading = readAny(schema.element, element, placeWithin(place, index), context);
      if (reading.ok) values.push(reading.value);
      else warnLeftOut(reading, `the ${label}${nameOf(element)} was left out`, context);
    }
    return { ok: true, value: values };
  }
  // Seen in AWS's own examples: one object where a list of them belongs.
  const single = readAny(schema.element, raw, place, context);
  if (!single.ok) return wrong(place, raw, "a list");
  const message = `expected a list, found ${nameOfType(raw)}, which was read as a list of one`;
  context.problems.warn(place, { code: "list-expected", message, remedy: "put the value into `[ ]`" });
  return { ok: true, value: [single.value] };
}

function readObject(schema: z.ZodObject, raw: unknown, place: Place, context: ReadContext): Reading<unknown> {
  if (!isObject(raw)) return wrong(place, raw, "an object");
  const { fields, keys, extras } = matchKeys(Object.keys(schema.shape), raw);
  notesOf(schema).derive?.(fields);
  const value: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(schema.shape)) {
    const optional = field instanceof z.ZodExactOptional || field instanceof z.ZodDefault;
    const given = fields.get(key);
    const at = placeWithin(place, keys.get(key) ?? key);
    if (optional && (given === undefined || given === null)) {
      if (field instanceof z.ZodDefault) value[key] = field.def.defaultValue;
      continue;
    }
    const reading = readAny(field, given, at, context);
    if (reading.ok) {
      value[key] = reading.value;
    } else if (optional) {
      warnLeftOut(reading, `\`${key}\` was left out`, context);
      if (field instanceof z.ZodDefault) value[key] = field.def.defaultValue;
    } else {
      return reading;
    }
  }
  if (notesOf(schema).closed === true) warnExtras(extras, place, context);
  else keepExtras(extras, raw, value, place, context);
  if (notesOf(schema).placed === true) context.places.set(value, place);
  return { ok: true, value };
}

/** Fields that the schema does not name stay as they are, unless they could harm whoever handles them. */
function keepExtras(
  extras: readonly string[],
  raw: JsonObject,
  value: Record<string, unknown>,
  place: Place,
  context: ReadContext,
): void {
  for (const key of extras) {
    if (wrapperKeys.has(key)) continue;
    const unsafe = key === "__proto__" ? "proto-key" : findUnsafeJson(raw[key]);
    if (unsafe === null) {
      value[key] = raw[key];
      continue;
    }
    const tooDeep = unsafe === "too-deep";
    const code = tooDeep ? "json-too-deep" : "key-forbidden";
    const what = tooDeep
      ? "is nested too deeply"
      : "is or holds a key `__proto__`, which no AWS response has";
    const message = `\`${key}\` ${what}; it was left out`;
    context.problems.warn(placeWithin(place, key), { code, message, remedy: "remove it from the file" });
  }
}

/** What a container of ours holds besides its parts has no place in a snapshot. */
function warnExtras(extras: readonly string[], place: Place, context: ReadContext): void {
  for (const key of extras) {
    if (wrapperKeys.has(key)) continue;
    const message = `\`${clip(key)}\` is not part of the format; it was left out`;
    const remedy = "nothing to do, unless it is a misspelled part of the snapshot";
    context.problems.warn(placeWithin(place, key), { code: "key-unknown", message, remedy });
  }
}

interface MatchedKeys {
  /** By the schema's key: the raw value. */
  readonly fields: Map<string, unknown>;
  /** By the schema's key: the key as the file spells it. */
  readonly keys: ReadonlyMap<string, string>;
  /** Keys of the file that the schema does not name. */
  readonly extras: readonly string[];
}

/** Pairs the keys of `raw` with those of the schema: the same spelling first, else whatever the case. */
function matchKeys(wanted: readonly string[], raw: JsonObject): MatchedKeys {
  const fields = new Map<string, unknown>();
  const keys = new Map<string, string>();
  const unmatched: string[] = [];
  const known = new Set(wanted);
  for (const key of Object.keys(raw)) {
    if (!known.has(key)) {
      unmatched.push(key);
      continue;
    }
    fields.set(key, raw[key]);
    keys.set(key, key);
  }
  if (unmatched.length === 0) return { fields, keys, extras: unmatched };
  const byFolded = new Map(wanted.filter((key) => !fields.has(key)).map((key) => [foldKey(key), key]));
  const extras: string[] = [];
  for (const key of unmatched) {
    const match = byFolded.get(foldKey(key));
    if (match === undefined || fields.has(match)) {
      extras.push(key);
      continue;
    }
    fields.set(match, raw[key]);
    keys.set(match, key);
  }
  return { fields, keys, extras };
}

/** A key without case, underscores and hyphens: `RoleDetailList`, `roleDetailList` and `role_detail_list` are one. */
export function foldKey(key: string): string {
  return key.replaceAll(/[_-]/g, "").toLowerCase();
}

/** The value of the field `key` of `raw`, whatever the case of its key, and the key as spelled. */
export function findField(
  raw: JsonObject,
  key: string,
): { readonly key: string; readonly value: unknown } | null {
  const spelled = matchKeys([key], raw).keys.get(key);
  return spelled === undefined ? null : { key: spelled, value: raw[spelled] };
}

function wrong(place: Place, raw: unknown, expected: string, code?: string): Reading<never> {
  const missing = raw === undefined || raw === null;
  const shown =
    typeof raw === "string" || typeof raw === "number"
      ? `${nameOfType(raw)} \`${clip(raw)}\``
      : nameOfType(raw);
  const message = missing
    ? `\`${place.step}\` is missing, expected ${expected}`
    : `expected ${expected}, found ${shown}`;
  return {
    ok: false,
    place,
    text: {
      code: missing ? "field-missing" : (code ?? "type-wrong"),
      message,
      remedy: "correct it there, or collect the file again",
    },
  };
}

function warnLeftOut(reading: Reading<never>, consequence: string, context: ReadContext): void {
  if (reading.ok) return;
  const message = `${reading.text.message}; ${consequence}`;
  context.problems.warn(reading.place, { ...reading.text, message });
}

function clip(value: string | number): string {
  const text = String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The name of a list element for messages, with a space before it; empty where it has none. */
function nameOf(element: unknown): string {
  if (!isObject(element)) return "";
  for (const key of ["Arn", "RoleName", "UserName", "GroupName", "PolicyName", "Id", "Key", "VersionId"]) {
    const name = element[key];
    if (typeof name === "string" && name !== "") return ` \`${clip(name)}\``;
  }
  return "";
}

function nameOfSchema(schema: z.core.$ZodType): string {
  if (schema instanceof z.ZodString) return "text";
  if (schema instanceof z.ZodNumber) return "a number";
  if (schema instanceof z.ZodBoolean) return "true or false";
  return "another value";
}
