import type { Analysis, Finding } from "@rolepath/analyzer";
import { json, type Table, text } from "./table.js";

/** Every finding of `check`, one row each. */
export function findingTable(analysis: Analysis): Table<Finding> {
  return {
    name: "findings",
    columns: [
      text("fingerprint", ({ fingerprint }) => fingerprint),
      text("rule", ({ rule }) => rule),
      text("severity", ({ severity }) => severity),
      text("title", ({ title }) => title),
      text("resource", ({ resource }) => resource),
      text("account", ({ account }) => account || null),
      json("principals", ({ principals }) => principals),
      json("path", ({ path }) => path ?? []),
      text("why", ({ why }) => why),
      text("fix", ({ fix }) => fix),
    ],
    rows: () => analysis.check().findings,
  };
}
