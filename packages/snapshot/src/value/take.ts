import { isObject, type JsonObject } from "../json/json.js";
import { foldKey } from "../json/keys.js";
import type { Field, ListShape, ObjectShape, Schema } from "../schema/kind.js";
import type { Interner } from "./interner.js";

/** What taking needs besides the value. */
export interface Taker {
  readonly interner: Interner;
  readonly sawDate: (date: string) => void;
  /** The document in a text that nothing is wrong with, or null. */
  readonly documentIn: (text: string) => object | null;
  /** Leave out what no analysis looks at. */
  readonly forAnalysis: boolean;
}

/** Stands for a value that needs the help of `readBySchema`. */
export const odd = Symbol("odd");

/** The empty list that all share. */
export const noEntries: readonly never[] = Object.freeze([]);

/**
 * The value that `readBySchema` would read, where `raw` is as AWS writes it and nothing would be told of it; else `odd`.
 *
 * `raw` must be safe (see `surveyJson`), and belongs to the snapshot from now on: what needs no change is kept itself,
 * parts of it are replaced by equal ones. That holds when the answer is `odd` as well, and changes no meaning.
 */
export function take(schema: Schema, raw: unknown, taker: Taker): unknown {
  switch (schema.kind) {
    case "leaf":
      if (!schema.accepts(raw)) return odd;
      if (typeof raw !== "string") return raw;
      if (schema.dated) taker.sawDate(raw);
      return schema.shared ? taker.interner.shareText(raw) : raw;
    case "document":
      if (typeof raw === "string") {
        const document = taker.documentIn(raw);
        return document === null ? odd : taker.interner.shareDocument(document);
      }
      return isObject(raw) ? taker.interner.shareDocument(raw) : odd;
    case "list":
      // The reader notes the places of such a list.
      if (schema.element.placed) return odd;
      return Array.isArray(raw) ? takeList(schema, raw, taker) : odd;
    case "object": {
      if (!isObject(raw) || schema.closed || (schema.adapt !== undefined && schema.adapt(raw) !== raw))
        return odd;
      if (taker.forAnalysis) schema.reduce?.(raw);
      const taken = takeObject(schema, raw, taker);
      return schema.shared && taken !== odd ? taker.interner.share(taken as object) : taken;
    }
  }
}

function takeList(schema: ListShape, raw: unknown[], taker: Taker): unknown {
  if (raw.length === 0) return noEntries;
  const { newDocuments } = taker.interner;
  for (let at = 0; at < raw.length; at += 1) {
    const taken = take(schema.element, raw[at], taker);
    if (taken === odd) return odd;
    if (taken !== raw[at]) raw[at] = taken;
  }
  // Inline policies, mostly, are nowhere else; those that are become one list when they are met for the third time.
  const isNew = taker.interner.newDocuments > newDocuments;
  return schema.shared && !isNew ? taker.interner.share(raw) : raw;
}

function takeObject(schema: ObjectShape, raw: JsonObject, taker: Taker): unknown {
  const { fields } = schema;
  // As far as the keys stand in the schema's order, the object can stay.
  let next = 0;
  for (const key in raw) {
    let field = fields[next];
    while (field !== undefined && field.key !== key && field.presence === "optional") {
      next += 1;
      field = fields[next];
    }
    if (field?.key !== key) return remadeObject(schema, raw, taker);
    const given = raw[key];
    if (given === null) return remadeObject(schema, raw, taker);
    const taken = take(field.schema, given, taker);
    if (taken === odd) return odd;
    if (taken !== given) (raw as Record<string, unknown>)[key] = taken;
    next += 1;
  }
  for (; next < fields.length; next += 1)
    if (fields[next]?.presence !== "optional") return remadeObject(schema, raw, taker);
  return raw;
}

/** The object made anew, its fields in the schema's order and others after them. */
function remadeObject(schema: ObjectShape, raw: JsonObject, taker: Taker): unknown {
  const value: Record<string, unknown> = {};
  for (const field of schema.fields) {
    const given = raw[field.key];
    if (given === undefined || given === null) {
      if (mustBeThere(field)) return odd;
      if (field.presence === "listed") value[field.key] = noEntries;
      continue;
    }
    const taken = take(field.schema, given, taker);
    if (taken === odd) return odd;
    value[field.key] = taken;
  }
  for (const key in raw) {
    if (schema.keys.includes(key)) continue;
    if (!isForeign(key, schema)) return odd;
    if (taker.forAnalysis && schema.plain) continue;
    const extra = raw[key];
    value[key] = typeof extra === "object" && extra !== null ? taker.interner.shareDocumentsIn(extra) : extra;
  }
  return value;
}

function mustBeThere({ presence, ifMissing }: Field): boolean {
  return presence === "required" || ifMissing !== undefined;
}

// The keys that files have besides are few; where they are many, those beyond are looked at each time.
const foreignKeysMax = 1000;
const foreignKeys = new WeakMap<ObjectShape, Set<string>>();

/** Whether `key` spells none of the schema's keys, in whatever way. */
function isForeign(key: string, schema: ObjectShape): boolean {
  const known = foreignKeys.get(schema) ?? new Set();
  if (known.has(key)) return true;
  const folded = foldKey(key);
  if (schema.keys.some((own) => foldKey(own) === folded)) return false;
  if (known.size < foreignKeysMax) foreignKeys.set(schema, known.add(key));
  return true;
}
