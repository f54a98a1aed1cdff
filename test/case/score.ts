import type { Judgement } from "./judge.js";

/** What a case's test tells the score. */
export interface CaseResult extends Judgement {
  readonly id: string;
  readonly topic: string;
}

declare module "vitest" {
  interface TaskMeta {
    verdictCase?: CaseResult;
  }
}

/** The score as text: each case that is wrong, each that asks for more than it should, then a row a topic and the sum. */
export function renderScore(results: readonly CaseResult[]): string {
  const topics = [...new Set(results.map((result) => result.topic))].sort();
  const rows = topics.map((topic) =>
    scoreRow(
      topic,
      results.filter((result) => result.topic === topic),
    ),
  );
  const wrong = results
    .filter(isWrong)
    .flatMap(({ id, differences }) => [
      `wrong  ${id}`,
      ...differences.map((difference) => `         ${difference}`),
    ]);
  const loose = results
    .filter((result) => !isWrong(result) && result.extraKeys.length > 0)
    .map(({ id, extraKeys }) => `extra  ${id}: ${extraKeys.join(" ")}`);
  const head = `${"verdict cases".padEnd(24)}right    of  exact`;
  return [...wrong, ...loose, "", head, ...rows, scoreRow("all", results)]
    .map((line) => `${line}\n`)
    .join("");
}

function isWrong(result: CaseResult): boolean {
  return result.differences.length > 0;
}

function scoreRow(name: string, results: readonly CaseResult[]): string {
  const right = results.filter((result) => !isWrong(result));
  const exact = right.filter((result) => result.extraKeys.length === 0);
  const share = `${((100 * right.length) / results.length).toFixed(0)} %`;
  return [name.padEnd(22), right.length, results.length, exact.length, share]
    .map((cell) => String(cell).padStart(6))
    .join(" ");
}
