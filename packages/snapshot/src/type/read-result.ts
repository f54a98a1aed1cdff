import type { Problem } from "./problem.js";
import type { Snapshot } from "./snapshot.js";

/** What the caller knows besides the files. */
export interface ReadOptions {
  /** When the data was collected (ISO 8601), for input without a manifest: the time its file was last changed. */
  readonly createdAt?: string;
  /** Where the data comes from, for input without a manifest. */
  readonly source?: string;
  /**
   * Leave out what no analysis looks at, to save memory: the documents of policy versions that are not the default one
   * are empty, and lists of roles, instance profiles and managed policies have no fields besides those of their types.
   * Not for snapshots that are written again. The problems are the same.
   */
  readonly forAnalysis?: boolean;
  /** Hears of the accounts of a bundle, each when it is read: the how manieth it is, and of how many. */
  readonly sawAccount?: (number: number, of: number) => unknown;
}

/**
 * A snapshot, and everything that was wrong with the input.
 *
 * `snapshot` is null where nothing can be made of the input, and where going on would be unsafe: a manifest of a newer
 * format, an organization that cannot be read, two snapshots in one folder. An `error` about one account's file leaves
 * that file out and the rest standing. `snapshot.problems` is the same list.
 */
export interface ReadResult {
  readonly snapshot: Snapshot | null;
  readonly problems: readonly Problem[];
}
