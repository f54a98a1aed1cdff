import type { ConditionEntry } from "../../policy/condition.js";
import { parseTemplate } from "../../policy/variable.js";

/**
 * The entry with one value in the place of each that has wildcards: whatever passes it passes the entry as well. The
 * entry itself where it has no wildcards, or where fewer values would let in more.
 */
export function withoutWildcards(entry: ConditionEntry): ConditionEntry {
  if (entry.negated || (entry.comparison !== "StringLike" && entry.comparison !== "Arn")) return entry;
  // What a variable stands for is not known, and text in braces may be no variable.
  if (!entry.values.some(({ source }) => isFillable(source))) return entry;
  const values = entry.values.map((value) =>
    isFillable(value.source) ? parseTemplate(value.source.replace(/[*?]+/g, fill), false) : value,
  );
  return { ...entry, values };
}

function isFillable(source: string): boolean {
  return /[*?]/.test(source) && !source.includes("$");
}

// One character for each that is asked for, and one at least: names are not empty.
function fill(wildcards: string): string {
  return "x".repeat(Math.max(1, wildcards.replaceAll("*", "").length));
}
