import { type Analysis, analyze } from "@rolepath/analyzer";
import { readSnapshot } from "@rolepath/snapshot";
import { describe, expect, test } from "vitest";
import { corpusFiles, corpusIsThere, corpusNames } from "./corpus.js";

/** A scenario that tells where its escalation starts and ends. */
interface Lab {
  readonly name: string;
  readonly start: string;
  readonly end: string;
  readonly analysis: Analysis;
}

// Whether the function's own policy admits a caller from another account is not part of IAM data.
const NOT_IN_IAM_DATA = ["cross-account__dev-to-prod__multi-hop__lambda-invoke-update.json"];

function analysisOf(files: ReadonlyMap<string, string>): Analysis {
  const { snapshot } = readSnapshot(files);
  if (snapshot === null) throw new Error("the scenario cannot be read");
  return analyze(snapshot);
}

function readLab(name: string): Lab[] {
  const files = corpusFiles(`labs/${name}`);
  const [text = ""] = files.values();
  const { expected } = JSON.parse(text) as {
    readonly expected?: { readonly start: string; readonly end: string };
  };
  return expected === undefined ? [] : [{ name, ...expected, analysis: analysisOf(files) }];
}

/** Whether the end is got hold of; an escalation of oneself ends in control of the account. */
function isFound({ analysis, start, end }: Lab): boolean {
  const to = start === end ? (end.split(":")[4] ?? "") : end;
  return analysis.can({ from: start, to, indirect: true }).path != null;
}

const accountOf = (arn: string): string => arn.split(":")[4] ?? "";

// Without the corpus, which is not part of the repository, these are skipped.
describe.skipIf(!corpusIsThere)("escalations of known scenarios", () => {
  const labs = corpusNames("labs", ".json").flatMap(readLab);

  test("are all found that IAM data can show", () => {
    const missed = labs.filter((lab) => !isFound(lab)).map((lab) => lab.name);
    process.stdout.write(`escalation paths found: ${labs.length - missed.length} of ${labs.length}\n`);
    expect(missed).toEqual(NOT_IN_IAM_DATA);
  });

  test("never start at a principal whose guardrail blocks them", () => {
    const [guarded] = corpusNames("labs", ".json").filter((name) => name.includes("effective-permissions"));
    const analysis = analysisOf(corpusFiles(`labs/${guarded}`));
    const principals = analysis.principals().filter(({ name }) => /is-?admin|notadmin/i.test(name));
    const rules = (id: string): boolean =>
      analysis
        .whatCan(id, { indirect: true, maxHops: 1 })
        .results.some(({ principal }) => principal === accountOf(id));
    const wrong = principals
      .filter(({ id, name }) => rules(id) === /-notAdmin-/.test(name))
      .map(({ name }) => name);
    expect(principals.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});
