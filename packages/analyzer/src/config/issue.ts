import type * as z from "zod/mini";

/** Something wrong in a file of the user's, by its place. */
export interface ConfigIssue {
  /** Keys and indexes from the top; of something missing, where it should be. */
  readonly path: readonly (string | number)[];
  /** Whether the key itself is wrong, or what stands there. */
  readonly at: "key" | "value";
  /** One line, lower case, no full stop. */
  readonly message: string;
}

/** What zod found, one place each, in the order of the file. */
export function issuesOf(error: z.core.$ZodError): readonly ConfigIssue[] {
  return error.issues.flatMap((issue) => issuesAt(issue, []));
}

function issuesAt(issue: z.core.$ZodIssue, base: readonly (string | number)[]): readonly ConfigIssue[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === "number" ? step : String(step)))];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...path, key], at: "key", message: issue.message }));
  if (issue.code === "invalid_union") {
    // Of the shapes that a value may have, the one that it comes nearest to says what is wrong inside it.
    const deepest = issue.errors
      .map((errors) => errors.flatMap((inner) => issuesAt(inner, path)))
      .filter((inner) => inner.some((one) => one.path.length > path.length || one.at === "key"));
    if (deepest[0] !== undefined) return deepest[0];
  }
  return [{ path, at: "value", message: issue.message }];
}
