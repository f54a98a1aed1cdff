import { findUnsafeJson, isObject, type JsonObject, nameOfType } from "../json/json.js";
import { matchKeys } from "../json/keys.js";
import { type Place, placeWithin } from "../json/pointer.js";
import type { ProblemList, ProblemText } from "../json/problem-list.js";
import { quote } from "../json/quote.js";
import type { Field, ListShape, ObjectShape, Schema } from "../schema/kind.js";
import { decodeDocument } from "./document.js";
import type { Places } from "./places.js";
import { noEntries, odd, type Taker, take } from "./take.js";

/** What reading needs besides the value: where problems go, and who wants to know what was met. */
export interface ReadContext {
  readonly problems: ProblemList;
  readonly taker: Taker;
  /** Whether the file that is being read is safe: see `surveyJson`. */
  readonly safe: boolean;
  /** Places of the objects whose schema is noted as `placed`. */
  readonly places: Places;
}

/** A value read by a schema, or the place and reason of what made it unusable. */
export type Reading<Value> = { readonly ok: true; readonly value: Value } | Unusable;

interface Unusable {
  readonly ok: false;
  readonly place: Place;
  readonly text: ProblemText;
}

/**
 * Reads `raw` by `schema`, keeping all that is sound.
 *
 * A wrong element of a list and a wrong optional field are left out with a warning, unless the schema has something that
 * stands for what cannot be read; a wrong required field of which that is not so makes the object around it wrong. Keys count whatever their case. A single value stands for a list of one. Fields that the
 * schema does not name are kept as they are, after the named ones, unless the schema is noted as closed.
 */
export function readBySchema<Output>(
  schema: Schema<Output>,
  raw: unknown,
  place: Place,
  context: ReadContext,
): Reading<Output> {
  // The one cast: readAny builds exactly what the schema describes, and the tests hold its results to the schema.
  return readAny(schema, raw, place, context) as Reading<Output>;
}

function readAny(schema: Schema, raw: unknown, place: Place, context: ReadContext): Reading<unknown> {
  const taken = context.safe ? take(schema, raw, context.taker) : odd;
  return taken === odd ? readOdd(schema, raw, place, context) : { ok: true, value: taken };
}

function readOdd(schema: Schema, raw: unknown, place: Place, context: ReadContext): Reading<unknown> {
  const adapted = schema.adapt?.(raw) ?? raw;
  switch (schema.kind) {
    case "object":
      return readObject(schema, adapted, place, context);
    case "list":
      return readList(schema, adapted, place, context);
    case "leaf":
      if (!schema.accepts(adapted)) return unusable(place, adapted, schema.expected, schema.code);
      if (schema.dated && typeof adapted === "string") context.taker.sawDate(adapted);
      return { ok: true, value: adapted };
    case "document":
      return { ok: true, value: readDocument(adapted, "policy", place, context) };
  }
}

function readList(
  schema: ListShape,
  raw: unknown,
  place: Place,
  context: ReadContext,
): Reading<readonly unknown[]> {
  const { element } = schema;
  if (!Array.isArray(raw)) {
    // Seen in AWS's own examples: one object where a list of them belongs.
    const single = readAny(element, raw, place, context);
    if (!single.ok) return unusable(place, raw, "a list");
    const message = `expected a list, found ${nameOfType(raw)}, which was read as a list of one`;
    context.problems.warn(place, { code: "list-expected", message, remedy: "put the value into `[ ]`" });
    const entities = [single.value];
    if (element.placed) context.places.addList({ entities, place, indexes: "alone" });
    return { ok: true, value: entities };
  }
  const values: unknown[] = [];
  const indexes: number[] = [];
  for (const [index, given] of raw.entries()) {
    const taken = context.safe ? take(element, given, context.taker) : odd;
    const reading = taken === odd ? readOdd(element, given, placeWithin(place, index), context) : null;
    if (reading === null || reading.ok) {
      values.push(reading === null ? taken : reading.value);
      indexes.push(index);
      continue;
    }
    const what = `the ${element.label ?? "entry"}${nameOf(given)}`;
    if (element.unreadable !== undefined) values.push(element.unreadable);
    warnUnusable(reading, what, element.unreadable !== undefined, context);
  }
  if (element.placed) {
    const complete = values.length === raw.length;
    context.places.addList({ entities: values, place, indexes: complete ? "all" : indexes });
  }
  return { ok: true, value: values };
}

function readObject(schema: ObjectShape, raw: unknown, place: Place, context: ReadContext): Reading<unknown> {
  if (!isObject(raw)) return unusable(place, raw, "an object");
  const { fields, spelled, extras, twins } = matchKeys(schema.keys, raw);
  const { derive, label = "", closed } = schema;
  derive?.(fields);
  const value: Record<string, unknown> = {};
  for (const field of schema.fields) {
    const { key, presence } = field;
    const given = fields.get(key);
    const at = placeWithin(place, spelled.get(key) ?? key);
    if (field.schema.kind === "document") {
      value[key] = readDocument(given, `${label}${nameOf(raw)}`, at, context);
      continue;
    }
    const missing = given === undefined || given === null;
    const reading = missing && presence !== "required" ? null : readAny(field.schema, given, at, context);
    if (reading?.ok) {
      value[key] = reading.value;
      continue;
    }
    const standIn = reading === null ? undefined : standInOf(field.schema);
    if (reading === null) warnIfMissing(field, at, context);
    else if (standIn === undefined && presence === "required") return reading;
    else warnUnusable(reading, `\`${key}\``, standIn !== undefined, context);
    if (standIn !== undefined) value[key] = standIn;
    else if (presence === "listed") value[key] = noEntries;
  }
  warnTwins(twins, place, context);
  if (closed) warnUnknownKeys(extras, place, context);
  else keepExtras(extras, raw, value, place, context);
  return { ok: true, value };
}

function warnIfMissing({ ifMissing }: Field, place: Place, context: ReadContext): void {
  if (ifMissing === undefined) return;
  const message = `\`${place.step}\` is missing; ${ifMissing}`;
  context.problems.warn(place, { code: "list-missing", message, remedy: "add the list, empty if it is so" });
}

function readDocument(raw: unknown, owner: string, place: Place, context: ReadContext): unknown {
  const { document, problems } = decodeDocument(raw);
  const what = place.step === "AssumeRolePolicyDocument" ? "trust policy" : "policy document";
  for (const problem of problems) {
    context.problems.warn(place, { ...problem, message: `the ${what} of the ${owner} ${problem.message}` });
  }
  return document === null ? null : context.taker.interner.shareDocument(document);
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
    const message = `${quote(key)} ${what}; it was left out`;
    context.problems.warn(placeWithin(place, key), { code, message, remedy: "remove it from the file" });
  }
}

function warnTwins(keys: readonly string[], place: Place, context: ReadContext): void {
  for (const key of keys) {
    const message = `${quote(key)} is there in another spelling as well, which was read; this one was left out`;
    context.problems.warn(placeWithin(place, key), {
      code: "key-repeated",
      message,
      remedy: "keep one of them",
    });
  }
}

// What AWS's tools wrap around a response; says nothing of the account.
const wrapperKeys = new Set(["ResponseMetadata", "$metadata", "IsTruncated", "Marker", "NextToken"]);

/** Warns of the keys of one of our containers besides `known`. */
export function warnKeysBesides(
  known: readonly string[],
  container: JsonObject,
  place: Place,
  context: ReadContext,
): void {
  const { extras, twins } = matchKeys(known, container);
  warnTwins(twins, place, context);
  warnUnknownKeys(extras, place, context);
}

/** Warns of keys that have no place in the format, and so none in the snapshot. */
function warnUnknownKeys(keys: readonly string[], place: Place, context: ReadContext): void {
  for (const key of keys) {
    if (wrapperKeys.has(key)) continue;
    const message = `${quote(key)} is not part of the format; it was left out`;
    const remedy = "nothing to do, unless it is a misspelled part of the snapshot";
    context.problems.warn(placeWithin(place, key), { code: "key-unknown", message, remedy });
  }
}

function unusable(place: Place, raw: unknown, expected: string, code = "type-wrong"): Unusable {
  const remedy = "correct it there, or collect the file again";
  if (raw === undefined || raw === null) {
    const what = typeof place.step === "number" ? `entry ${place.step}` : quote(place.step);
    const text = { code: "field-missing", message: `${what} is missing, expected ${expected}`, remedy };
    return { ok: false, place, text };
  }
  const content = typeof raw === "string" || typeof raw === "number" ? ` ${quote(String(raw))}` : "";
  const message = `expected ${expected}, found ${nameOfType(raw)}${content}`;
  return { ok: false, place, text: { code, message, remedy } };
}

/** What stands for a field that cannot be read. */
function standInOf(schema: Schema): unknown {
  if (schema.kind !== "list") return schema.unreadable;
  return schema.element.unreadable === undefined ? undefined : [schema.element.unreadable];
}

function warnUnusable({ place, text }: Unusable, what: string, isKept: boolean, context: ReadContext): void {
  const consequence = isKept ? `what ${what} says counts as unknown` : `${what} was left out`;
  context.problems.warn(place, { ...text, message: `${text.message}; ${consequence}` });
}

/** The name of an object for messages, with a space before it; empty where it has none. */
function nameOf(raw: unknown): string {
  if (!isObject(raw)) return "";
  for (const key of ["Arn", "RoleName", "UserName", "GroupName", "PolicyName", "Id", "Key", "VersionId"]) {
    const name = raw[key];
    if (typeof name === "string" && name !== "") return ` ${quote(name)}`;
  }
  return "";
}
