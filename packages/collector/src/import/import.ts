import { createSnapshotReader, type Problem, type Snapshot } from "@rolepath/snapshot";
import { CollectError } from "../collect-error.js";
import { openSnapshotFolder } from "../folder/snapshot-folder.js";
import { ConfigIntake } from "./config-intake.js";
import { gapsOf } from "./gaps.js";
import { snapshotFiles } from "./write.js";

/** What to make a snapshot of, and where. */
export interface ImportRequest {
  /** Each file's path and text: answers of get-account-authorization-details, or results of AWS Config. */
  readonly files: AsyncIterable<readonly [path: string, text: string]>;
  readonly out: string;
  /** When the data was collected, where the files do not tell. */
  readonly createdAt?: string;
  /** Who made the snapshot, for its manifest. */
  readonly source: string;
}

/** How an import ended. */
export interface ImportSummary {
  readonly folder: string;
  /** Account → what the files did not tell of it; null where they told all that collecting would. */
  readonly accounts: ReadonlyMap<string, string | null>;
  readonly problems: readonly Problem[];
}

/**
 * Makes a snapshot of what others have collected.
 *
 * @throws CollectError where the files hold no account, or the folder is not empty
 */
export async function importSnapshot(request: ImportRequest): Promise<ImportSummary> {
  const config = new ConfigIntake();
  const reader = createSnapshotReader({
    ...(request.createdAt === undefined ? {} : { createdAt: request.createdAt }),
  });
  for await (const [path, text] of request.files) if (!config.take(path, text)) reader.add(path, text);
  for (const [path, text] of config.files()) reader.add(path, text);
  const { snapshot, problems: met } = reader.finish();
  // The manifest is what the import is there to write.
  const problems = met.filter(({ code }) => code !== "manifest-missing");
  if (snapshot === null) throw nothingFound(problems);
  const gaps = gapsOf(snapshot, config);
  await write(request, withCoverage(snapshot, gaps, request.source));
  return { folder: request.out, accounts: gaps, problems: [...problems, ...config.problems] };
}

function withCoverage(
  snapshot: Snapshot,
  gaps: ReadonlyMap<string, string | null>,
  source: string,
): Snapshot {
  const coverage = Object.fromEntries(
    [...gaps].map(([id, error]) => [
      id,
      error === null ? { status: "complete" } : { status: "partial", error },
    ]),
  );
  return { ...snapshot, manifest: { ...snapshot.manifest, source, accounts: coverage } };
}

async function write(request: ImportRequest, snapshot: Snapshot): Promise<void> {
  const folder = await openSnapshotFolder(request.out);
  try {
    if (folder.manifest !== null)
      throw new CollectError(
        "folder-foreign",
        `\`${request.out}\` holds a snapshot already`,
        "give a new folder with --out",
      );
    const { accounts, others } = snapshotFiles(snapshot);
    for (const [id, files] of accounts) await folder.writeAccount(id, files);
    for (const [file, text] of others) await folder.write(file, text);
  } finally {
    await folder.close();
  }
}

function nothingFound(problems: readonly Problem[]): CollectError {
  const first = problems.find(({ level }) => level === "error");
  if (first === undefined) return new CollectError("request", "no account data found in the files");
  return new CollectError("request", `${first.file}: ${first.message}`, first.remedy);
}
