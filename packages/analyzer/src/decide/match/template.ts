import { conditionKeyId } from "../../policy/condition.js";
import type { Piece } from "../../policy/pattern.js";
import type { TemplatePart } from "../../policy/variable.js";
import type { Facts } from "../domain/knowledge.js";
import { absent, and, type Formula, present, TRUE } from "../formula/formula.js";

/** A value of a policy with its variables filled in as far as they are known, and when that reading applies. */
export type Resolved =
  | { readonly open: false; readonly when: Formula; readonly pieces: readonly Piece[] }
  | { readonly open: true; readonly when: Formula; readonly parts: readonly TemplatePart[] };

/**
 * The readings of a value: one if no variable is open, else one for each combination of present and missing keys.
 *
 * IAM User Guide, "Variables and tags": a variable without value and default matches nothing, so such a reading is
 * left out; what a variable brings is literal text.
 */
export function resolveTemplate(parts: readonly TemplatePart[], facts: Facts): readonly Resolved[] {
  let readings: { when: Formula; parts: TemplatePart[] }[] = [{ when: TRUE, parts: [] }];
  for (const part of parts) {
    const options = part.kind === "text" ? [{ when: TRUE, part }] : variableOptions(part, facts);
    readings = readings.flatMap((reading) =>
      options.map((option) => ({
        when: and([reading.when, option.when]),
        parts: [...reading.parts, option.part],
      })),
    );
  }
  return readings.map((reading) => {
    const pieces: Piece[] = [];
    for (const part of reading.parts) {
      if (part.kind === "variable") return { open: true, when: reading.when, parts: reading.parts };
      pieces.push({ text: part.text, wild: part.wild });
    }
    return { open: false, when: reading.when, pieces };
  });
}

function variableOptions(
  variable: TemplatePart & { readonly kind: "variable" },
  facts: Facts,
): readonly { readonly when: Formula; readonly part: TemplatePart }[] {
  const knowledge = facts(variable.key);
  const literal = (text: string): TemplatePart => ({ kind: "text", text, wild: false });
  const missing = variable.fallback === null ? null : literal(variable.fallback);
  switch (knowledge.kind) {
    case "absent":
      return missing === null ? [] : [{ when: TRUE, part: missing }];
    case "known": {
      // Variables take single-valued keys only.
      const [value] = knowledge.values;
      return knowledge.multivalued || value === undefined ? [] : [{ when: TRUE, part: literal(value) }];
    }
    case "open": {
      if (knowledge.spec.multivalued) return [];
      const id = conditionKeyId(variable.key);
      const whenPresent = { when: knowledge.spec.mayBeAbsent ? present(id) : TRUE, part: variable };
      return missing === null || !knowledge.spec.mayBeAbsent
        ? [whenPresent]
        : [whenPresent, { when: absent(id), part: missing }];
    }
  }
}
