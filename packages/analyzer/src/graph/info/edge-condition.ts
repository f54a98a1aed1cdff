import type { EdgeCondition } from "../../answer.js";
import { residualAnswer } from "../../decide/answer/answer.js";
import type { Graph } from "../build.js";

/** What every conditional edge asks for, made one by one, in the order of the edges. */
export function* edgeConditions(graph: Graph): Generator<EdgeCondition> {
  // Found once for all whom no policy tells apart.
  for (const [from, { shared, to, action }] of graph.trust.edges())
    if (shared.kind === "conditional")
      yield { from, to, action, alternatives: residualAnswer(shared).alternatives };
}
