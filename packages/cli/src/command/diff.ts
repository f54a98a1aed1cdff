import {
  type Analysis,
  type CheckOptions,
  csv,
  type DiffAnswer,
  diffAnalyses,
  diffMarkdown,
  github,
  junit,
  newFindingsAnswer,
  opens,
  sarif,
} from "@rolepath/analyzer";
import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { loadConfig } from "../config/load.js";
import { configOptions, ruleOptions } from "../config/options.js";
import { rulesFrom } from "../config/rules.js";
import { exitCode, UsageError } from "../error.js";
import { locatorOf } from "../input/locate.js";
import { loadAnalysisAt } from "../load.js";
import { maxHopsOption } from "../option.js";
import { diffLines } from "../render/diff.js";
import { Names } from "../render/names.js";
import { severities } from "../severity.js";
import { line, styled } from "../text/line.js";

const formats = ["text", "json", "markdown", "sarif", "junit", "csv", "github"] as const;

/** What differs between two snapshots. */
export const diff: Command = {
  name: "diff",
  summary: "what became reachable between two snapshots, what no longer is, and which statement did it",
  usage: ["diff OLD NEW [--fail-on SEVERITY] [--exit-code]"],
  description: [
    "Compares direct hops, pairs joined by a chain, and findings. A hop that changed names the statement, attachment or tag that did it: the engine is asked again with only that changed back.",
    "An organization that is collected twice gives nothing. Without --fail-on and --exit-code the exit code is 0 whatever is different.",
  ],
  options: {
    "fail-on": {
      value: "SEVERITY",
      summary: `exit with 1 where a new finding is at least this severe: ${severities.join(", ")}`,
    },
    "exit-code": {
      summary: "exit with 1 where anybody can become a role that they could not, or with less",
    },
    "max-hops": maxHopsOption(8),
    ...configOptions,
    ...ruleOptions,
    format: {
      value: formats.join("|"),
      short: "f",
      summary:
        "how to print the answer; sarif, junit, csv and github hold the new findings alone (default: text)",
    },
  },
  positionals: ["OLD", "NEW"],
  examples: [
    { does: "what did last night's change do", line: "rolepath diff ./yesterday ./today" },
    {
      does: "fail a pipeline on anything newly reachable",
      line: "rolepath diff ./main ./branch --exit-code --format markdown >> comment.md",
    },
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const format = given.choice("format", formats) ?? "text";
  const failOn = given.choice("fail-on", severities);
  const maxHops = given.maxHops();
  const [oldPath, newPath] = [given.positional(0), given.positional(1)];
  if (oldPath === "-" && newPath === "-")
    throw new UsageError("diff: only one of the snapshots can come from stdin");
  const check: CheckOptions = {
    ...(await loadConfig(given, context)),
    ...rulesFrom(given),
    ...(failOn === undefined ? {} : { failOn }),
  };
  const old = await loadAnalysisAt(oldPath, context);
  const now = await loadAnalysisAt(newPath, context);
  const answer = diffAnalyses(old, now, {
    check: (side) => side.check(check),
    ...(maxHops !== undefined && { maxHops }),
  });
  await write({ answer, old, now, check }, format, newPath, context);
  context.output.tell(
    answer.limits.map((text) => line(0, [styled("conditional", "warning:"), ` ${text}`], 2)),
  );
  const failing = newFindingsAnswer(now, answer, check).gate?.failing ?? 0;
  return failing > 0 || (given.has("exit-code") && isOpened(answer)) ? exitCode.findings : exitCode.answered;
}

interface Compared {
  readonly answer: DiffAnswer;
  readonly old: Analysis;
  readonly now: Analysis;
  readonly check: CheckOptions;
}

async function write(
  { answer, old, now, check }: Compared,
  format: (typeof formats)[number],
  newPath: string,
  { output, host }: Context,
): Promise<void> {
  const problems = now.problems();
  const fresh = () => ({ ...newFindingsAnswer(now, answer, check), problems });
  switch (format) {
    case "text":
      return output.answer(diffLines(answer, new Names([...old.principals(), ...now.principals()])));
    case "json":
      return output.json({ ...answer, problems });
    case "markdown":
      return output.raw(diffMarkdown(answer));
    case "sarif":
      return output.json(sarif(fresh(), await locatorOf(fresh(), newPath, host)));
    case "github":
      return output.raw(github(fresh(), await locatorOf(fresh(), newPath, host)));
    case "junit":
      return output.raw(junit(fresh()));
    case "csv":
      return output.raw(csv(fresh()));
  }
}

function isOpened({ edges, summary }: DiffAnswer): boolean {
  return summary.edges.added > 0 || summary.chains.added > 0 || edges.some(opens);
}
