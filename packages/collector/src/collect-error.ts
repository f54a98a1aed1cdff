/**
 * Why nothing could be collected at all.
 *
 * - `folder-busy`: another run holds the folder
 * - `folder-foreign`: the folder holds something else
 * - `folder-complete`: the folder holds a complete snapshot
 * - `request`: what was asked for does not fit the organization
 * - `aws`: AWS did not answer the first questions
 */
export type CollectErrorCode = "folder-busy" | "folder-foreign" | "folder-complete" | "request" | "aws";

/** Nothing was collected, for a reason that the user can do something about. */
export class CollectError extends Error {
  override readonly name = "CollectError";
  constructor(
    readonly code: CollectErrorCode,
    message: string,
    /** What the user can do about it, one line. */
    readonly remedy?: string,
  ) {
    super(message);
  }
}
