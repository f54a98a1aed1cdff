import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../support/repository.js";
import { publishedSchemas } from "./schemas.js";

// `vitest run test/format/schema.test.ts -u` writes the schemas anew; CI only compares.
const folder = join(root, "schema");
const schemas = publishedSchemas();

test.each(Object.entries(schemas))("schema/%s is what the types say", async (name, schema) => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(join(folder, name));
});

test("no schema is left of what is gone", () => {
  expect(
    readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort(),
  ).toEqual(Object.keys(schemas).sort());
});
