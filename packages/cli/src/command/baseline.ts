import { baselineOf } from "@rolepath/analyzer";
import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { loadConfig } from "../config/load.js";
import { configOptions, ruleOptions } from "../config/options.js";
import { rulesFrom } from "../config/rules.js";
import { exitCode, UsageError } from "../error.js";
import { writeOutputFile } from "../input/files.js";
import { loadAnalysis } from "../load.js";
import { analysisOptions } from "../option.js";
import { count } from "../render/words.js";
import { line } from "../text/line.js";
import { safeJson } from "../text/safe.js";

/** The findings of today, as what the findings of tomorrow are compared with. */
export const baseline: Command = {
  name: "baseline",
  summary: "writes down the findings there are, so that `check --baseline` fails on new ones only",
  usage: ["baseline --out FILE.json"],
  description: [
    "Run it once to adopt `check` where there are many findings already, keep the file beside the pipeline, and write it again when some are fixed. Suppressed findings are not in it. The same snapshot gives the same bytes.",
  ],
  options: {
    out: { value: "FILE", short: "o", summary: "the file to write; an older one is replaced" },
    ...configOptions,
    ...ruleOptions,
    ...analysisOptions,
  },
  positionals: [],
  examples: [
    { does: "write it", line: "rolepath baseline -s ./snapshot --out baseline.json" },
    { does: "use it", line: "rolepath check -s ./snapshot --baseline baseline.json --fail-on high" },
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const out = given.text("out");
  if (out === undefined) throw new UsageError("baseline: --out is missing");
  const format = given.format();
  const options = { ...(await loadConfig(given, context)), ...rulesFrom(given) };
  const analysis = await loadAnalysis(given, context);
  const content = baselineOf(analysis.check(options));
  const { path, bytes } = await writeOutputFile(out, `${safeJson(content, 2)}\n`, context.host);
  const findings = content.findings.length;
  if (format === "json")
    await context.output.json({ baseline: path, bytes, findings, problems: analysis.problems() });
  else await context.output.answer([line(0, [`wrote ${count(findings, "finding")} to ${path}`])]);
  return exitCode.answered;
}
