/**
 * Something wrong with the input, as a value.
 *
 * `error` means that nothing useful could be read from the file; `warning` that the rest is still sound and the
 * place named was read around. Nothing is dropped without one of the two.
 */
export interface Problem {
  readonly level: "error" | "warning";
  /** Stable, kebab-case: `json-truncated`, `policy-not-json`, `account-duplicate`, … */
  readonly code: string;
  /** The file inside the snapshot (`accounts/111122223333/authorization-details.json`), or the path given by the user. */
  readonly file: string;
  /** JSON pointer (RFC 6901) of the place in the file; empty for the whole file. */
  readonly pointer: string;
  /** One line, lower case, no full stop: what is wrong and what was expected. */
  readonly message: string;
  /** What the reader can do about it, one line. */
  readonly remedy: string;
}
