import { type CheckOptions, findingCatalog } from "@rolepath/analyzer";
import type { Arguments } from "../arguments.js";
import { UsageError } from "../error.js";
import { nearest } from "../suggest.js";

/** The rules that the command line picks and leaves out; upper and lower case are the same. */
export function rulesFrom(given: Arguments): Pick<CheckOptions, "rules" | "excludedRules"> {
  const rules = given.texts("rule").map(knownRule);
  const excludedRules = given.texts("exclude-rule").map(knownRule);
  return {
    ...(rules.length === 0 ? {} : { rules }),
    ...(excludedRules.length === 0 ? {} : { excludedRules }),
  };
}

/**
 * The id of the rule that was meant.
 *
 * @throws UsageError where there is none of that name
 */
export function knownRule(written: string): string {
  const ids = findingCatalog.map(({ id }) => id);
  const id = written.toUpperCase();
  if (ids.includes(id)) return id;
  const [near] = nearest(id, ids);
  throw new UsageError(
    `there is no rule \`${written}\`${near === undefined ? "; `rolepath explain` lists those there are" : `; did you mean ${near}?`}`,
  );
}
