import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { commandFile } from "../cli/command.js";

/** A folder for the PATH, with commands that stand in for those of a runner. */
export async function commands(folder: string, scripts: Readonly<Record<string, string>>): Promise<string> {
  const bin = join(folder, "stand-ins");
  await mkdir(bin, { recursive: true });
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, name), 0o755);
  }
  return bin;
}

/**
 * `rolepath` as it is built; only `collect` cannot be run without AWS: it copies the snapshot that COLLECTED names to where
 * it is told, writes down what it was asked for, and ends with the code in COLLECT_CODE.
 */
export const rolepathScript = `if [ "$1" = collect ]; then
  echo "$*" >> "\${COLLECT_LOG:-/dev/null}"
  while [ "$1" != --out ]; do shift; done
  mkdir -p "$2" && cp -R "$COLLECTED/." "$2"
  exit "\${COLLECT_CODE:-0}"
fi
exec "${process.execPath}" "${commandFile}" "$@"`;
