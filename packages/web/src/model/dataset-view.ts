import type { AnswerFile } from "../answer-file/read-answer.js";
import type { DatasetView } from "../protocol.js";
import { shown } from "../text.js";
import { answerView } from "./answer.js";
import { problemRows } from "./coverage.js";
import type { Dataset } from "./dataset.js";

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
    warnings: problemRows(dataset, { from: 0 }),
    warningCount: problems.length,
    notices: [...summary.coverageGaps, ...dataset.check.assumptions].map((text) => shown(text)),
  };
}
