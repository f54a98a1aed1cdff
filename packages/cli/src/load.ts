import { type Analysis, analyze } from "@rolepath/analyzer";
import { createKeepingReader, type ReadOptions, type Snapshot } from "@rolepath/snapshot";
import type { Arguments } from "./arguments.js";
import { openReadings } from "./cache/reading-store.js";
import type { Context } from "./command.js";
import { InputError } from "./error.js";
import { findSnapshot, type ReadFilesOptions } from "./input/files.js";
import { problemLines } from "./input/problem-lines.js";
import type { RawFile } from "./input/raw-file.js";
import { snapshotPath } from "./snapshot-path.js";

/**
 * Reads the snapshot at `path`; its problems are told on stderr, and stay in `snapshot.problems` for the answers.
 *
 * @throws InputError where nothing of it could be read
 */
export async function loadSnapshot(path: string, context: Context): Promise<Snapshot> {
  const snapshot = await readSnapshotAt(path, context, {});
  context.output.tell(problemLines(snapshot.problems));
  return snapshot;
}

/** The snapshot at `path`, read and analyzed; problems inside its policies are told as well. */
export async function loadAnalysisAt(
  path: string,
  context: Context,
  reading: Pick<Reading, "sawFile" | "isCached"> = {},
): Promise<Analysis> {
  const analysis = analyze(await readSnapshotAt(path, context, { forAnalysis: true, ...reading }));
  context.output.tell(problemLines(analysis.problems()));
  return analysis;
}

/** The snapshot that the command line names, read and analyzed. */
export function loadAnalysis(
  given: Arguments,
  context: Context,
  reading: Pick<Reading, "sawFile"> = {},
): Promise<Analysis> {
  return loadAnalysisAt(snapshotPath(given, context), context, {
    isCached: !given.has("no-cache"),
    ...reading,
  });
}

/** How a snapshot is read. */
interface Reading extends Pick<ReadOptions, "forAnalysis">, Pick<ReadFilesOptions, "sawFile"> {
  /** Files that were read before may be taken from the cache, and are kept there. Only for analyses. */
  readonly isCached?: boolean;
}

async function readSnapshotAt(
  path: string,
  { host, output }: Context,
  { sawFile, isCached = false, ...options }: Reading,
): Promise<Snapshot> {
  const source = await findSnapshot(path, host);
  const createdAt = (source.modifiedAt ?? host.now()).toISOString();
  const reader = createKeepingReader({ ...options, createdAt });
  const store = isCached ? await openReadings(path, source, host) : null;
  const isKnown = (path: string, file: RawFile) => store?.give(reader, path, file) === true;
  for await (const [file, text] of source.files({ isKnown, ...(sawFile !== undefined && { sawFile }) })) {
    if (store === null) reader.add(file, text);
    else store.read(reader, file, text);
  }
  const { snapshot, problems } = reader.finish();
  await store?.save();
  if (snapshot !== null) return snapshot;
  output.tell(problemLines(problems));
  throw new InputError(`\`${path}\`: cannot be read as a snapshot`, "mend what is named above");
}
