import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Arguments } from "../arguments.js";
import type { Context } from "../command.js";
import { configFile } from "../config/options.js";
import { fileFault } from "../input/file-fault.js";
import { findSnapshot, type ReadFilesOptions, type SnapshotSource } from "../input/files.js";
import { snapshotPath } from "../snapshot-path.js";
import { CacheFiles } from "./cache-files.js";
import { ContentHash, contentOf } from "./content.js";
import { cacheFolder } from "./folder.js";
import { AnswerStore, entryBytesMax } from "./store.js";
import { toolIdentity } from "./tool.js";

/** What is asked, and how it is answered where the answer is not known. */
interface Question {
  readonly command: string;
  readonly given: Arguments;
  readonly context: Context;
  /** Reads the snapshot with the options given, writes to `context.output`, and returns the exit code. */
  readonly answer: (reading: Pick<ReadFilesOptions, "sawFile">) => Promise<number>;
}

// Options whose value is a file that the answer depends on.
const fileOptions = ["config", "rules", "baseline", "session-policy"];

/**
 * Answers, or writes again what the same question got from a snapshot of the same content.
 *
 * The same means: the command line, the content of every file it names and of `rolepath.yaml`, the build of the tool, the
 * width and the colours of the output, and for input that does not say when it was made, the time of its files.
 */
export async function answerOnce({ command, given, context, answer }: Question): Promise<number> {
  const folder = cacheFolder(context.host.environment, process.platform);
  const values = fileOptions.map((name) => given.text(name));
  const path = snapshotPath(given, context);
  if (folder === null || given.has("no-cache") || [path, ...values].includes("-")) return answer({});
  const source = await findSnapshot(path, context.host);
  if (source.found === null) return answer({});
  const store = new AnswerStore(new CacheFiles(folder));
  const name = await nameOf({ command, given, context }, path, source);
  if (await store.has(name)) {
    const entry = await store.read(name);
    if (entry !== null && entry.content === contentOf(source.found)) {
      await context.output.replay(entry.transcript.pieces);
      return entry.transcript.exitCode;
    }
  }
  const content = new ContentHash();
  const recording = context.output.record(entryBytesMax);
  const exitCode = await answer({ sawFile: (path, file) => content.add(path, file) });
  const { pieces } = recording;
  // Who stopped reading did not get all of it.
  if (pieces !== null && !context.output.closed)
    await store.write(name, { content: content.digest(), transcript: { pieces, exitCode } });
  return exitCode;
}

/** A name for everything that the answer depends on but the content of the snapshot. */
async function nameOf(
  { command, given, context: { host, output } }: Omit<Question, "answer">,
  path: string,
  source: SnapshotSource,
): Promise<string> {
  const files = [configFile, ...fileOptions.map((option) => given.text(option))];
  const parts = [
    toolIdentity(),
    command,
    given.all(),
    path,
    host.folder,
    host.commandLine,
    output.appearance,
    await Promise.all(
      files.map((file) => (file === undefined ? null : digestOf(resolve(host.folder, file)))),
    ),
    (await saysWhenMade(source)) ? null : source.modifiedAt?.toISOString(),
    source.found?.map(({ key, info }) => [key, info.size]),
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

async function digestOf(place: string): Promise<string | null> {
  try {
    return createHash("sha256")
      .update(await readFile(place))
      .digest("hex");
  } catch (error) {
    // The command itself says what is wrong with a file that it needs.
    if (fileFault(error) === null) throw error;
    return null;
  }
}

/** Whether the snapshot has a manifest with a date that the reader takes, so that the time of its files says nothing. */
async function saysWhenMade(source: SnapshotSource): Promise<boolean> {
  for await (const [, text] of source.files({ wanted: (file) => file === "manifest.json" })) {
    const date = /"createdAt"\s*:\s*"(\d{4}-\d{2}-\d{2}T[\d:.]{8,}(?:Z|[+-]\d{2}:\d{2}))"/.exec(text)?.[1];
    return date !== undefined && !Number.isNaN(Date.parse(date));
  }
  return false;
}
