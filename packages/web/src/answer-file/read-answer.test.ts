import { describe, expect, test } from "vitest";
import { accountA, realDataset, realRole, realSnapshot } from "../testing/real-dataset.js";
import { UnpackError } from "../unpack-error.js";
import { sortAnswers } from "./read-answer.js";

const everybody = realRole(accountA, "Open", {
  trust: { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
});
const { check } = realDataset(realSnapshot([], [everybody]));
const answer = JSON.stringify(check, null, 2);
const paths = JSON.stringify({
  question: "what-can",
  from: "a",
  maxHops: 8,
  results: [],
  truncated: false,
  assumptions: [],
  problems: [],
});

function refusal(files: Readonly<Record<string, string>>): string {
  try {
    sortAnswers(new Map(Object.entries(files)));
  } catch (error) {
    if (error instanceof UnpackError) return `${error.file} ${error.message}; ${error.remedy}`;
  }
  return "";
}

/** The answer with something else in one place. */
function changed(place: readonly (string | number)[], value: unknown): string {
  const copy: unknown = JSON.parse(answer);
  let at = copy as Record<string | number, unknown>;
  for (const step of place.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  at[place[place.length - 1]!] = value;
  return JSON.stringify(copy);
}

describe("what was opened", () => {
  test("is told apart into an analysis and the files of a snapshot", () => {
    const sorted = sortAnswers(
      new Map([
        ["check.json", answer],
        ["bundle.json", '{"manifest":{}}'],
      ]),
    );
    expect(sorted.answer).toEqual({ kind: "findings", name: "check.json", answer: check });
    expect([...sorted.rest]).toEqual([["bundle.json", '{"manifest":{}}']]);
  });

  test("is an analysis in whatever order its members stand", () => {
    const turned = JSON.stringify(Object.fromEntries(Object.entries(check).reverse()));
    expect(sortAnswers(new Map([["a.json", turned]])).answer?.kind).toBe("findings");
  });

  test("may be the answer to a question about paths", () => {
    expect(sortAnswers(new Map([["p.json", paths]])).answer?.kind).toBe("paths");
  });

  test("is no analysis where it only begins like one", () => {
    const other = '{"summary": 1}';
    expect(sortAnswers(new Map([["other.json", other]]))).toEqual({
      answer: null,
      rest: new Map([["other.json", other]]),
    });
  });
});

describe("an analysis is refused with its place and a remedy", () => {
  test("when there are two", () => {
    expect(refusal({ "a.json": answer, "b.json": paths })).toMatch(/^b\.json is a second analysis.*drop one/);
  });

  test.each([
    [["findings"], 1, "check.json /findings", "a list"],
    [["findings", 0, "severity"], "dire", "check.json /findings/0/severity", "one of `critical`"],
    [["findings", 0, "principals", 0], 7, "check.json /findings/0/principals/0", "a text"],
    [["snapshot"], null, "check.json /snapshot", "an object"],
    [["snapshot"], {}, "check.json /snapshot", "`createdAt`"],
    [["tool", "name"], "other", "check.json /tool/name", "one of `rolepath`"],
  ])("when %j is %j", (place, value, where, expected) => {
    const text = refusal({ "check.json": changed(place, value) });
    expect(text).toContain(`${where} looks like an answer of`);
    expect(text).toContain(`expected ${expected}`);
    expect(text).toMatch(/; write it again with `rolepath check … --format json` of this version$/);
  });

  test.each([
    ['{"question":"cycles","results":[]}', "cycles", "`truncated`"],
    ['{"question":"cut","from":"a","to":"b","statements":[1]}', "paths --cut", "an object"],
    ['{"question":"blast","from":"a"}', "blast", "`admin`"],
    ['{"from":"a","to":"b","verdict":"maybe","evidence":[]}', "can", "one of `allowed`"],
    ['{"old":{},"new":{},"edges":[]}', "diff", "`createdAt`"],
  ])("when it is of another command: %s", (text, command, expected) => {
    expect(refusal({ "x.json": text })).toContain(`looks like an answer of \`rolepath ${command}\``);
    expect(refusal({ "x.json": text })).toContain(`expected ${expected}`);
  });

  test("when it is SARIF", () => {
    expect(
      refusal({ "x.sarif": '{"$schema":"https://…/sarif-2.1.0.json","version":"2.1.0","runs":[]}' }),
    ).toMatch(/^x\.sarif is SARIF.*--format json/);
  });
});
