import type { Requirement } from "../../answer.js";

/** Requirements without doubles, in order. */
export function unionOf(requirements: readonly Requirement[]): readonly Requirement[] {
  const byText = new Map(
    requirements.map((entry) => [JSON.stringify([entry.key, entry.operator, entry.values]), entry]),
  );
  return [...byText.values()];
}
