import type { AccountCoverage, Manifest } from "@rolepath/snapshot";

/**
 * What became of a part of the collection.
 *
 * `complete`: all of it; `partial`: the main thing, not all; `refused`: AWS said no; `failed`: it did not work;
 * `pending`: not tried yet; `skipped`: the account is suspended or closing; `excluded`: the user left it out. All but
 * `complete` have an `error`, which every later answer shows as a coverage gap.
 */
export type Status = "complete" | "partial" | "refused" | "failed" | "pending" | "skipped" | "excluded";

export interface Coverage extends AccountCoverage {
  readonly status: Status;
  /** When this part was read from AWS. */
  readonly collectedAt?: string;
}

/** A part whose turn has not come. */
export const notYet: Coverage = { status: "pending", error: "not collected yet: run the same command again" };

/** What the manifest says of the collection as a whole. */
export interface Collection {
  readonly scope: "account" | "organization";
  readonly partition: string;
  /** The account whose credentials ran the collector. */
  readonly callerAccount: string;
  readonly organizationId?: string;
}

/** `manifest.json` as the collector writes it. */
export interface CollectManifest extends Manifest {
  readonly collection: Collection;
  readonly organization?: Coverage;
  readonly identityCenter?: Coverage;
  readonly accounts: { readonly [id: string]: Coverage };
}

/** Whether nothing is left to collect, or to try again. */
export function isComplete(manifest: CollectManifest): boolean {
  const parts = [manifest.organization, manifest.identityCenter, ...Object.values(manifest.accounts)];
  return parts.every((part) => part === undefined || isSettled(part));
}

/** Whether the same command would leave this part as it is. */
export function isSettled({ status }: Coverage): boolean {
  return status === "complete" || status === "skipped" || status === "excluded";
}

/** The manifest in the text; null where it is not one that the collector wrote. */
export function parseManifest(text: string): CollectManifest | null {
  try {
    const value = JSON.parse(text) as Partial<CollectManifest>;
    const known =
      value.formatVersion === 1 &&
      typeof value.createdAt === "string" &&
      typeof value.collection?.scope === "string" &&
      typeof value.accounts === "object";
    return known ? (value as CollectManifest) : null;
  } catch {
    return null;
  }
}
