import { type Analysis, analyze, type CanAnswer } from "@rolepath/analyzer";
import type { Snapshot } from "@rolepath/snapshot";
import fc from "fast-check";
import { smallSnapshot } from "./arbitrary/snapshot.js";
import { describeSnapshot } from "./describe-snapshot.js";
import { type Asked, questionsOf } from "./question.js";

/** `ROLEPATH_LONG=1` runs twenty times as many snapshots; `ROLEPATH_SEED` picks others. */
const factor = process.env.ROLEPATH_LONG === "1" ? 20 : 1;
const seed = Number(process.env.ROLEPATH_SEED ?? 20261015);

/** Settings of a property that takes a minute or less with so many runs, scaled as the environment asks. */
export function settings(runs: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: runs * factor, seed };
}

/** Long enough for a long run and for shrinking. */
export const TIMEOUT_MS = 3_600_000;

/** Asks the engine, and counts. */
export class Asker {
  decisions = 0;

  answer(analysis: Analysis, question: Asked["question"]): CanAnswer {
    this.decisions++;
    return analysis.can(question);
  }

  /** Every question about the snapshot, with its answer. */
  *answers(snapshot: Snapshot): Generator<{ readonly asked: Asked; readonly answer: CanAnswer }> {
    const analysis = analyze(snapshot);
    for (const asked of questionsOf(snapshot)) yield { asked, answer: this.answer(analysis, asked.question) };
  }
}

/**
 * Looks for a small snapshot with a fault, and throws the smallest one found, in words.
 *
 * The number of decisions and the seed go to stderr, so that a run can be repeated.
 *
 * @param fault what is wrong with the engine's answers about the snapshot; null when nothing is
 */
export function expectNoFault(
  title: string,
  runs: number,
  fault: (snapshot: Snapshot, ask: Asker) => string | null,
): void {
  const ask = new Asker();
  const property = fc.property(smallSnapshot, (snapshot) => fault(snapshot, ask) === null);
  const result = fc.check(property, { numRuns: runs * factor, seed });
  console.error(`${title}: ${ask.decisions} decisions about ${result.numRuns} snapshots, seed ${seed}`);
  if (!result.failed) return;
  const [snapshot] = result.counterexample ?? [];
  if (snapshot === undefined) throw new Error(String(result.errorInstance));
  throw new Error(`${explain(fault, snapshot)}\n${describeSnapshot(snapshot)}`);
}

function explain(fault: (snapshot: Snapshot, ask: Asker) => string | null, snapshot: Snapshot): string {
  try {
    return fault(snapshot, new Asker()) ?? "no fault when tried again";
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
