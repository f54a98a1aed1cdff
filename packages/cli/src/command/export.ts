import { mkdir, open } from "node:fs/promises";
import { join, resolve } from "node:path";
import { exportFiles, exportFormats, type OutputFile } from "@rolepath/export";
import type { Arguments } from "../arguments.js";
import type { Command, Context } from "../command.js";
import { exitCode, UsageError } from "../error.js";
import { loadAnalysis } from "../load.js";
import { analysisOptions } from "../option.js";
import { line } from "../text/line.js";

/** The graph as files for other engines. */
export const exportCommand: Command = {
  name: "export",
  summary: "the trust graph and the findings as files for DuckDB, Athena, Neo4j, Neptune, Gephi, BloodHound",
  usage: [`export --to ${exportFormats.join("|")} --out FOLDER`],
  description: [
    "Writes every principal and every direct hop, for engines that answer questions of their own. parquet: nodes, edges, residuals and findings as tables (DuckDB, Athena, Spark). neo4j and neptune: openCypher CSV for their bulk loaders. graphml: for Gephi, yEd, Cytoscape, NetworkX. opengraph: for BloodHound.",
    "Direct hops are decided for a session of which nothing is known: chains that another engine joins from them may be too many where a policy tests what a session carries (MFA, session tags, source identity). who-can and paths tell exactly.",
  ],
  options: {
    to: { value: exportFormats.join("|"), summary: "what to write" },
    out: {
      value: "FOLDER",
      short: "o",
      summary: "where the files go; older ones of the same names are replaced",
    },
    ...analysisOptions,
  },
  positionals: [],
  examples: [
    { does: "ask with SQL", line: "rolepath export -s ./snapshot --to parquet --out ./graph" },
    { does: "load a graph database", line: "rolepath export -s ./snapshot --to neo4j --out ./graph" },
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const to = given.choice("to", exportFormats);
  if (to === undefined) throw new UsageError(`export: --to is missing: ${exportFormats.join(", ")}`);
  const out = given.text("out");
  if (out === undefined) throw new UsageError("export: --out is missing");
  const format = given.format();
  const analysis = await loadAnalysis(given, context);
  const folder = resolve(context.host.folder, out);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const written: { readonly path: string; readonly bytes: number }[] = [];
  for (const file of exportFiles(analysis, to)) written.push(await writeFile(folder, file));
  if (format === "json") await context.output.json({ to, files: written, problems: analysis.problems() });
  else
    await context.output.answer(
      written.map(({ path, bytes }) => line(0, [`wrote ${path} (${Math.ceil(bytes / 1024)} kB)`])),
    );
  return exitCode.answered;
}

// Private, as the snapshot is whose content it holds.
async function writeFile(
  folder: string,
  { name, write }: OutputFile,
): Promise<{ readonly path: string; readonly bytes: number }> {
  const path = join(folder, name);
  const file = await open(path, "w", 0o600);
  let bytes = 0;
  try {
    await write(async (chunk) => {
      const piece = Buffer.from(chunk);
      await file.writeFile(piece);
      bytes += piece.byteLength;
    });
  } finally {
    await file.close();
  }
  return { path, bytes };
}
