import type { CheckOptions } from "./check-options.js";
import { type ConfigIssue, issuesOf } from "./issue.js";
import { configSchema, optionsOf } from "./schema.js";

/** What a configuration says, or everything that is wrong with it. */
export type ConfigResult =
  | { readonly kind: "read"; readonly options: CheckOptions }
  | { readonly kind: "refused"; readonly issues: readonly ConfigIssue[] };

/**
 * Reads a parsed `rolepath.yaml`; an empty file says nothing.
 *
 * Whoever has the text turns the places of the issues into lines and columns.
 */
export function readConfig(value: unknown): ConfigResult {
  const result = configSchema.safeParse(value ?? {});
  return result.success
    ? { kind: "read", options: optionsOf(result.data) }
    : { kind: "refused", issues: issuesOf(result.error) };
}
