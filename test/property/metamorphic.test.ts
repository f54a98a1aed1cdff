import { analyze, type CanAnswer } from "@rolepath/analyzer";
import type { Json, Snapshot } from "@rolepath/snapshot";
import fc from "fast-check";
import { describe, it } from "vitest";
import { residualFault } from "./agreement.js";
import { HOME, OTHER } from "./arbitrary/pool.js";
import { trustPolicy } from "./arbitrary/statement.js";
import { type Asked, questionsOf } from "./question.js";
import { type Asker, expectNoFault, TIMEOUT_MS } from "./run.js";
import {
  addTrustDeny,
  recaseConditionKeys,
  replaceText,
  rewriteStatements,
  unwrapStatements,
} from "./variant.js";

const RUNS = 30;

type Rename = (text: string) => string;

function decision({ verdict, layer, denyType, complete }: CanAnswer): string {
  return JSON.stringify([verdict, layer, denyType, complete !== false]);
}

/** What of an answer may not change when only the writing of the policies changes. */
function gist(answer: CanAnswer, rename: Rename): string {
  const alternatives = (answer.alternatives ?? []).map((list) =>
    list
      .map(
        ({ key, operator, values }) =>
          `${key.toLowerCase()} ${operator} ${values.map(rename).sort().join(", ")}`,
      )
      .sort()
      .join(" and "),
  );
  return JSON.stringify([
    answer.verdict,
    answer.layer,
    answer.denyType,
    answer.complete !== false,
    alternatives.sort(),
  ]);
}

/** The first question whose answer has another gist after the rewriting. */
function changedAnswer(
  snapshot: Snapshot,
  variant: Snapshot,
  ask: Asker,
  rename: Rename = (text) => text,
): string | null {
  const before = analyze(snapshot);
  const after = analyze(variant);
  for (const { question } of questionsOf(snapshot)) {
    const renamed: Asked["question"] = JSON.parse(rename(JSON.stringify(question)));
    const first = gist(ask.answer(before, question), rename);
    const second = gist(ask.answer(after, renamed), (text) => text);
    if (first !== second) return `${JSON.stringify(question)}: ${first} became ${second}`;
  }
  return null;
}

describe("an answer does not depend on", () => {
  it("the order of the statements", { timeout: TIMEOUT_MS }, () => {
    expectNoFault("statement order", RUNS, (snapshot, ask) => {
      const reversed = rewriteStatements(snapshot, (statements) => [...statements].reverse());
      return changedAnswer(snapshot, reversed, ask);
    });
  });

  // The words of a residual may change here: two equal statements give two equal alternatives, which are then put in
  // other words. What they say is held to the reference evaluator instead.
  it("how often a statement stands in its document", { timeout: TIMEOUT_MS }, () => {
    expectNoFault("duplicate statements", RUNS, (snapshot, ask) => {
      const doubled = rewriteStatements(snapshot, (statements) => [...statements, ...statements]);
      const before = analyze(snapshot);
      const after = analyze(doubled);
      for (const asked of questionsOf(snapshot)) {
        const first = decision(ask.answer(before, asked.question));
        const answer = ask.answer(after, asked.question);
        if (first !== decision(answer))
          return `${JSON.stringify(asked.question)}: ${first} became ${decision(answer)}`;
        const fault = residualFault({ snapshot: doubled, asked, answer }, { requests: 8, seed: 1 });
        if (fault !== null) return `${JSON.stringify(asked.question)}: ${fault}`;
      }
      return null;
    });
  });

  it("whether a single statement stands in a list", { timeout: TIMEOUT_MS }, () => {
    expectNoFault("statement or list", RUNS, (snapshot, ask) =>
      changedAnswer(snapshot, unwrapStatements(snapshot), ask),
    );
  });

  it("the letter case of condition keys", { timeout: TIMEOUT_MS }, () => {
    expectNoFault("key case", RUNS, (snapshot, ask) => {
      const upper = recaseConditionKeys(snapshot, (key) => key.toUpperCase());
      return changedAnswer(snapshot, upper, ask);
    });
  });

  it("which numbers the accounts have", { timeout: TIMEOUT_MS }, () => {
    const names = { [HOME]: "838383838383", [OTHER]: "121212121212" };
    const rename = (text: string) =>
      Object.entries(names).reduce((done, [from, to]) => done.replaceAll(from, to), text);
    // Patterns over parts of a number do not follow the accounts to their new ones.
    const whole = { '"1111*"': `"${HOME}"`, '"1*"': `"${HOME}"`, '"4*"': `"${OTHER}"`, "????22223333": HOME };
    expectNoFault("account numbers", RUNS, (snapshot, ask) => {
      const plain = replaceText(snapshot, whole);
      return changedAnswer(plain, replaceText(plain, names), ask, rename);
    });
  });
});

describe("a Deny that is added", () => {
  const RANK: Readonly<Record<CanAnswer["verdict"], number>> = {
    unknown: 0,
    denied: 0,
    conditional: 1,
    allowed: 2,
  };
  const denies = fc
    .sample(trustPolicy, { numRuns: RUNS, seed: 7 })
    .flatMap((document) =>
      Array.isArray(document.Statement) ? document.Statement : [document.Statement as Json],
    )
    .map((statement) => ({ ...(statement as object), Effect: "Deny" }) as Json);

  it("never opens a role", { timeout: TIMEOUT_MS }, () => {
    expectNoFault("added denials", RUNS, (snapshot, ask) => {
      const deny = denies[JSON.stringify(snapshot).length % denies.length]!;
      const before = analyze(snapshot);
      const after = analyze(addTrustDeny(snapshot, deny));
      for (const { question } of questionsOf(snapshot)) {
        const first = ask.answer(before, question).verdict;
        const second = ask.answer(after, question).verdict;
        if (RANK[second] > RANK[first])
          return `${JSON.stringify(question)}: ${first} became ${second} by ${JSON.stringify(deny)}`;
      }
      return null;
    });
  });

  it("without a condition closes the role to everyone it names", { timeout: TIMEOUT_MS }, () => {
    expectNoFault("denial of everyone", RUNS, (snapshot, ask) => {
      const closed = analyze(addTrustDeny(snapshot, { Effect: "Deny", Principal: "*", Action: "sts:*" }));
      for (const { question } of questionsOf(snapshot)) {
        const { verdict } = ask.answer(closed, question);
        if (verdict !== "denied") return `${JSON.stringify(question)}: ${verdict}`;
      }
      return null;
    });
  });
});
