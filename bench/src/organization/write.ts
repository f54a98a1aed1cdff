import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { manifestFile, type Snapshot, writeSnapshot } from "@rolepath/snapshot";
import { generatedAccount } from "./account.js";
import type { OrganizationOptions } from "./options.js";
import { generatedFrame } from "./organization.js";

/** What was written. */
export interface Written {
  readonly files: number;
  readonly bytes: number;
}

/** Writes the organization as a snapshot directory, as the collector would, with one account at a time in memory. */
export function writeOrganization(folder: string, options: OrganizationOptions): Written {
  const frame = generatedFrame(options);
  let { files, bytes } = writeFiles(folder, writeSnapshot(frame));
  // The manifest and the tree stand for all accounts, and are written once.
  const { organization: _, ...bare }: Snapshot = {
    ...frame,
    manifest: { ...frame.manifest, accounts: {} },
  };
  for (let account = 0; account < options.accounts; account += 1) {
    const texts = writeSnapshot({ ...bare, accounts: [generatedAccount(options, account)] });
    texts.delete(manifestFile);
    const part = writeFiles(folder, texts);
    files += part.files;
    bytes += part.bytes;
  }
  return { files, bytes };
}

function writeFiles(folder: string, texts: ReadonlyMap<string, string>): Written {
  let bytes = 0;
  for (const [path, text] of texts) {
    const place = join(folder, path);
    const content = Buffer.from(text);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
    bytes += content.length;
  }
  return { files: texts.size, bytes };
}
