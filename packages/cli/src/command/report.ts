import { pathToFileURL } from "node:url";
import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { exitCode, UsageError } from "../error.js";
import { writeOutputFile } from "../input/files.js";
import { loadSnapshot } from "../load.js";
import { snapshotOptions } from "../option.js";
import { reportPage, snapshotName } from "../report.js";
import { snapshotPath } from "../snapshot-path.js";
import { line, wholeLine } from "../text/line.js";

/** One page with everything inside. */
export const report: Command = {
  name: "report",
  summary: "one self-contained HTML page: the explorer with the data inside",
  usage: ["report --out FILE.html"],
  description: [
    "The page opens from disk, makes no request, and holds the whole snapshot: whoever has the file can read the organization's policies.",
  ],
  options: {
    out: { value: "FILE", short: "o", summary: "the file to write; an older one is replaced" },
    ...snapshotOptions,
  },
  positionals: [],
  examples: [{ does: "write it", line: "rolepath report -s ./snapshot --out roles.html" }],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const out = given.text("out");
  if (out === undefined) throw new UsageError("report: --out is missing");
  const format = given.format();
  const path = snapshotPath(given, context);
  const snapshot = await loadSnapshot(path, context);
  const page = await reportPage(snapshot, snapshotName(path, context.host));
  const written = await writeOutputFile(out, page, context.host);
  const url = pathToFileURL(written.path).href;
  if (format === "json")
    await context.output.json({
      report: written.path,
      url,
      bytes: written.bytes,
      problems: snapshot.problems,
    });
  else
    await context.output.answer([
      line(0, [`wrote ${written.path} (${Math.ceil(written.bytes / 1024)} kB)`]),
      wholeLine(0, [url]),
    ]);
  return exitCode.answered;
}
