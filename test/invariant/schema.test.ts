import { configJsonSchema, readConfig } from "@rolepath/analyzer";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { yamlExamples } from "./files.js";

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addFormat("date", /^\d{4}-\d{2}-\d{2}$/);
const fits = ajv.compile(configJsonSchema());

const sound = { id: "mine", kind: "no-path", from: "outside", to: "admin" };

describe("the published schema of invariants", () => {
  test("takes every example of the documentation, as the command does", () => {
    const examples = yamlExamples("docs/invariants.md");
    expect(examples.length).toBeGreaterThan(1);
    for (const example of examples) {
      const value: unknown = parse(example);
      expect(readConfig(value), example).toMatchObject({ kind: "read" });
      expect(fits(value), JSON.stringify(fits.errors)).toBe(true);
    }
  });

  test.each<[string, object]>([
    ["an id that is no name", { ...sound, id: "No Path" }],
    ["an unknown kind", { ...sound, kind: "none" }],
    ["no target", { id: "x", kind: "requires", requires: "mfa" }],
    ["a key of another kind", { ...sound, max: 3 }],
    ["a misspelt selector", { ...sound, to: { acount: "x" } }],
    ["a misspelt selector deep inside", { ...sound, to: { any: [{ not: { oou: "x" } }] } }],
    ["an empty list", { ...sound, to: { any: [] } }],
    ["an unknown kind of principal", { ...sound, to: { kind: "group" } }],
    ["too many hops", { ...sound, maxHops: 99 }],
    ["a need that is no key", { id: "x", kind: "requires", to: "admin", requires: "password" }],
  ])("refuses %s, as the command does", (_, invariant) => {
    const value = { invariants: [invariant] };
    expect(readConfig(value)).toMatchObject({ kind: "refused" });
    expect(fits(value)).toBe(false);
  });
});
