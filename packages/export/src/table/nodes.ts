import type { Analysis, PrincipalInfo } from "@rolepath/analyzer";
import { flag, json, type Table, text } from "./table.js";

/** Every principal of the graph, one row each; `id` is what edges and residuals refer to. */
export function nodeTable(analysis: Analysis): Table<PrincipalInfo> {
  return {
    name: "nodes",
    columns: [
      text("id", ({ id }) => id),
      text("kind", ({ kind }) => kind),
      text("name", ({ name }) => name),
      text("account", ({ account }) => account || null),
      text("account_name", ({ accountName }) => accountName || null),
      flag("outside", ({ outside }) => outside),
      flag("admin", ({ admin }) => admin),
      json("tags", ({ tags }) => tags),
    ],
    rows: () => analysis.principals(),
  };
}
