import { analyze } from "@rolepath/analyzer";
import { sampleSnapshot } from "@rolepath/sample";
import {
  createSnapshotReader,
  type ReadOptions,
  readSnapshot,
  writeBundle,
  writeSnapshot,
} from "@rolepath/snapshot";
import { expect, test } from "vitest";
import { loadCases } from "../case/case.js";
import { corpusFiles, corpusNames } from "../corpus/corpus.js";

// Files are read one after the other, and for an analysis only what it looks at is kept: no answer may depend on it.

type Files = ReadonlyMap<string, string>;

function streamed(files: Iterable<readonly [string, string]>, options: ReadOptions) {
  const reader = createSnapshotReader(options);
  for (const [path, text] of files) reader.add(path, text);
  const { snapshot, problems } = reader.finish();
  if (snapshot === null) throw new Error(`cannot be read: ${JSON.stringify(problems)}`);
  return snapshot;
}

const createdAt = "2026-10-15T00:00:00Z";
const cases = loadCases();
const inputs: readonly (readonly [name: string, files: Files])[] = [
  ["the sample", writeSnapshot(sampleSnapshot())],
  ...["gaad", "labs"].flatMap((folder) =>
    corpusNames(folder, ".json").map((name) => [name, corpusFiles(`${folder}/${name}`)] as const),
  ),
];

test.each(inputs)("%s reads the same in whatever order its files come", (_, files) => {
  const whole = readSnapshot(files, { createdAt });
  const backwards = streamed([...files].toReversed(), { createdAt });
  expect(backwards.problems).toEqual(whole.problems);
  expect(whole.snapshot).not.toBeNull();
  if (whole.snapshot !== null) expect(writeBundle(backwards)).toBe(writeBundle(whole.snapshot));
});

test.each(inputs)(
  "%s has the same findings and warnings where only what an analysis looks at is kept",
  (_, files) => {
    const whole = analyze(streamed(files, { createdAt }));
    const part = analyze(streamed(files, { createdAt, forAnalysis: true }));
    expect(part.problems()).toEqual(whole.problems());
    expect(JSON.stringify(part.check())).toBe(JSON.stringify(whole.check()));
  },
);

test("the verdict cases have the same answers where only what an analysis looks at is kept", () => {
  for (const { id, snapshot, ask } of cases) {
    const files = new Map([["bundle.json", JSON.stringify(snapshot)]]);
    const [whole, part] = [{ createdAt }, { createdAt, forAnalysis: true }].map((options) =>
      JSON.stringify(analyze(streamed(files, options)).can(ask)),
    );
    expect(part, id).toBe(whole);
  }
});
