import type { EdgeInfo } from "../../answer.js";
import { accountOf } from "../../decide/caller/caller.js";
import { keysOf } from "../../decide/formula/formula.js";
import type { Graph } from "../build.js";
import type { HopDecision } from "../class/class-decisions.js";
import type { ClassHop } from "../class-graph.js";

/** What an edge says beside who and where to: the same for all callers of a cell and all roles that are decided alike. */
type Said = Pick<EdgeInfo, "verdict" | "label">;

/** Every direct hop as lists show it, made one by one: sorted by who, where to, and the action. */
export function* edgeInfos(graph: Graph): Generator<EdgeInfo> {
  const known = new Map<HopDecision, Said>();
  for (const [from, hop] of graph.trust.edges()) yield edgeInfo(from, hop, known);
}

function edgeInfo(
  from: string,
  { shared, to, action, cell, role }: ClassHop,
  known: Map<HopDecision, Said>,
): EdgeInfo {
  let said = known.get(shared);
  if (said === undefined) {
    said = saidOf(shared);
    known.set(shared, said);
  }
  const { verdict, label } = said;
  return { from, to, action, verdict, label, crossAccount: accountOf(cell.first) !== role.account };
}

function saidOf(decision: HopDecision): Said {
  const { formula, specs } = decision.open;
  const label = decision.kind === "allowed" ? "" : labelOf([...keysOf(formula)].map((id) => specs(id).name));
  return { verdict: decision.kind, label };
}

function labelOf(keys: readonly string[]): string {
  const sorted = keys.toSorted();
  const shown = sorted.slice(0, 2).join(", ");
  return `if ${shown}${sorted.length > 2 ? `, +${sorted.length - 2}` : ""}`;
}
