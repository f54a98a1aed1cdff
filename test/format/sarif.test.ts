import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { findingCatalog, type Locate, sarif } from "@rolepath/analyzer";
import Draft04 from "ajv-draft-04";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { answerOf, finding, hostileAnswer } from "./answers.js";
import { organizations } from "./organizations.js";

const schemaFile = createRequire(import.meta.url).resolve(
  "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
);
// One pattern of the schema is not valid with the flag u; the schema has formats that ajv knows of.
const ajv = new Draft04({ strict: false, unicodeRegExp: false, allErrors: true });
formats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")) as object);

interface Text {
  readonly text: string;
}

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: Readonly<Record<"startLine" | "startColumn" | "endLine" | "endColumn", number>>;
  };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: Text;
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly baselineState?: string;
}

interface Rule {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: Text;
  readonly fullDescription: Text;
  readonly help: Text & { readonly markdown: string };
  readonly helpUri: string;
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: { readonly "security-severity": string; readonly tags: readonly string[] };
}

interface Log {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly Rule[] } };
    readonly invocations: readonly { readonly toolExecutionNotifications: readonly { message: Text }[] }[];
    readonly results: readonly Result[];
  }[];
}

function logOf(...args: Parameters<typeof sarif>): Log {
  return JSON.parse(JSON.stringify(sarif(...args))) as Log;
}

function runOf(...args: Parameters<typeof sarif>): Log["runs"][number] {
  const [run] = logOf(...args).runs;
  if (run === undefined) throw new Error("no run");
  return run;
}

/** What code scanning demands beyond the schema. GitHub Docs, "SARIF support for code scanning". */
function codeScanningFaults({ tool, results }: Log["runs"][number]): readonly string[] {
  const { rules } = tool.driver;
  const ofRules = rules.flatMap((rule) => [
    ...[
      rule.id,
      rule.name,
      rule.shortDescription.text,
      rule.fullDescription.text,
      rule.help.text,
      rule.help.markdown,
    ]
      .filter((text) => text === "")
      .map(() => `${rule.id}: an empty text`),
    ...(rule.name.length > 255 ? [`${rule.id}: name`] : []),
    ...(rule.shortDescription.text.length > 1024 ? [`${rule.id}: short description`] : []),
    ...(rule.fullDescription.text.length > 1024 ? [`${rule.id}: full description`] : []),
    ...(/^https:\/\//.test(rule.helpUri) ? [] : [`${rule.id}: help address`]),
    ...(/^(error|warning|note)$/.test(rule.defaultConfiguration.level) ? [] : [`${rule.id}: level`]),
    ...(Number(rule.properties["security-severity"]) > 0 ? [] : [`${rule.id}: severity`]),
    ...(rule.properties.tags.includes("security") && rule.properties.tags.length <= 10
      ? []
      : [`${rule.id}: tags`]),
  ]);
  const ofResults = results.flatMap((result, index) => [
    ...(rules[result.ruleIndex]?.id === result.ruleId ? [] : [`${index}: rule`]),
    ...(result.message.text === "" ? [`${index}: message`] : []),
    ...(result.locations.length === 1 ? [] : [`${index}: locations`]),
    ...((result.relatedLocations?.length ?? 0) <= 100 ? [] : [`${index}: related locations`]),
    ...(/^[0-9a-f]+:\d+$/.test(result.partialFingerprints.primaryLocationLineHash ?? "")
      ? []
      : [`${index}: fingerprint`]),
    ...[...result.locations, ...(result.relatedLocations ?? [])].flatMap(({ physicalLocation }) => {
      const { region, artifactLocation } = physicalLocation;
      const isPlaced = [region.startLine, region.startColumn, region.endLine, region.endColumn].every(
        (n) => n >= 1,
      );
      return isPlaced && /^[^/:][^:\\ ]*$/.test(artifactLocation.uri) ? [] : [`${index}: place`];
    }),
  ]);
  const prints = results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
  const repeated = new Set(prints).size === prints.length ? [] : ["a fingerprint stands twice"];
  return [...ofRules, ...ofResults, ...repeated, ...(results.length <= 25_000 ? [] : ["too many results"])];
}

describe("SARIF is valid by the schema of the standard, and as code scanning wants it", () => {
  test.each(organizations)("%s", (_name, make) => {
    const answer = make().check();
    const log = logOf(answer);
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    expect(log.runs[0]?.results.length).toBe(answer.findings.length);
    expect(log.runs.flatMap(codeScanningFaults)).toEqual([]);
  });

  test("hostile names", () => {
    const log = logOf(hostileAnswer);
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    expect(log.runs.flatMap(codeScanningFaults)).toEqual([]);
    const texts = JSON.stringify(log.runs[0]?.results.map(({ message }) => message.text));
    expect(texts).not.toMatch(/\]\(|[\u001b\u202e\ud800]/);
  });

  test("a schema that takes anything would not do", () => {
    expect(validate({ ...logOf(hostileAnswer), runs: [{}] })).toBe(false);
  });
});

describe("SARIF", () => {
  test("has every rule of the catalogue, and a rule of the user's own", () => {
    const own = finding({
      rule: "INVARIANT/no-path",
      more: { references: [{ title: "p", url: "https://x.example/" }] },
    });
    const { tool, results } = runOf(answerOf([own]));
    expect(tool.driver.rules.map(({ id }) => id)).toEqual([...findingCatalog.map(({ id }) => id), own.rule]);
    expect(results[0]).toMatchObject({ ruleId: own.rule, ruleIndex: findingCatalog.length });
  });

  test("places a finding where its text is known to stand, below the root of the repository", () => {
    const locate: Locate = (file, pointer) => ({
      path: `my snapshot/${file}`,
      range: { startLine: pointer.length, startColumn: 2, endLine: 99, endColumn: 4 },
    });
    const [result] = runOf(answerOf([finding({})]), locate).results;
    expect(result?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: {
        uri: "my%20snapshot/accounts/111122223333/authorization-details.json",
        uriBaseId: "%SRCROOT%",
      },
      region: { startLine: 54, startColumn: 2, endLine: 99, endColumn: 4 },
    });
  });

  test("gives a finding without a statement the file of its account, and of the organization", () => {
    const uriOf = (account: string) =>
      runOf(answerOf([finding({ more: { evidence: [], account } })])).results[0]?.locations[0]
        ?.physicalLocation.artifactLocation.uri;
    expect(uriOf("111122223333")).toBe("accounts/111122223333/authorization-details.json");
    expect(uriOf("")).toBe("organization.json");
  });

  test("gives a rule the severity of its worst finding, and a result its own", () => {
    const { tool, results } = runOf(
      answerOf([finding({ severity: "critical" }), finding({ severity: "low", number: 1 })]),
    );
    const rule = tool.driver.rules.find(({ id }) => id === "TRUST-PUBLIC");
    expect(rule?.properties["security-severity"]).toBe("9.5");
    expect(results.map(({ level }) => level)).toEqual(["error", "note"]);
  });

  test("tells new from known, and leaves out what is suppressed", () => {
    const results = runOf(hostileAnswer).results;
    expect(results.map(({ baselineState }) => baselineState)).toContain("unchanged");
    expect(results).toHaveLength(hostileAnswer.findings.length);
  });

  test("holds no more results than code scanning takes, the most severe, and says so", () => {
    const many = Array.from({ length: 25_003 }, (_, number) => finding({ number }));
    const run = runOf(answerOf(many));
    expect(run.results).toHaveLength(25_000);
    expect(run.invocations[0]?.toolExecutionNotifications[0]?.message.text).toMatch(
      /^3 findings are left out/,
    );
  });
});
