import type { Arguments } from "./arguments.js";
import type { Context } from "./command.js";
import { UsageError } from "./error.js";

/** The path of the snapshot that the command is to ask: `--snapshot`, else ROLEPATH_SNAPSHOT. */
export function snapshotPath(given: Arguments, context: Context): string {
  const path = given.text("snapshot") ?? context.host.environment.ROLEPATH_SNAPSHOT;
  if (path === undefined || path === "")
    throw new UsageError(
      "no snapshot: name one with --snapshot PATH or in ROLEPATH_SNAPSHOT; `rolepath collect` makes one, `rolepath demo` has a sample inside",
    );
  return path;
}
