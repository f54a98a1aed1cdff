import * as z from "zod/mini";
import { baselineSchema } from "./baseline.js";
import { configSchema } from "./schema.js";

/** A JSON Schema, as a value to be written. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of `rolepath.yaml`, for editors. */
export function configJsonSchema(): JsonSchema {
  return z.toJSONSchema(configSchema, { io: "input", target: "draft-7" });
}

/** The JSON Schema of a baseline. */
export function baselineJsonSchema(): JsonSchema {
  return z.toJSONSchema(baselineSchema, { io: "input", target: "draft-7" });
}
