import { type CheckAnswer, type CheckOptions, csv, github, junit, markdown, sarif } from "@rolepath/analyzer";
import type { Arguments } from "../arguments.js";
import type { Context } from "../command.js";
import { loadBaseline } from "../config/baseline-file.js";
import { loadConfig } from "../config/load.js";
import { rulesFrom } from "../config/rules.js";
import { exitCode } from "../error.js";
import type { ReadFilesOptions } from "../input/files.js";
import { locatorOf } from "../input/locate.js";
import { loadAnalysis } from "../load.js";
import { checkLines, type Detail } from "../render/check.js";
import { Names } from "../render/names.js";
import { severities } from "../severity.js";
import { snapshotPath } from "../snapshot-path.js";
import { line, styled } from "../text/line.js";
import type { CheckFormat } from "./format.js";

interface Asked {
  readonly given: Arguments;
  readonly context: Context;
  readonly format: CheckFormat;
  readonly detail: Detail | undefined;
  readonly reading: Pick<ReadFilesOptions, "sawFile">;
}

/** Checks the snapshot that the command line names, writes the answer, and returns the exit code. */
export async function checkAnew({ given, context, format, detail, reading }: Asked): Promise<number> {
  const { answer, names } = await findingsOf({ given, context, format, reading });
  if (format === "text") await context.output.answer(checkLines(answer, names, detail));
  else await write(answer, format, given, context);
  context.output.tell(
    (answer.notices ?? []).map(({ text }) => line(0, [styled("conditional", "warning:"), ` ${text}`], 2)),
  );
  return (answer.gate?.failing ?? 0) > 0 ? exitCode.findings : exitCode.answered;
}

// Apart, so that nothing else of a large organization is in memory any more when its answer is written.
async function findingsOf({ given, context, format, reading }: Omit<Asked, "detail">): Promise<{
  readonly answer: CheckAnswer;
  /** Of all principals, where the answer is for people; else none. */
  readonly names: Names;
}> {
  const options = await checkOptions(given, context);
  const analysis = await loadAnalysis(given, context, reading);
  return {
    answer: { ...analysis.check(options), problems: analysis.problems() },
    names: new Names(format === "text" ? analysis.principals() : []),
  };
}

async function write(
  answer: CheckAnswer,
  format: Exclude<CheckFormat, "text">,
  given: Arguments,
  context: Context,
): Promise<void> {
  const { output, host } = context;
  const locate = () => locatorOf(answer, snapshotPath(given, context), host);
  switch (format) {
    case "json":
      return output.json(answer);
    case "sarif":
      return output.json(sarif(answer, await locate()));
    case "github":
      return output.raw(github(answer, await locate()));
    case "junit":
      return output.raw(junit(answer));
    case "markdown":
      return output.raw(markdown(answer));
    case "csv":
      return output.raw(csv(answer));
  }
}

/** What the command line and the configuration say. */
async function checkOptions(given: Arguments, context: Context): Promise<CheckOptions> {
  const failOn = given.choice("fail-on", severities);
  const baseline = given.text("baseline");
  return {
    ...(await loadConfig(given, context)),
    ...rulesFrom(given),
    ...(failOn === undefined ? {} : { failOn }),
    ...(baseline === undefined ? {} : { baseline: await loadBaseline(baseline, context) }),
  };
}
