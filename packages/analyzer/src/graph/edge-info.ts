import type { EdgeInfo } from "../answer.js";
import { isCrossAccount } from "../decide/answer.js";
import { keysOf } from "../decide/formula.js";
import type { Graph } from "./build.js";

/** Every direct hop as lists and pictures show it, sorted. */
export function edgeInfos(graph: Graph): readonly EdgeInfo[] {
  return graph.trust
    .mapEdges((_key, attributes, from, to): EdgeInfo => {
      const { decision } = attributes;
      return {
        from,
        to,
        action: attributes.action,
        verdict: decision.kind,
        label:
          decision.kind === "allowed"
            ? ""
            : labelOf([...keysOf(decision.open.formula)].map((id) => decision.open.specs(id).name)),
        crossAccount: isCrossAccount(decision),
      };
    })
    .toSorted((a, b) => compare(a.from, b.from) || compare(a.to, b.to) || compare(a.action, b.action));
}

function labelOf(keys: readonly string[]): string {
  const sorted = keys.toSorted();
  const shown = sorted.slice(0, 2).join(", ");
  return `if ${shown}${sorted.length > 2 ? `, +${sorted.length - 2}` : ""}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
