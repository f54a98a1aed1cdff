import { isObject } from "../json/json.js";
import type { Schema } from "../schema/kind.js";

/** Whether `value` is what reading by `schema` may give, checked field for field: the plain second opinion on the reader. */
export function conforms(schema: Schema, value: unknown): boolean {
  switch (schema.kind) {
    case "leaf":
      return schema.accepts(value);
    case "document":
      return value === null || isObject(value);
    case "list":
      return Array.isArray(value) && value.every((element) => conforms(schema.element, element));
    case "object":
      return (
        isObject(value) &&
        schema.fields.every((field) =>
          Object.hasOwn(value, field.key)
            ? conforms(field.schema, value[field.key])
            : field.presence === "optional",
        )
      );
  }
}
