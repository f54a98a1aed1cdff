import type { Reporter, TestModule } from "vitest/node";
import { type CaseResult, renderScore } from "./score.js";

/** A vitest reporter that prints the score of the verdict cases at the end of a run that held any. */
export default class ScoreReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const results: CaseResult[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.meta().verdictCase;
        if (result !== undefined) results.push(result);
      }
    }
    if (results.length > 0) process.stdout.write(`\n${renderScore(results)}`);
  }
}
