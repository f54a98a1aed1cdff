import type { Arguments } from "../arguments.js";
import { answerOnce } from "../cache/answer-once.js";
import { checkFormats } from "../check/format.js";
import type { Command, Context } from "../command.js";
import { configOptions, ruleOptions } from "../config/options.js";
import { UsageError } from "../error.js";
import { analysisOptions } from "../option.js";
import { severities } from "../severity.js";

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
      value: checkFormats.join("|"),
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
  const format = given.choice("format", checkFormats) ?? "text";
  if (given.has("full") && given.has("brief")) throw new UsageError("--full and --brief exclude each other");
  const detail = given.has("full") ? "full" : given.has("brief") ? "brief" : undefined;
  return answerOnce({
    command: check.name,
    given,
    context,
    answer: async (reading) => {
      // Who gets an answer that is known does not wait for what would make it.
      const { checkAnew } = await import("../check/check-anew.js");
      return checkAnew({ given, context, format, detail, reading });
    },
  });
}
