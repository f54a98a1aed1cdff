import type { Answer, Input, Operation, SessionCredentials } from "./client.js";
import type { Meter } from "./meter.js";

/** With what, and where, one call is made. */
export interface CallContext {
  readonly meter: Meter;
  /** A session's credentials; absent for the caller's own. */
  readonly credentials?: SessionCredentials;
  readonly region?: string;
}

/**
 * The one door to AWS: sends a call and answers, or throws a CallError.
 *
 * `aws/transport.ts` is the SDK behind it. Whatever stands above it (sessions, retries, paging, the sources) works the
 * same on a test's stand-in.
 */
export interface Transport {
  send<K extends Operation>(operation: K, input: Input<K>, context: CallContext): Promise<Answer<K>>;
  /** Looks for the caller's own credentials again: a profile may have been renewed meanwhile. */
  refreshOwn(): Promise<void>;
  region(): Promise<string>;
}
