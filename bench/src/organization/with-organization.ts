import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OrganizationOptions } from "./options.js";
import { writeOrganization } from "./write.js";

/**
 * Does something with the organization on disk.
 *
 * With a folder to keep organizations in, one that was written before with the same options is taken again; without,
 * it is removed afterwards.
 */
export async function withOrganization<Result>(
  options: OrganizationOptions,
  keepIn: string | undefined,
  work: (snapshot: string) => Result | Promise<Result>,
): Promise<Result> {
  if (keepIn !== undefined) return work(keptIn(keepIn, options));
  const folder = mkdtempSync(join(tmpdir(), "rolepath-organization-"));
  try {
    writeOrganization(folder, options);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function keptIn(folder: string, options: OrganizationOptions): string {
  const digest = createHash("sha256").update(JSON.stringify(options)).digest("hex").slice(0, 12);
  const place = join(folder, `${options.accounts}-accounts-${digest}`);
  if (existsSync(place)) return place;
  // One that was broken off while it was written is not to be taken for a whole one.
  const unfinished = `${place}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeOrganization(unfinished, options);
  renameSync(unfinished, place);
  return place;
}
