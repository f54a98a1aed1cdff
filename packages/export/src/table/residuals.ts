import type { Analysis, Requirement } from "@rolepath/analyzer";
import { edgeId } from "./edges.js";
import { integer, json, type Table, text } from "./table.js";

/** One constraint of one alternative of a conditional edge. */
export interface ResidualRow {
  readonly edge: string;
  /** Counted from 0; all constraints with the same number hold together. */
  readonly alternative: number;
  readonly requirement: Requirement;
}

/** What every conditional edge still asks for: all rows of one alternative must hold, and one alternative is enough. */
export function residualTable(analysis: Analysis): Table<ResidualRow> {
  return {
    name: "residuals",
    columns: [
      text("edge_id", ({ edge }) => edge),
      integer("alternative", ({ alternative }) => alternative),
      text("key", ({ requirement }) => requirement.key),
      text("operator", ({ requirement }) => requirement.operator),
      json("values", ({ requirement }) => requirement.values),
      text("kind", ({ requirement }) => requirement.kind),
      text("text", ({ requirement }) => requirement.text),
    ],
    rows: () => residuals(analysis),
  };
}

function* residuals(analysis: Analysis): Generator<ResidualRow> {
  for (const edge of analysis.edgeConditions())
    for (const [alternative, requirements] of edge.alternatives.entries())
      for (const requirement of requirements) yield { edge: edgeId(edge), alternative, requirement };
}
