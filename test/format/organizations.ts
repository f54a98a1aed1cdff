import { type Analysis, analyze, findingCatalog } from "@rolepath/analyzer";
import { sampleSnapshot } from "@rolepath/sample";
import { readSnapshot } from "@rolepath/snapshot";
import { corpusFiles, corpusNames } from "../corpus/corpus.js";
import { assume, snapshotWith, trust } from "../finding/cast.js";
import { stages } from "../finding/stages.js";

/** An organization to ask, made when it is needed. */
export type Organization = readonly [name: string, analysis: () => Analysis];

/** Every test organization at hand: the sample, one around the bad example of each rule, a quiet one, those of others. */
export const organizations: readonly Organization[] = [
  ["the sample", () => analyze(sampleSnapshot())],
  ["nothing to find", () => analyze(snapshotWith(trust(assume({ Service: "ec2.amazonaws.com" }))))],
  ["no organization.json", () => analyze(snapshotWith(trust(assume({ AWS: "*" })), { organization: false }))],
  ...findingCatalog.map(
    ({ id, example }): Organization => [id, () => analyze(snapshotWith(example.bad, stages[id]))],
  ),
  ...["gaad", "labs"].flatMap((folder) =>
    corpusNames(folder, ".json").map((name): Organization => [name, () => foreign(`${folder}/${name}`)]),
  ),
];

function foreign(path: string): Analysis {
  const { snapshot } = readSnapshot(corpusFiles(path), { createdAt: "2026-10-15T00:00:00Z" });
  if (snapshot === null) throw new Error(`${path} cannot be read`);
  return analyze(snapshot);
}
