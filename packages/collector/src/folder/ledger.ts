import { formatVersion, manifestFile } from "@rolepath/snapshot";
import type { Collection, CollectManifest, Coverage } from "./manifest.js";
import type { SnapshotFolder } from "./snapshot-folder.js";

/** The manifest while it grows. */
export interface Ledger {
  readonly manifest: CollectManifest;
  /** Says which organization the snapshot is of. */
  identify(organizationId: string): void;
  set(part: "organization" | "identityCenter", coverage: Coverage): void;
  setAccount(id: string, coverage: Coverage): void;
  dropAccount(id: string): void;
  /** Writes what was set. Writes that are asked for while one is running become one. */
  save(): Promise<void>;
}

/** What a ledger starts from. */
export interface LedgerHead {
  /** The time of collection as long as nothing is collected. */
  readonly startedAt: string;
  readonly source: string;
  readonly collection: Collection;
}

/** A ledger that goes on from an earlier run's manifest, where there is one. */
export function createLedger(
  folder: SnapshotFolder,
  head: LedgerHead,
  earlier: CollectManifest | null,
): Ledger {
  let collection = head.collection;
  const parts: { organization?: Coverage; identityCenter?: Coverage } = {};
  if (earlier?.organization !== undefined) parts.organization = earlier.organization;
  if (earlier?.identityCenter !== undefined) parts.identityCenter = earlier.identityCenter;
  const accounts = new Map<string, Coverage>(Object.entries(earlier?.accounts ?? {}));
  const build = (): CollectManifest => {
    const times = [...accounts.values(), ...Object.values(parts)].flatMap(
      ({ collectedAt }) => collectedAt ?? [],
    );
    return {
      formatVersion,
      // Conditions on time are judged as of the newest part.
      createdAt: times.sort().at(-1) ?? head.startedAt,
      source: head.source,
      collection,
      ...parts,
      accounts: Object.fromEntries([...accounts].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  };
  return {
    get manifest() {
      return build();
    },
    identify: (organizationId) => {
      collection = { ...collection, organizationId };
    },
    set: (part, coverage) => {
      parts[part] = coverage;
    },
    setAccount: (id, coverage) => {
      accounts.set(id, coverage);
    },
    dropAccount: (id) => {
      accounts.delete(id);
    },
    save: oneAtATime(() => folder.write(manifestFile, `${JSON.stringify(build(), null, 2)}\n`)),
  };
}

/** Runs the write alone; those who ask while it runs share the next one. */
function oneAtATime(write: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    const started = write().finally(() => {
      if (running === started) running = null;
    });
    running = started;
    return started;
  };
  return () => {
    if (running === null) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
