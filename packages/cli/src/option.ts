/** One option of a command, as it is parsed and as the help shows it. */
export interface OptionSpec {
  /** What the value is called in the help (`PATH`); absent for a flag. */
  readonly value?: string;
  /** May be given more than once. */
  readonly repeatable?: boolean;
  readonly short?: string;
  /** One line for the help. */
  readonly summary: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** Options that every command takes. */
export const commonOptions = {
  "no-color": { summary: "no colours, whatever the environment says" },
  help: { short: "h", summary: "show the help of this command" },
} as const satisfies OptionSpecs;

/** Options of every command that asks a snapshot. */
export const snapshotOptions = {
  snapshot: {
    value: "PATH",
    short: "s",
    summary:
      "the snapshot: a directory, a bundle (.json, .json.gz), a file or folder of get-account-authorization-details output, or - for stdin (default: $ROLEPATH_SNAPSHOT)",
  },
  format: { value: "text|json", short: "f", summary: "how to print the answer (default: text)" },
} as const satisfies OptionSpecs;

/** Options of every command that analyzes a snapshot. */
export const analysisOptions = {
  ...snapshotOptions,
  "no-cache": { summary: "read and answer anew, and keep nothing of it (see `rolepath cache`)" },
} as const satisfies OptionSpecs;

/** Options of every command that follows the sessions of one principal. */
export const sessionOptions = {
  "session-policy": {
    value: "FILE",
    summary:
      "a session policy (JSON; - for stdin) on the first session: the caller's own when it is a role, else the one that its first hop opens",
  },
  duration: { value: "SECONDS", summary: "say on which hop a session of this length is refused" },
} as const satisfies OptionSpecs;

/** Ends an answer about chains with the way to walk them. */
export const useOption: OptionSpec = {
  summary: "show how to walk it: AWS CLI profiles, commands, and the console link where there is one",
};

/** Ways to a role that are no entry by its trust policy. */
export const indirectOption: OptionSpec = {
  summary:
    "follow indirect hops too: changing IAM, passing a role to compute, using compute that has it, other users' credentials; an account id then stands for control of the whole account",
};

/** How long a chain may be. */
export const maxHopsOption = (defaultHops: number): OptionSpec => ({
  value: "N",
  summary: `the longest chain to look at, 1 to ${hopCountMax} hops (default: ${defaultHops})`,
});

/** Longer chains exist, but nobody reads them. */
export const hopCountMax = 32;
