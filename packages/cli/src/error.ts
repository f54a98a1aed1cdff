/** The command line itself is wrong: an unknown option, a missing value. Ends with exit code 2 and a pointer to the help. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The input cannot be used: no such file, not JSON, too large. Ends with exit code 2. */
export class InputError extends Error {
  override readonly name = "InputError";
  constructor(
    message: string,
    /** What the reader can do about it, one line. */
    readonly remedy?: string,
  ) {
    super(message);
  }
}

/** The exit codes of the command; every one is said in `rolepath help`. */
export const exitCode = { answered: 0, findings: 1, input: 2, fault: 3 } as const;
