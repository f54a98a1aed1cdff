import type { Ledger } from "./folder/ledger.js";
import type { SnapshotFolder } from "./folder/snapshot-folder.js";
import type { Meter } from "./meter.js";
import { meterOf, type Run } from "./run.js";
import type { Caller, RoleEntry } from "./source/sts.js";
import type { AccountFilter } from "./target.js";

/** What to collect, and where to. */
export interface CollectRequest {
  readonly out: string;
  /** The whole organization; without it the caller's account, or those of `filter.accounts`. */
  readonly organization: boolean;
  /** The role that is entered in every account but the caller's. */
  readonly entry: RoleEntry;
  readonly filter: AccountFilter;
  /** Account tags cost a call for each account of the organization. */
  readonly withAccountTags: boolean;
  readonly identityCenter: { readonly include: boolean; readonly region?: string };
  /** Collect again what an earlier run has collected. */
  readonly refresh: boolean;
  /** Who made the snapshot, for its manifest. */
  readonly source: string;
}

/** A collection under way. */
export interface Job {
  readonly request: CollectRequest;
  readonly run: Run;
  readonly folder: SnapshotFolder;
  readonly ledger: Ledger;
  readonly caller: Caller;
  /** What the calls cost, by what they were made for. */
  readonly byPart: Map<Part, Meter>;
  readonly byAccount: Map<string, Meter>;
}

/** What calls are made for, besides the accounts. */
export type Part = "caller" | "organization" | "identity-center";

/** The meter of a part. */
export function partMeter({ byPart, run }: Pick<Job, "byPart" | "run">, part: Part): Meter {
  const meter = byPart.get(part) ?? meterOf(run);
  byPart.set(part, meter);
  return meter;
}
