import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Arguments } from "../arguments.js";
import { samplePath } from "../assets.js";
import type { Command, Context } from "../command.js";
import { exitCode } from "../error.js";
import { writeOutputFile } from "../input/files.js";
import { loadAnalysisAt } from "../load.js";
import { snapshotOptions } from "../option.js";
import { chainsWorthSeeing } from "../render/chains.js";
import { demoLines, nextStepLines } from "../render/demo.js";
import { Names } from "../render/names.js";
import { reportPage, snapshotName } from "../report.js";

const reportFile = "rolepath-report.html";

/** The main job on the sample that ships inside, or on a snapshot of the user's own. */
export const demo: Command = {
  name: "demo",
  summary: "the main job on the sample organization, or on --snapshot",
  usage: ["demo [--snapshot PATH] [--out FILE.html]"],
  description: [
    "Prints what is in the snapshot, its worst findings and three chains worth seeing, and writes the report: one HTML page to explore the rest.",
  ],
  options: {
    ...snapshotOptions,
    snapshot: {
      ...snapshotOptions.snapshot,
      summary: "your own snapshot (default: the sample organization)",
    },
    out: {
      value: "FILE",
      short: "o",
      summary: `the report to write; an older one is replaced (default: ${reportFile})`,
    },
  },
  positionals: [],
  examples: [
    { does: "the sample", line: "rolepath demo" },
    { does: "your own data", line: "rolepath demo --snapshot ./snapshot" },
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const format = given.format();
  const own = given.text("snapshot");
  const path = own ?? samplePath();
  const name = own === undefined ? "sample organization" : snapshotName(own, context.host);
  const analysis = await loadAnalysisAt(path, context);
  const names = new Names(analysis.principals());
  const answer = analysis.check();
  const chains = chainsWorthSeeing(analysis, names);
  const page = await reportPage(analysis.snapshot, name);
  const written = await writeOutputFile(given.text("out") ?? reportFile, page, context.host);
  const report = { path: written.path, url: pathToFileURL(written.path).href, bytes: written.bytes };
  if (format === "json") {
    const { snapshot: summary, findings } = answer;
    const problems = analysis.problems();
    await context.output.json({
      snapshot: summary,
      findings,
      summary: answer.summary,
      chains,
      report,
      problems,
    });
    return exitCode.answered;
  }
  await context.output.answer(demoLines({ name, answer, chains, report }, names));
  context.output.tell(
    nextStepLines(
      {
        command: context.host.commandLine,
        path: own ?? shortest(path, context),
        own: own !== undefined,
        chains,
      },
      names,
    ),
  );
  return exitCode.answered;
}

/** The path as it is shorter to type from where the user stands. */
function shortest(path: string, { host }: Context): string {
  const fromHere = relative(host.folder, path);
  return fromHere.length < path.length ? fromHere : path;
}
