import { howToUse, PATH_COUNT_DEFAULT } from "@rolepath/analyzer";
import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { withDuration } from "../duration.js";
import { exitCode, UsageError } from "../error.js";
import { loadAnalysis } from "../load.js";
import { askNamed } from "../near-names.js";
import { analysisOptions, indirectOption, maxHopsOption, sessionOptions, useOption } from "../option.js";
import { cutLines } from "../render/cut.js";
import { Names } from "../render/names.js";
import { pathLines } from "../render/paths.js";
import { readSessionPolicy } from "../session-policy.js";

const pathCountMax = 10_000;

/** Chains between two selectors. */
export const paths: Command = {
  name: "paths",
  summary: "chains from one selector to another, shortest first",
  usage: [
    "paths --from SELECTOR --to SELECTOR [--via SELECTOR …] [--avoid SELECTOR …] [--session-policy FILE] [--duration SECONDS] [--max-hops N] [--limit K] [--indirect]",
    "paths --from SELECTOR --to SELECTOR --cut",
  ],
  description: [
    "Between one principal and one role all chains are listed, else one shortest for each pair. A chain enters no role twice.",
    "A selector is anything that `can` takes, an ARN pattern with *, an account id, `admin` (every effective administrator) or `outside` (everyone outside the snapshot's own accounts).",
  ],
  options: {
    from: { value: "SELECTOR", summary: "where the chains start" },
    to: { value: "SELECTOR", summary: "where the chains end" },
    via: { value: "SELECTOR", repeatable: true, summary: "only chains that meet it on the way" },
    avoid: { value: "SELECTOR", repeatable: true, summary: "only chains that do not meet it" },
    alternatives: {
      value: "K",
      summary: `at most this many chains for each pair, 1 to ${pathCountMax} (default: --limit for a single pair, else 1)`,
    },
    cut: {
      summary: "instead of the chains: the fewest trust statements whose removal breaks every one of them",
    },
    ...sessionOptions,
    use: useOption,
    "max-hops": maxHopsOption(8),
    indirect: indirectOption,
    limit: {
      value: "K",
      summary: `at most this many chains, 1 to ${pathCountMax} (default: ${PATH_COUNT_DEFAULT})`,
    },
    ...analysisOptions,
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
    {
      does: "what to remove so that no chain is left",
      line: "rolepath paths --from role/ci --to role/prod-admin --cut",
    },
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const from = given.text("from");
  const to = given.text("to");
  if (from === undefined || to === undefined)
    throw new UsageError(`paths: --${from === undefined ? "from" : "to"} is missing`);
  const [via, avoid] = [given.texts("via"), given.texts("avoid")];
  const maxHops = given.maxHops();
  const limit = given.number("limit", 1, pathCountMax) ?? PATH_COUNT_DEFAULT;
  const alternatives = given.number("alternatives", 1, pathCountMax);
  const format = given.format();
  const misplaced = ["via", "avoid", "limit", "alternatives", "session-policy", "duration", "use"].find(
    (name) => given.has(name),
  );
  if (given.has("cut") && misplaced !== undefined)
    throw new UsageError(`paths: --cut breaks every chain, so --${misplaced} has no place beside it`);
  const direct = ["cut", "via", "alternatives", "use"].find((name) => given.has(name));
  if (given.has("indirect") && direct !== undefined)
    throw new UsageError(
      `paths: --${direct} is for chains of direct hops, so --indirect has no place beside it`,
    );
  const duration = given.duration();
  const sessionPolicy = await readSessionPolicy(given, context);
  const analysis = await loadAnalysis(given, context);
  const names = new Names(analysis.principals());
  const question = {
    from,
    to,
    via,
    avoid,
    ...(maxHops !== undefined && { maxHops }),
    limit,
    ...(alternatives !== undefined && { alternatives }),
    ...(given.has("indirect") && { indirect: true }),
    ...(given.has("use") && { witness: true }),
    ...(sessionPolicy !== undefined && { sessionPolicy }),
  };
  const named = [from, to, ...via, ...avoid];
  if (given.has("cut")) {
    const answer = askNamed(analysis, named, () => analysis.cut(question));
    if (format === "json") await context.output.json({ ...answer, problems: analysis.problems() });
    else await context.output.answer(cutLines(answer, names));
    return exitCode.answered;
  }
  const answer = askNamed(analysis, named, () => analysis.paths(question));
  const timed = withDuration(answer.results, duration);
  const results = given.has("use")
    ? timed.map((result) => ({ ...result, use: howToUse(result.hops, duration) }))
    : timed;
  if (format === "json") await context.output.json({ ...answer, results, problems: analysis.problems() });
  else await context.output.answer(pathLines({ ...answer, results }, names, limit));
  return exitCode.answered;
}
