import type { Operation } from "./client.js";

/**
 * Why a call failed, as far as it matters for what to do next.
 *
 * - `refused`: AWS said no; asking again will not help
 * - `expired`: the session is over; a new one may help
 * - `session-over`: the caller's own credentials are over; only the user can help
 * - `throttled`, `unreachable`, `malformed`: it may work the next time
 * - `absent`: what was asked for is not there
 * - `stopped`: the user stopped the run
 * - `other`: anything else AWS said
 */
export type FailureKind =
  | "refused"
  | "expired"
  | "session-over"
  | "throttled"
  | "unreachable"
  | "malformed"
  | "absent"
  | "stopped"
  | "other";

/** A call that failed. Its text names the operation and what AWS said, and holds no credential. */
export class CallError extends Error {
  override readonly name = "CallError";
  constructor(
    readonly kind: FailureKind,
    readonly operation: Operation,
    /** AWS's own name of the error (`AccessDenied`), or ours. */
    readonly code: string,
    readonly detail: string,
  ) {
    super(`${operation}: ${code}: ${detail}`);
  }
}

/** Whether the same call may succeed when it is made again. */
export function isPassing(kind: FailureKind): boolean {
  return kind === "throttled" || kind === "unreachable" || kind === "malformed";
}

/** Whether no other call can succeed either. */
export function endsRun(kind: FailureKind): boolean {
  return kind === "session-over" || kind === "stopped";
}

/** The failed call, or the error thrown again where it is none: a fault of ours is not a gap in the snapshot. */
export function asCallError(error: unknown): CallError {
  if (error instanceof CallError) return error;
  throw error;
}
