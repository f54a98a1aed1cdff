import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { exitCode } from "../error.js";
import { loadAnalysis } from "../load.js";
import { analysisOptions } from "../option.js";
import { cycleLines } from "../render/cycles.js";
import { Names } from "../render/names.js";

/** Roles among which a session can live for ever. */
export const cycles: Command = {
  name: "cycles",
  summary: "roles among which a session can be renewed for ever",
  usage: ["cycles"],
  description: [
    "Each hop starts a session with its own clock, so whoever gets into a circle of roles, or into a role that trusts itself, need never leave. Only circles that can be walked round after round are listed, with one walk each.",
  ],
  options: analysisOptions,
  positionals: [],
  examples: [{ does: "all of them", line: "rolepath cycles -s ./snapshot" }],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const format = given.format();
  const analysis = await loadAnalysis(given, context);
  const answer = analysis.cycles();
  if (format === "json") await context.output.json({ ...answer, problems: analysis.problems() });
  else await context.output.answer(cycleLines(answer, new Names(analysis.principals())));
  return exitCode.answered;
}
