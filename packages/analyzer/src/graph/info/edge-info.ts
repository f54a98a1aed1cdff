import type { EdgeInfo } from "../../answer.js";
import { isCrossAccount } from "../../decide/answer/answer.js";
import { keysOf } from "../../decide/formula/formula.js";
import type { Graph } from "../build.js";
import type { HopDecision } from "../class/class-decisions.js";

/** Every direct hop as lists and pictures show it, sorted. */
export function edgeInfos(graph: Graph): readonly EdgeInfo[] {
  const infos: EdgeInfo[] = [];
  const shared = new Map<HopDecision, Pick<EdgeInfo, "verdict" | "label">>();
  graph.trust.forEachEdge((hop, from) => {
    let info = shared.get(hop.shared);
    if (info === undefined) {
      info = hopInfo(hop.shared);
      shared.set(hop.shared, info);
    }
    infos.push({ from, to: hop.to, action: hop.action, ...info, crossAccount: isCrossAccount(hop.decision) });
  });
  return infos.toSorted(
    (a, b) => compare(a.from, b.from) || compare(a.to, b.to) || compare(a.action, b.action),
  );
}

function hopInfo(decision: HopDecision): Pick<EdgeInfo, "verdict" | "label"> {
  const { formula, specs } = decision.open;
  const label = decision.kind === "allowed" ? "" : labelOf([...keysOf(formula)].map((id) => specs(id).name));
  return { verdict: decision.kind, label };
}

function labelOf(keys: readonly string[]): string {
  const sorted = keys.toSorted();
  const shown = sorted.slice(0, 2).join(", ");
  return `if ${shown}${sorted.length > 2 ? `, +${sorted.length - 2}` : ""}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
