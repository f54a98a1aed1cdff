import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { exitCode } from "../error.js";
import { loadAnalysis } from "../load.js";
import { snapshotOptions } from "../option.js";
import { checkLines, severities } from "../render/check.js";
import { Names } from "../render/names.js";

/** Findings, and an exit code for a pipeline. */
export const check: Command = {
  name: "check",
  summary: "findings: what is wrong, why it matters, how to fix it",
  usage: ["check [--fail-on SEVERITY]"],
  description: [
    "Lists what should not be as it is, most severe first. Without --fail-on the exit code is 0 whatever is found.",
  ],
  options: {
    "fail-on": {
      value: "SEVERITY",
      summary: `exit with 1 where a finding is at least this severe: ${severities.join(", ")}`,
    },
    ...snapshotOptions,
  },
  positionals: [],
  examples: [
    { does: "read the findings", line: "rolepath check -s ./snapshot" },
    {
      does: "fail a pipeline",
      line: "rolepath check -s ./snapshot --fail-on high --format json > findings.json",
    },
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const failOn = given.choice("fail-on", severities);
  const format = given.format();
  const analysis = await loadAnalysis(given, context);
  const answer = analysis.check();
  if (format === "json") await context.output.json({ ...answer, problems: analysis.problems() });
  else await context.output.answer(checkLines(answer, new Names(analysis.principals())));
  if (failOn === undefined) return exitCode.answered;
  const counted = severities.slice(0, severities.indexOf(failOn) + 1);
  return answer.findings.some(({ severity }) => counted.includes(severity))
    ? exitCode.findings
    : exitCode.answered;
}
