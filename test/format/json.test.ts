import { type Analysis, baselineOf, type CheckOptions } from "@rolepath/analyzer";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { hostileAnswer } from "./answers.js";
import { organizations } from "./organizations.js";
import { answerSchemas, publishedSchemas } from "./schemas.js";

// No union of types is a mistake in a schema that was made from types.
const ajv = new Ajv({ allowUnionTypes: true, allErrors: true });
ajv.addFormat("date", /^\d{4}-\d{2}-\d{2}$/);
const validators = new Map([...answerSchemas(true)].map(([name, schema]) => [name, ajv.compile(schema)]));
const published = publishedSchemas();

/** What the schema, which refuses every key that it does not name, has against an answer. */
function faults(name: string, answer: unknown): readonly string[] {
  const validate = validators.get(name);
  if (validate === undefined) throw new Error(`no schema is called ${name}`);
  // As it is printed: what is undefined is not there.
  if (validate(JSON.parse(JSON.stringify(answer)))) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, JSON.stringify(params)].join(" "),
  );
}

/** The options of a check that fill every optional part of its answer. */
function everyOption(analysis: Analysis): CheckOptions {
  const { findings } = analysis.check();
  const note = { reason: "agreed", owner: "sam" };
  return {
    failOn: "low",
    baseline: [
      ...baselineOf(analysis.check()).findings.slice(1),
      { fingerprint: "f".repeat(32), rule: "TRUST-PUBLIC", resource: "gone", title: "gone" },
    ],
    suppressions: [
      { ...note, expires: "2099-01-01", fingerprint: findings[0]?.id ?? "none" },
      { ...note, expires: "2000-01-01", resource: "*" },
      { ...note, expires: "2000-01-01", rule: "NO-SUCH-RULE" },
    ],
    severities: [{ resource: "*", severity: "medium" }],
  };
}

describe("every answer is valid by the schema of its type", () => {
  test.each(organizations)("%s", (_name, make) => {
    const analysis = make();
    expect(faults("check", analysis.check())).toEqual([]);
    expect(faults("check", analysis.check(everyOption(analysis)))).toEqual([]);
    const roles = analysis.principals().filter(({ kind, outside }) => kind === "role" && !outside);
    for (const { id } of [...roles.slice(0, 2), ...roles.slice(-1)]) {
      for (const question of [
        { from: "*", to: id },
        { from: "111122223333", to: id, maxHops: 3 },
        { from: "nobody", to: id },
      ])
        expect(faults("can", analysis.can(question))).toEqual([]);
      expect(faults("paths", analysis.whoCan(id, { maxHops: 2 }))).toEqual([]);
      expect(faults("paths", analysis.whatCan(id, { maxHops: 2 }))).toEqual([]);
      expect(faults("blast", analysis.blast(id, { maxHops: 2 }))).toEqual([]);
      expect(faults("cut", analysis.cut({ from: "outside", to: id, maxHops: 2 }))).toEqual([]);
    }
    expect(faults("cycles", analysis.cycles())).toEqual([]);
  });

  test("one with everything that an answer can hold", () => {
    expect(faults("check", hostileAnswer)).toEqual([]);
  });
});

test("a schema that refuses unknown keys refuses them", () => {
  expect(faults("check", { ...hostileAnswer, more: 1 })).toEqual([
    ' must NOT have additional properties {"additionalProperty":"more"}',
  ]);
  expect(faults("check", { ...hostileAnswer, findings: [{}] }).length).toBeGreaterThan(5);
});

test("the published schemas leave room for keys of later versions, but for none that is wrong", () => {
  const validate = ajv.compile(published["check.schema.json"] ?? false);
  expect(validate(JSON.parse(JSON.stringify({ ...hostileAnswer, more: 1 })))).toBe(true);
  expect(validate({ ...hostileAnswer, findings: 5 })).toBe(false);
});

describe("the schema of rolepath.yaml", () => {
  const validate = ajv.compile(published["rolepath.schema.json"] ?? false);
  const suppression = { rule: "TRUST-PUBLIC", reason: "r", owner: "o", expires: "2026-12-31" };

  test.each([
    [{}, true],
    [{ trusted: { accounts: ["111122223333", { id: "444455556666" }], vendors: ["Datadog"] } }, true],
    [{ suppressions: [suppression] }, true],
    [{ suppressions: [{ ...suppression, rule: undefined }] }, false],
    [{ suppressions: [{ ...suppression, expires: "tomorrow" }] }, false],
    [{ trusted: { accounts: ["4711"] } }, false],
    [{ supressions: [] }, false],
  ])("says of %j what the command says: %s", (config, valid) => {
    expect(validate(JSON.parse(JSON.stringify(config)))).toBe(valid);
  });
});

test("the schema of baselines takes what is written as one", () => {
  const validate = ajv.compile(published["baseline.schema.json"] ?? false);
  expect(validate(baselineOf(hostileAnswer))).toBe(true);
  expect(validate({ formatVersion: 2 })).toBe(false);
});
