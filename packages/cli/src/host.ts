import type { Readable, Writable } from "node:stream";

/** What the command touches of the process it runs in, so that a test can stand in for it. */
export interface Host {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** How the user started us, for hints that can be copied: `rolepath`, or the script of a checkout. */
  readonly commandLine: string;
  /** The wall clock, for input that does not say when it was made. */
  readonly now: () => Date;
  /** Resolves when the user asks to stop a command that runs until then. */
  readonly interrupted: () => Promise<void>;
}
