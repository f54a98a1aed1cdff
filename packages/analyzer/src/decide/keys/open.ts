import { conditionKeyId } from "../../policy/condition.js";
import type { Call } from "../caller/call.js";
import { parseDate } from "../domain/comparison.js";
import type { KeySpec } from "../domain/key-spec.js";
import type { KeyKnowledge } from "../domain/knowledge.js";
import { dateSpec, stringSpec } from "../domain/spec.js";
import type { Specs } from "../formula/clause.js";
import { absent, and, type Formula, keysOf } from "../formula/formula.js";
import { backgroundOf } from "./background.js";
import { onlyPinnedTags, pinnedTags } from "./pinned.js";

/** A formula over open keys, what always holds between those keys, and what the keys are. */
export interface Open {
  readonly formula: Formula;
  readonly background: Formula;
  readonly specs: Specs;
  /** What it was taken over from, by a pair that no policy tells from the first: it holds in the same ways. */
  readonly twinOf?: Open;
}

/** A formula of a call with all that is needed to solve it. */
export function openOf(call: Call, formula: Formula): Open {
  return { formula, background: backgroundOf(formula, call), specs: specsOf(call) };
}

// Links reach for keys that no formula speaks of; one that is settled has its value as the only possible one.
export function specsOf(call: Call): Specs {
  return (keyId) => {
    const knowledge = call.facts(keyId);
    switch (knowledge.kind) {
      case "open":
        return knowledge.spec;
      case "absent":
        return stringSpec(knowledge.name, { finite: [] });
      case "known":
        return settledSpec(knowledge);
    }
  };
}

function settledSpec(knowledge: KeyKnowledge & { readonly kind: "known" }): KeySpec {
  const { name, values, multivalued } = knowledge;
  const time = conditionKeyId(name) === "aws:currenttime" ? parseDate(values[0] ?? "") : null;
  if (time === null) return stringSpec(name, { finite: values, multivalued, mayBeAbsent: false });
  const seconds = BigInt(Math.floor(time / 1000));
  return dateSpec(name, seconds, seconds, { mayBeAbsent: false });
}

/** The parameters that a plain request leaves out, as absent; it passes what the question pins. */
export function plainRequest(open: Open, call: Call): Formula {
  const pinned = new Set(pinnedTags(call).map((tag) => `aws:requesttag/${tag.toLowerCase()}`));
  return and(
    [...keysOf(and([open.formula, open.background]))]
      .toSorted()
      .filter((id) => open.specs(id).optional && open.specs(id).mayBeAbsent && !pinned.has(id))
      .map((id) => (id === "aws:tagkeys" ? onlyPinnedTags(call) : absent(id))),
  );
}
