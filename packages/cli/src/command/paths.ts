import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { exitCode, UsageError } from "../error.js";
import { loadAnalysis } from "../load.js";
import { askNamed } from "../near-names.js";
import { maxHopsOption, snapshotOptions } from "../option.js";
import { Names } from "../render/names.js";
import { pathLines } from "../render/paths.js";

const pathCountMax = 10_000;

/** Chains between two selectors. */
export const paths: Command = {
  name: "paths",
  summary: "chains from one selector to another, shortest first",
  usage: ["paths --from SELECTOR --to SELECTOR [--max-hops N] [--limit K]"],
  description: [
    "A selector is anything that `can` takes, an ARN pattern with *, an account id, `admin` (every effective administrator) or `outside` (everyone outside the snapshot's own accounts).",
  ],
  options: {
    from: { value: "SELECTOR", summary: "where the chains start" },
    to: { value: "SELECTOR", summary: "where the chains end" },
    "max-hops": maxHopsOption(8),
    limit: { value: "K", summary: `at most this many chains, 1 to ${pathCountMax} (default: 20)` },
    ...snapshotOptions,
  },
  positionals: [],
  examples: [
    {
      does: "how outsiders become administrators",
      line: "rolepath paths --from outside --to admin -s ./snapshot",
    },
    {
      does: "from one account to another",
      line: "rolepath paths --from 'arn:aws:iam::111122223333:*' --to 'arn:aws:iam::444455556666:role/*' --limit 5",
    },
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const from = given.text("from");
  const to = given.text("to");
  if (from === undefined || to === undefined)
    throw new UsageError(`paths: --${from === undefined ? "from" : "to"} is missing`);
  const maxHops = given.maxHops();
  const limit = given.number("limit", 1, pathCountMax);
  const format = given.format();
  const analysis = await loadAnalysis(given, context);
  const question = {
    from,
    to,
    ...(maxHops !== undefined && { maxHops }),
    ...(limit !== undefined && { limit }),
  };
  const answer = askNamed(analysis, [from, to], () => analysis.paths(question));
  if (format === "json") await context.output.json({ ...answer, problems: analysis.problems() });
  else await context.output.answer(pathLines(answer, new Names(analysis.principals())));
  return exitCode.answered;
}
