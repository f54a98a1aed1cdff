import type { JsonObject } from "../json/json.js";
import type { PolicyDocument } from "../type/policy.js";
import type { Fields } from "./derive.js";

// What a schema is made of. lenient.ts reads by it and keeps what is sound; take.ts takes values that need no help.

/** What reading must know of a schema beyond its shape. */
export interface SchemaNotes {
  /** What one of these is called in messages: `role`. */
  readonly label?: string;
  /** Turns a foreign form of the value into ours before it is read; returns anything else as it is. */
  readonly adapt?: (raw: unknown) => unknown;
  /** What stands for one that cannot be read, where to leave it out would say that it grants and refuses nothing. */
  readonly unreadable?: unknown;
  /** Fills missing fields from those that are there; changes nothing where all required ones are. */
  readonly derive?: (fields: Fields) => void;
  /** Code of the problem when the value is wrong, and what was expected. */
  readonly code?: string;
  readonly expected?: string;
  /** Set for containers of ours, where a field that the schema does not name is warned about and left out. */
  readonly closed?: true;
  /** Set where a later warning may want to know the place of the object. */
  readonly placed?: true;
  /** Set where many places hold the same value, so that one copy is kept of those that are equal. */
  readonly shared?: true;
  /** Set where no analysis looks at fields that the schema does not name. */
  readonly plain?: true;
  /** Empties, in place, what no analysis looks at. */
  readonly reduce?: (raw: JsonObject) => void;
  /** Set for dates that tell when the data was collected. */
  readonly dated?: true;
}

interface LeafShape extends SchemaNotes {
  readonly kind: "leaf";
  readonly accepts: (raw: unknown) => boolean;
  readonly expected: string;
}

/** A policy document. Read by `decodeDocument`, so that text and URL-encoded text count as well. */
interface DocumentShape extends SchemaNotes {
  readonly kind: "document";
}

export interface ListShape extends SchemaNotes {
  readonly kind: "list";
  readonly element: Schema;
}

export interface ObjectShape extends SchemaNotes {
  readonly kind: "object";
  /** In the order in which they are written. */
  readonly fields: readonly Field[];
  readonly keys: readonly string[];
}

/** One field of an object. */
export interface Field {
  readonly key: string;
  readonly schema: Schema;
  /** `required`: the object is wrong without it; `optional`: may be absent; `listed`: an empty list where it is missing. */
  readonly presence: "required" | "optional" | "listed";
  /** For a list that should not be missing: what its absence is taken to mean. */
  readonly ifMissing?: string;
}

/** A schema of values that read as `Output`. */
export type Schema<Output = unknown> = (LeafShape | DocumentShape | ListShape | ObjectShape) & {
  /** Never set: tells the compiler what reading yields. */
  readonly output?: Output;
};

/** A field that need not be there. */
interface Absentable<Output, Presence extends "optional" | "listed"> {
  readonly schema: Schema<Output>;
  readonly presence: Presence;
  readonly ifMissing?: string;
}

type FieldsGiven = Readonly<Record<string, Schema | Absentable<unknown, "optional" | "listed">>>;

/** What reading by a schema yields. */
export type OutputOf<Given> = Given extends { readonly output?: infer Output }
  ? Exclude<Output, undefined>
  : Given extends { readonly schema: Schema<infer Output> }
    ? Exclude<Output, undefined>
    : never;

type OptionalKeys<Given> = {
  [Key in keyof Given]: Given[Key] extends { readonly presence: "optional" } ? Key : never;
}[keyof Given];

type ObjectOutput<Given> = {
  [Key in keyof ({ [K in Exclude<keyof Given, OptionalKeys<Given>>]: OutputOf<Given[K]> } & {
    [K in OptionalKeys<Given>]?: OutputOf<Given[K]>;
  })]: Key extends keyof Given ? OutputOf<Given[Key]> : never;
};

/** The schema with notes attached. */
export function note<Output>(schema: Schema<Output>, notes: SchemaNotes): Schema<Output> {
  return { ...schema, ...notes };
}

/** A value without parts, told by `accepts`. */
export function leaf<Output>(
  accepts: (raw: unknown) => boolean,
  expected: string,
  notes: SchemaNotes = {},
): Schema<Output> {
  return { kind: "leaf", accepts, ...notes, expected };
}

/** A policy document. */
export const documentSchema: Schema<PolicyDocument | null> = { kind: "document" };

/** A list. */
export function list<Output>(element: Schema<Output>): Schema<readonly Output[]> {
  return { kind: "list", element };
}

/** A field that may be absent. */
export function optional<Output>(schema: Schema<Output>): Absentable<Output, "optional"> {
  return { schema, presence: "optional" };
}

/** A list that is empty where it is missing; `ifMissing` says what that is taken to mean, where it should not be. */
export function listed<Output>(
  schema: Schema<readonly Output[]>,
  ifMissing?: string,
): Absentable<readonly Output[], "listed"> {
  return { schema, presence: "listed", ...(ifMissing !== undefined && { ifMissing }) };
}

/** An object with these fields, written in this order. */
export function object<Given extends FieldsGiven>(given: Given): Schema<ObjectOutput<Given>> {
  const fields = Object.entries(given).map(
    ([key, field]): Field =>
      "presence" in field ? { ...field, key } : { key, schema: field, presence: "required" },
  );
  return { kind: "object", fields, keys: Object.keys(given) };
}
