import type { AnswerFile } from "../answer-file/read-answer.js";
import type { DatasetView } from "../protocol.js";
import { shown } from "../text.js";
import { answerView } from "./answer.js";
import { problemView } from "./coverage.js";
import type { Dataset } from "./dataset.js";

const warningsShown = 200;

/** What is said of a snapshot, or of an analysis that is open alone or beside it, on every view. */
export function datasetView(dataset: Dataset, answer: AnswerFile | null): DatasetView {
  const summary = dataset.analysis.summary();
  const problems = dataset.analysis.problems();
  return {
    name: shown(dataset.name),
    createdAt: shown(summary.createdAt),
    organization: shown(summary.organization ?? ""),
    findingCount: dataset.check.findings.length,
    answer: answer === null ? null : answerView(answer, dataset),
    warnings: problems.slice(0, warningsShown).map(problemView),
    warningCount: problems.length,
    notices: [...summary.coverageGaps, ...dataset.check.assumptions].map((text) => shown(text)),
  };
}
