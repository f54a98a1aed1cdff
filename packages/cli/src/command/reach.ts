import type { Analysis, PathsAnswer, ReachOptions } from "@rolepath/analyzer";
import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { withDuration } from "../duration.js";
import { exitCode } from "../error.js";
import { loadAnalysis } from "../load.js";
import { askNamed } from "../near-names.js";
import { analysisOptions, indirectOption, maxHopsOption, sessionOptions } from "../option.js";
import { Names } from "../render/names.js";
import { reachLines } from "../render/paths.js";
import { readSessionPolicy } from "../session-policy.js";

const options = { "max-hops": maxHopsOption(8), indirect: indirectOption, ...analysisOptions };

/** Everyone who can become a role. */
export const whoCan: Command = {
  name: "who-can",
  summary: "everyone who can become ROLE",
  usage: ["who-can ROLE [--max-hops N] [--indirect]"],
  description: [
    "Each principal with its shortest chain and the conditions of that chain, grouped by account.",
  ],
  options,
  positionals: ["ROLE"],
  examples: [
    { does: "by short name", line: "rolepath who-can role/break-glass -s ./snapshot" },
    {
      does: "who can come to control a whole account",
      line: "rolepath who-can 111122223333 --indirect -s ./snapshot",
    },
    { does: "directly only", line: "rolepath who-can arn:aws:iam::111122223333:role/admin --max-hops 1" },
  ],
  run: (given, context) => run(given, context, (analysis, role, limits) => analysis.whoCan(role, limits)),
};

/** Every role that a principal can become. */
export const whatCan: Command = {
  name: "what-can",
  summary: "every role that PRINCIPAL can become",
  usage: ["what-can PRINCIPAL [--session-policy FILE] [--duration SECONDS] [--max-hops N] [--indirect]"],
  description: [
    "Each role with the shortest chain to it and the conditions of that chain, grouped by account.",
  ],
  options: { ...options, ...sessionOptions },
  positionals: ["PRINCIPAL"],
  examples: [
    { does: "a user", line: "rolepath what-can user/alice -s ./snapshot" },
    {
      does: "what a session policy leaves",
      line: "rolepath what-can role/ci --session-policy ./narrow.json -s ./snapshot",
    },
    { does: "anyone of any AWS account that is not in the snapshot", line: "rolepath what-can '*'" },
  ],
  run: (given, context) =>
    run(given, context, (analysis, principal, limits) => analysis.whatCan(principal, limits)),
};

async function run(
  given: Arguments,
  context: Context,
  ask: (analysis: Analysis, name: string, limits: ReachOptions) => PathsAnswer,
): Promise<number> {
  const maxHops = given.maxHops();
  const format = given.format();
  const name = given.positional(0);
  const duration = given.duration();
  const sessionPolicy = await readSessionPolicy(given, context);
  const analysis = await loadAnalysis(given, context);
  const answer = askNamed(analysis, [name], () =>
    ask(analysis, name, {
      ...(maxHops !== undefined && { maxHops }),
      ...(given.has("indirect") && { indirect: true }),
      ...(sessionPolicy !== undefined && { sessionPolicy }),
    }),
  );
  const results = withDuration(answer.results, duration);
  if (format === "json") await context.output.json({ ...answer, results, problems: analysis.problems() });
  else await context.output.answer(reachLines({ ...answer, results }, new Names(analysis.principals())));
  return exitCode.answered;
}
