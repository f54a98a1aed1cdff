import type { Analysis, EdgeInfo } from "@rolepath/analyzer";
import { flag, type Table, text } from "./table.js";

/** Names an edge: its ends and its action tell it apart from all others. */
export function edgeId({ from, action, to }: Pick<EdgeInfo, "from" | "action" | "to">): string {
  return `${from} ${action} ${to}`;
}

/** Every direct hop, one row each. */
export function edgeTable(analysis: Analysis): Table<EdgeInfo> {
  return {
    name: "edges",
    columns: [
      text("id", edgeId),
      text("from_id", ({ from }) => from),
      text("to_id", ({ to }) => to),
      text("action", ({ action }) => action),
      text("verdict", ({ verdict }) => verdict),
      text("label", ({ label }) => label || null),
      flag("cross_account", ({ crossAccount }) => crossAccount),
    ],
    rows: () => analysis.edges(),
  };
}
