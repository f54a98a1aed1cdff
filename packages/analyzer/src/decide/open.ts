import { backgroundOf } from "./background.js";
import type { Call } from "./call.js";
import { absent, and, type Formula, keysOf } from "./formula.js";
import type { Specs } from "./solve.js";

/** A formula over open keys, what always holds between those keys, and what the keys are. */
export interface Open {
  readonly formula: Formula;
  readonly background: Formula;
  readonly specs: Specs;
}

/** A formula of a call with all that is needed to solve it. */
export function openOf(call: Call, formula: Formula): Open {
  return { formula, background: backgroundOf(formula, call), specs: specsOf(call) };
}

// Asking for a key that is not open is a fault of ours.
function specsOf(call: Call): Specs {
  return (keyId) => {
    const knowledge = call.facts(keyId);
    if (knowledge.kind !== "open") throw new Error(`key ${keyId} is not open`);
    return knowledge.spec;
  };
}

/** The parameters that a plain request leaves out, as absent. */
export function plainRequest(open: Open): Formula {
  return and(
    [...keysOf(and([open.formula, open.background]))]
      .toSorted()
      .filter((id) => open.specs(id).optional && open.specs(id).mayBeAbsent)
      .map(absent),
  );
}
