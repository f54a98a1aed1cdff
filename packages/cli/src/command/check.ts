import type { CheckOptions } from "@rolepath/analyzer";
import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { loadBaseline } from "../config/baseline-file.js";
import { configOptions, loadConfig } from "../config/load.js";
import { ruleOptions, rulesFrom } from "../config/rules.js";
import { exitCode, UsageError } from "../error.js";
import { loadAnalysis } from "../load.js";
import { snapshotOptions } from "../option.js";
import { checkLines, severities } from "../render/check.js";
import { Names } from "../render/names.js";
import { line, styled } from "../text/line.js";

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
    ...snapshotOptions,
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
  const format = given.format();
  if (given.has("full") && given.has("brief")) throw new UsageError("--full and --brief exclude each other");
  const detail = given.has("full") ? "full" : given.has("brief") ? "brief" : undefined;
  const options = await checkOptions(given, context);
  const analysis = await loadAnalysis(given, context);
  const answer = analysis.check(options);
  if (format === "json") await context.output.json({ ...answer, problems: analysis.problems() });
  else await context.output.answer(checkLines(answer, new Names(analysis.principals()), detail));
  context.output.tell(
    (answer.notices ?? []).map(({ text }) => line(0, [styled("conditional", "warning:"), ` ${text}`], 2)),
  );
  return (answer.gate?.failing ?? 0) > 0 ? exitCode.findings : exitCode.answered;
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
