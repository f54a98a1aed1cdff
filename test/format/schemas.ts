import { join, sep } from "node:path";
import { baselineJsonSchema, configJsonSchema, type JsonSchema } from "@rolepath/analyzer";
import { createGenerator } from "ts-json-schema-generator";
import { root } from "../support/repository.js";

// The published JSON Schemas in schema/. Those of the answers are made from their TypeScript types, so that the two
// cannot drift apart; those of the files that users write, from what reads them.

interface Source {
  readonly type: string;
  readonly title: string;
}

/** The answers of the command, by the name of their schema. */
const sources: Readonly<Record<string, Source>> = {
  check: { type: "CheckAnswer", title: "rolepath check --format json" },
  can: { type: "CanAnswer", title: "rolepath can --format json, and a line of can --batch" },
  paths: { type: "PathsAnswer", title: "rolepath who-can, what-can, paths --format json" },
  cut: { type: "CutAnswer", title: "rolepath paths --cut --format json" },
  blast: { type: "BlastAnswer", title: "rolepath blast --format json" },
  cycles: { type: "CyclesAnswer", title: "rolepath cycles --format json" },
  diff: { type: "DiffAnswer", title: "rolepath diff --format json" },
};

/**
 * The schemas of the answers, by name.
 *
 * @param closed whether keys that the types do not name are refused; the published schemas leave room for those of
 *   later versions
 */
export function answerSchemas(closed: boolean): ReadonlyMap<string, JsonSchema> {
  const generator = createGenerator({
    path: `${root.split(sep).join("/")}/packages/analyzer/src/{answer,path/answer,diff/answer}.ts`,
    tsconfig: join(root, "tsconfig.test.json"),
    skipTypeCheck: true,
    additionalProperties: !closed,
    topRef: true,
  });
  return new Map(
    Object.entries(sources).map(([name, { type, title }]) => {
      const { $schema, ...schema } = generator.createSchema(type);
      return [name, { $schema, title, ...schema }];
    }),
  );
}

/** Every published schema, by the name of its file. */
export function publishedSchemas(): Readonly<Record<string, JsonSchema>> {
  return {
    ...Object.fromEntries([...answerSchemas(false)].map(([name, schema]) => [`${name}.schema.json`, schema])),
    "rolepath.schema.json": { title: "rolepath.yaml", ...configJsonSchema() },
    "baseline.schema.json": { title: "A baseline of rolepath check", ...baselineJsonSchema() },
  };
}
