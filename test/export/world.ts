import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Analysis } from "@rolepath/analyzer";
import { type ExportFormat, exportFiles } from "@rolepath/export";

/** An export on disk, and how to take it away again. */
export interface Exported {
  readonly folder: string;
  readonly file: (name: string) => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** Writes the export into a folder of its own. */
export async function exported(analysis: Analysis, format: ExportFormat): Promise<Exported> {
  const folder = await mkdtemp(join(tmpdir(), "rolepath-export-"));
  await mkdir(folder, { recursive: true });
  for (const { name, write } of exportFiles(analysis, format)) {
    const pieces: Buffer[] = [];
    await write((chunk) => {
      pieces.push(Buffer.from(chunk));
    });
    await writeFile(join(folder, name), Buffer.concat(pieces));
  }
  return {
    folder,
    file: (name) => readFile(join(folder, name), "utf8"),
    remove: () => rm(folder, { recursive: true }),
  };
}
