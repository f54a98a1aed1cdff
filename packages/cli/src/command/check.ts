import { type CheckAnswer, type CheckOptions, csv, github, junit, markdown, sarif } from "@rolepath/analyzer";
import type { Arguments } from "../arguments.js";
import { answerOnce } from "../cache/answer-once.js";
import type { Command, Context } from "../command.js";
import { loadBaseline } from "../config/baseline-file.js";
import { configOptions, loadConfig } from "../config/load.js";
import { ruleOptions, rulesFrom } from "../config/rules.js";
import { exitCode, UsageError } from "../error.js";
import type { ReadFilesOptions } from "../input/files.js";
import { locatorOf } from "../input/locate.js";
import { loadAnalysis, snapshotPath } from "../load.js";
import { analysisOptions } from "../option.js";
import { checkLines, severities } from "../render/check.js";
import { Names } from "../render/names.js";
import { line, styled } from "../text/line.js";

const formats = ["text", "json", "sarif", "junit", "markdown", "csv", "github"] as const;

/** Findings, and an exit code for a pipeline. */
export const check: Command = {
  name: "check",
  summary: "findings: what is wrong, why it matters, how to fix it",
  usage: ["check [--fail-on SEVERITY] [--baseline FILE] [--config FILE]"],
  description: [
    "Lists what should not be as it is, most severe first. Without --fail-on the exit code is 0 whatever is found.",
    "With --baseline only findings that are not in it fail. Findings that rolepath.yaml suppresses are left out until the suppression expires; then they fail again, whatever the baseline says.",
  ],
  options: {
    "fail-on": {
      value: "SEVERITY",
      summary: `exit with 1 where a finding is at least this severe: ${severities.join(", ")}`,
    },
    baseline: {
      value: "FILE",
      short: "b",
      summary:
        "findings of before, as `rolepath baseline` wrote them: these do not fail, and new ones say so",
    },
    ...configOptions,
    ...ruleOptions,
    full: { summary: "text: every finding in full, however many there are, those of the baseline too" },
    brief: { summary: "text: a line for each finding, however few there are" },
    ...analysisOptions,
    format: {
      value: formats.join("|"),
      short: "f",
      summary:
        "how to print the answer: json and sarif (GitHub code scanning) for programs, junit for CI, markdown for a pull request, csv for a spreadsheet, github for annotations (default: text)",
    },
  },
  positionals: [],
  examples: [
    { does: "read the findings", line: "rolepath check -s ./snapshot" },
    {
      does: "fail a pipeline",
      line: "rolepath check -s ./snapshot --fail-on high --format json > findings.json",
    },
    {
      does: "fail on new findings only",
      line: "rolepath check -s ./snapshot --baseline baseline.json --fail-on low",
    },
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const format = given.choice("format", formats) ?? "text";
  if (given.has("full") && given.has("brief")) throw new UsageError("--full and --brief exclude each other");
  const detail = given.has("full") ? "full" : given.has("brief") ? "brief" : undefined;
  const options = await checkOptions(given, context);
  return answerOnce({
    command: check.name,
    given,
    context,
    answer: (reading) => answerAnew({ given, context, options, format, detail, reading }),
  });
}

interface Asked {
  readonly given: Arguments;
  readonly context: Context;
  readonly options: CheckOptions;
  readonly format: (typeof formats)[number];
  readonly detail: "full" | "brief" | undefined;
  readonly reading: Pick<ReadFilesOptions, "sawBytes">;
}

async function answerAnew({ given, context, options, format, detail, reading }: Asked): Promise<number> {
  const analysis = await loadAnalysis(given, context, reading);
  const answer: CheckAnswer = { ...analysis.check(options), problems: analysis.problems() };
  if (format === "text")
    await context.output.answer(checkLines(answer, new Names(analysis.principals()), detail));
  else await write(answer, format, given, context);
  context.output.tell(
    (answer.notices ?? []).map(({ text }) => line(0, [styled("conditional", "warning:"), ` ${text}`], 2)),
  );
  return (answer.gate?.failing ?? 0) > 0 ? exitCode.findings : exitCode.answered;
}

async function write(
  answer: CheckAnswer,
  format: Exclude<(typeof formats)[number], "text">,
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
