/** A command of the benchmark: its arguments to its exit code; null for arguments that it does not understand. */
export type Command = (args: readonly string[]) => number | null | Promise<number | null>;
