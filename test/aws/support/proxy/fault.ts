/** What goes wrong with one request. */
export type Fault =
  | "throttle"
  | "error-500"
  | "empty-503"
  | "html-500"
  /** The connection is closed before any answer. */
  | "reset"
  /** The connection is closed in the middle of the answer. */
  | "cut"
  /** The answer ends early, and says that it is whole. */
  | "truncate"
  /** No answer comes. */
  | "hang"
  /** The answer comes so slowly that nobody would wait for it. */
  | "drip"
  /** The session is over from here on. */
  | "expire"
  /** This call is not allowed in this account, however often it is made. */
  | "deny";

/** Every kind of fault. */
export const faults: readonly Fault[] = [
  "throttle",
  "error-500",
  "empty-503",
  "html-500",
  "reset",
  "cut",
  "truncate",
  "hang",
  "drip",
  "expire",
  "deny",
];
