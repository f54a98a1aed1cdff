import type * as z from "zod/mini";
import type { Fields } from "./derive.js";

/** What the lenient reader must know of a schema beyond its shape. */
export interface SchemaNotes {
  /** What one of these is called in messages: `role`. */
  readonly label?: string;
  /** Turns a foreign form of the value into ours before it is read; returns anything else as it is. */
  readonly adapt?: (raw: unknown) => unknown;
  /** Fills missing fields from those that are there. */
  readonly derive?: (fields: Fields) => void;
  /** Code of the problem when the value is wrong, and what was expected. */
  readonly code?: string;
  readonly expected?: string;
  /** For a list that is empty where it is missing, yet should not be missing: what its absence is taken to mean. */
  readonly ifMissing?: string;
  /** Set for containers of ours, where a field that the schema does not name is warned about and left out. */
  readonly closed?: true;
  /** Set where a later warning may want to know the place of the object. */
  readonly placed?: true;
}

const notesBySchema = new WeakMap<object, SchemaNotes>();

/** Attaches notes to a schema and returns it. */
export function note<Schema extends z.ZodMiniType>(schema: Schema, notes: SchemaNotes): Schema {
  notesBySchema.set(schema, notes);
  return schema;
}

/** The notes of a schema, empty where it has none. */
export function notesOf(schema: z.core.$ZodType): SchemaNotes {
  return notesBySchema.get(schema) ?? {};
}
