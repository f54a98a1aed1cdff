import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { exitCode } from "../error.js";
import { loadAnalysis } from "../load.js";
import { askNamed } from "../near-names.js";
import { analysisOptions, maxHopsOption } from "../option.js";
import { blastLines } from "../render/blast.js";
import { Names } from "../render/names.js";

/** How much falls with a principal. */
export const blast: Command = {
  name: "blast",
  summary: "how much falls if PRINCIPAL is taken, by hops",
  usage: ["blast PRINCIPAL [--max-hops N]"],
  description: [
    "Counts the roles that the principal can become, the accounts they are in and the administrators among them. `what-can` lists the roles.",
  ],
  options: { "max-hops": maxHopsOption(8), ...analysisOptions },
  positionals: ["PRINCIPAL"],
  examples: [
    { does: "a user whose laptop is gone", line: "rolepath blast user/alice -s ./snapshot" },
    { does: "a vendor's account", line: "rolepath blast 999988887777 -s ./snapshot" },
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const maxHops = given.maxHops();
  const format = given.format();
  const name = given.positional(0);
  const analysis = await loadAnalysis(given, context);
  const answer = askNamed(analysis, [name], () =>
    analysis.blast(name, maxHops === undefined ? {} : { maxHops }),
  );
  if (format === "json") await context.output.json({ ...answer, problems: analysis.problems() });
  else await context.output.answer(blastLines(answer, new Names(analysis.principals())));
  return exitCode.answered;
}
