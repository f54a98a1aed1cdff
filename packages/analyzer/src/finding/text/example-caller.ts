import type { FindingCaller } from "../../answer.js";
import { requirementsOf } from "../../decide/answer/requirement.js";
import { residualOf } from "../../decide/answer/residual.js";
import { witnessOf } from "../../decide/answer/witness.js";
import { callerId } from "../../decide/caller/describe.js";
import type { Decision } from "../../decide/decide.js";
import type { Clause } from "../../decide/formula/clause.js";
import { and } from "../../decide/formula/formula.js";
import { solve } from "../../decide/formula/solve.js";
import type { Way } from "../survey/way.js";

/** The caller of a decision who takes one of its ways, with a request that gets through; null when it has no such way. */
export function exampleCaller(decision: Decision, way: Way): FindingCaller | null {
  if (decision.kind !== "allowed" && decision.kind !== "conditional") return null;
  const clause = clauseOn(decision, way);
  if (clause === null) return null;
  return {
    from: callerId(decision.call.caller),
    to: decision.call.target.arn,
    verdict: decision.kind,
    context: witnessOf(decision.call, clause),
  };
}

// A witness of the decision may take another way than the one that the finding is about.
function clauseOn(
  decision: Decision & { readonly kind: "allowed" | "conditional" },
  way: Way,
): Clause | null {
  const { open } = decision;
  if (decision.kind === "allowed") return decision.clause;
  const wanted = JSON.stringify(way);
  const literals = residualOf(open).alternatives.find(
    (alternative) => JSON.stringify(requirementsOf(alternative, open.specs)) === wanted,
  );
  if (literals === undefined) return null;
  const solution = solve(and([...literals, open.formula, open.background]), open.specs);
  return solution.kind === "clause" ? solution.clause : null;
}

/** The parts of a draft that show who gets in. */
export function shownCaller(
  way: Way,
  example: FindingCaller | null,
): { readonly requires?: Way; readonly example?: FindingCaller } {
  return {
    ...(way.length === 0 ? {} : { requires: way }),
    ...(example === null ? {} : { example }),
  };
}
