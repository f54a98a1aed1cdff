import { writeBundle } from "@rolepath/snapshot";
import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { exitCode, UsageError } from "../error.js";
import { writeOutputFile } from "../input/files.js";
import { loadSnapshot } from "../load.js";
import { snapshotOptions } from "../option.js";
import { bundleGzip } from "../report.js";
import { snapshotPath } from "../snapshot-path.js";
import { line } from "../text/line.js";

/** A snapshot as one file. */
export const bundle: Command = {
  name: "bundle",
  summary: "a snapshot as one file, to hand on or to drop on the page",
  usage: ["bundle --out FILE.json.gz"],
  description: [
    "Reads whatever can be a snapshot and writes it as one file, gzipped where the name ends in .gz. The same snapshot gives the same bytes.",
  ],
  options: {
    out: { value: "FILE", short: "o", summary: "the file to write; an older one is replaced" },
    ...snapshotOptions,
  },
  positionals: [],
  examples: [{ does: "pack a directory", line: "rolepath bundle -s ./snapshot --out snapshot.json.gz" }],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const out = given.text("out");
  if (out === undefined) throw new UsageError("bundle: --out is missing");
  const format = given.format();
  const snapshot = await loadSnapshot(snapshotPath(given, context), context);
  const content = /\.gz$/i.test(out) ? bundleGzip(snapshot) : writeBundle(snapshot);
  const { path, bytes } = await writeOutputFile(out, content, context.host);
  if (format === "json") await context.output.json({ bundle: path, bytes, problems: snapshot.problems });
  else await context.output.answer([line(0, [`wrote ${path} (${Math.ceil(bytes / 1024)} kB)`])]);
  return exitCode.answered;
}
