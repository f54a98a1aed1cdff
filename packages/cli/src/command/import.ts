import { resolve } from "node:path";
import type { ImportSummary } from "@rolepath/collector";
import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { exitCode, InputError, UsageError } from "../error.js";
import { findSnapshot } from "../input/files.js";
import { problemLines } from "../input/problem-lines.js";
import { type Line, line, styled } from "../text/line.js";
import { version } from "../version.js";

/** A snapshot of what others have collected. */
export const importCommand: Command = {
  name: "import",
  summary: "make a snapshot from files that other tools made",
  usage: ["import PATH --out DIR"],
  description: [
    "PATH is a folder, or one file, with answers of `aws iam get-account-authorization-details` (and list-roles and the like beside them), or with results of AWS Config: an aggregator query, or a configuration snapshot. What the files do not tell is noted in the manifest.",
  ],
  options: {
    out: { value: "DIR", short: "o", summary: "the snapshot's folder, new or empty" },
    format: { value: "text|json", short: "f", summary: "how to print the summary (default: text)" },
  },
  positionals: ["PATH"],
  examples: [
    {
      does: "the answer of an AWS Config query",
      line: "rolepath import config-results.json --out ./snapshot",
    },
    { does: "a folder of authorization details", line: "rolepath import ./gaad --out ./snapshot" },
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const out = given.text("out");
  if (out === undefined) throw new UsageError("import: --out is missing");
  const format = given.format();
  const path = given.positional(0);
  const source = await findSnapshot(path, context.host);
  // Loading the AWS SDK takes a while, which only this command should wait for.
  const { CollectError, importSnapshot } = await import("@rolepath/collector");
  const summary = await importSnapshot({
    files: source.files(),
    out: resolve(context.host.folder, out),
    createdAt: (source.modifiedAt ?? context.host.now()).toISOString(),
    source: `rolepath import ${version()}`,
  }).catch((error: unknown) => {
    throw error instanceof CollectError ? new InputError(error.message, error.remedy) : error;
  });
  context.output.tell(problemLines(summary.problems));
  if (format === "json")
    await context.output.json({
      snapshot: summary.folder,
      accounts: Object.fromEntries([...summary.accounts].map(([id, missing]) => [id, { missing }])),
      problems: summary.problems,
    });
  else await context.output.answer(summaryLines(summary));
  return exitCode.answered;
}

function summaryLines({ folder, accounts }: ImportSummary): Line[] {
  return [
    line(0, [`imported ${accounts.size} ${accounts.size === 1 ? "account" : "accounts"} into ${folder}`]),
    ...[...accounts].flatMap(([id, missing]) =>
      missing === null ? [] : [line(2, [styled("strong", id), `: ${missing}`], 2)],
    ),
  ];
}
