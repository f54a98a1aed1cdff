import { analyze, type CheckAnswer } from "@rolepath/analyzer";
import { describe, expect, test } from "vitest";
import { type AnswerFile, sortAnswers } from "../answer-file/read-answer.js";
import { findingsRoute, pathRoute } from "../route.js";
import { accountA, accountB, realRole, realSnapshot, realUser } from "../testing/real-dataset.js";
import { answerView, pathListView } from "./answer.js";
import { answerAlone } from "./answer-alone.js";
import { type Dataset, makeDataset } from "./dataset.js";
import { findingsView, findingView } from "./findings.js";

const open = realRole(accountA, "Open", {
  trust: { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
});
const next = realRole(accountB, "Next", {
  trust: { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${accountA}:root` }, Action: "sts:AssumeRole" },
});
const alice = realUser(accountA, "alice");
const analysis = analyze(realSnapshot([alice], [open, next]));

function findings(change: Partial<CheckAnswer> = {}): AnswerFile {
  return { kind: "findings", name: "check.json", answer: { ...analysis.check(), ...change } };
}

const paths: AnswerFile = {
  kind: "paths",
  name: "paths.json",
  command: "what-can",
  answer: { ...analysis.whatCan(alice.Arn), says: [], evidence: [], problems: [] },
};

/** The view of what the command would write, read as the page reads it. */
function viewOf(written: object, dataset?: Dataset) {
  const { answer } = sortAnswers(new Map([["a.json", JSON.stringify({ ...written, problems: [] })]]));
  return pathListView(answer, dataset ?? answerAlone(answer!));
}

describe("an analysis alone", () => {
  test("shows its findings, each in the same view", () => {
    const dataset = answerAlone(findings());
    const view = findingsView(dataset, findingsRoute());
    expect(view.rows.map(({ title }) => title)).toEqual(
      findingsView(makeDataset("x", analysis), findingsRoute()).rows.map(({ title }) => title),
    );
    const first = view.rows[0]!;
    expect(first.go).toEqual(findingsRoute({ finding: first.id }));
    const shown = findingView(dataset, first.id);
    expect(shown?.path).toBeNull();
    expect(shown?.evidence.length).toBeGreaterThan(0);
    expect(shown?.evidence.every(({ document }) => document === null)).toBe(true);
  });

  test("calls nobody an outsider and nobody deleted whom the file only names", () => {
    const view = pathListView(paths, answerAlone(paths));
    const named = view.paths.flatMap(({ chain }) => chain.steps.flatMap(({ from, to }) => [from, to]));
    expect(new Set(named.map(({ name, icon, outside }) => `${icon} ${name} ${outside}`))).toEqual(
      new Set(["user alice false", "role Next false", "role Open false"]),
    );
    expect(view.go).toBeNull();
    expect(view.title).toBe("What alice can become");
  });

  test("refuses every other question with the remedy", () => {
    const dataset = answerAlone(paths);
    expect(() => dataset.analysis.can({ from: alice.Arn, to: open.Arn })).toThrow(/drop the snapshot/);
    expect(() => dataset.analysis.whoCan(open.Arn)).toThrow(/drop the snapshot/);
  });

  test("says what was suppressed and what is new", () => {
    const [finding] = analysis.check().findings;
    const suppression = { reason: "r", owner: "o", expires: "2027-01-01" };
    const file = findings({
      findings: [{ ...finding!, state: "new" }],
      suppressed: [{ ...finding!, suppression }],
    });
    const { alone, notes } = answerView(file, answerAlone(file));
    expect([alone, notes.map(({ text }) => text)]).toEqual([
      true,
      ["1 more finding of it is suppressed and not listed.", "1 finding of these is new since its baseline."],
    ]);
  });
});

describe("the answer of another command about chains", () => {
  const beside = makeDataset("x", analysis);

  test("`can` is its chain with what decides each hop, or why not with what decides that", () => {
    const yes = viewOf(analysis.can({ from: "user/alice", to: next.Arn }));
    expect(yes.title).toBe("Can alice become Next?");
    const [only] = yes.paths;
    expect(only?.chain.steps.map(({ from, to }) => [from.name, to.name])).toEqual([["alice", "Next"]]);
    expect(only?.evidence[0]?.length).toBeGreaterThan(0);
    expect(yes.evidence).toEqual([]);

    const no = viewOf(analysis.can({ from: next.Arn, to: alice.Arn.replace("user/alice", "role/Shut") }));
    expect(no.paths).toEqual([]);
    expect(no.says.length).toBeGreaterThan(0);
  });

  test("`can` over several hops has the evidence at each of them", () => {
    const trust = (who: string) => ({ Effect: "Allow", Principal: { AWS: who }, Action: "sts:AssumeRole" });
    const one = realRole(accountA, "One", { trust: trust(alice.Arn) });
    const two = realRole(accountA, "Two", { trust: trust(one.Arn) });
    const chained = analyze(realSnapshot([alice], [one, two]));
    const view = viewOf(chained.can({ from: alice.Arn, to: two.Arn, maxHops: 3 }));
    expect(view.paths.map(({ chain, evidence }) => [chain.steps.length, evidence.length])).toEqual([[2, 2]]);
    expect(view.paths[0]?.evidence.every((items) => items.length > 0)).toBe(true);
  });

  test("leads to the same question of the snapshot, short names put in full", () => {
    expect(viewOf(analysis.can({ from: "user/alice", to: next.Arn }), beside).go).toEqual(
      pathRoute(alice.Arn, next.Arn),
    );
    expect(viewOf(analysis.blast(alice.Arn), beside).go).toMatchObject({ view: "focus", of: alice.Arn });
    expect(viewOf(analysis.cycles(), beside).go).toEqual({ view: "cycles" });
  });

  test("`paths --cut` names the statements and says that they were tried", () => {
    const view = viewOf(analysis.cut({ from: alice.Arn, to: next.Arn }));
    expect(view.title).toBe("What cuts every path from alice to Next");
    expect(view.says).toContainEqual(
      expect.stringMatching(/Next, statement 0: `accounts\/.*#\/.*Statement`/),
    );
    expect(view.says).toContain("Tried: asked again without them, no chain is left.");
  });

  test("`blast` counts by hops", () => {
    const view = viewOf(analysis.blast(alice.Arn));
    expect(view.says[0]).toMatch(/^Within 1 hop: \d roles? .*in \d accounts?, \d administrators? among them/);
  });

  test("`cycles` lists its walks", () => {
    const self = realRole(accountA, "Self", {
      trust: { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
    });
    const view = viewOf(analyze(realSnapshot([], [self])).cycles());
    expect(view.title).toBe("Endless cycles");
    expect(view.paths.length).toBeGreaterThan(0);
  });
});

describe("an analysis beside a snapshot", () => {
  const noted = (file: AnswerFile): readonly string[] =>
    answerView(file, makeDataset("x", analysis)).notes.map(({ text }) => text);

  test("of the same findings says so", () => {
    expect(noted(findings())).toEqual(["The snapshot gives the same findings."]);
  });

  test("of other findings says which, by their fingerprints", () => {
    const all = analysis.check().findings;
    const [first, ...rest] = all;
    const file = findings({ findings: [{ ...first!, fingerprint: "other", title: "Another" }, ...rest] });
    const { notes } = answerView(file, makeDataset("x", analysis));
    expect(notes.map(({ items }) => items)).toEqual([["Another"], [first!.title]]);
    expect(notes[0]!.text).toBe("1 finding of the analysis is not among those of this snapshot.");
    expect(notes[1]!.text).toMatch(/^1 finding of this snapshot is not in the analysis/);
  });

  test("with findings of invariants says that these are of its configuration", () => {
    const all = analysis.check().findings;
    const broken = { ...all[0]!, rule: "INVARIANT/no-way", fingerprint: "other" };
    expect(noted(findings({ findings: [broken, ...all] }))).toEqual([
      "1 finding of the analysis comes from invariants of its configuration, which the page does not ask for.",
    ]);
  });

  test("of another date says so", () => {
    const { snapshot } = analysis.check();
    expect(noted(findings({ snapshot: { ...snapshot, createdAt: "2025-01-01T00:00:00Z" } }))[0]).toMatch(
      /made of a snapshot of 2025-01-01T00:00:00Z, and this one is of 2026-01-01/,
    );
  });

  test("of paths says which are no more", () => {
    expect(noted(paths)).toEqual(["Every hop of them is one of this snapshot too."]);
    const without = makeDataset("x", analyze(realSnapshot([alice], [open])));
    const [only] = answerView(paths, without).notes;
    expect(only?.text).toMatch(/^\d+ paths? of them (?:has|have) a hop that this snapshot denies/);
    expect(only?.items.every((item) => item.endsWith("Next"))).toBe(true);
  });
});
