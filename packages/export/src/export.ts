import type { Analysis } from "@rolepath/analyzer";
import { graphmlFile } from "./format/graphml.js";
import { openCypherFiles } from "./format/open-cypher.js";
import { openGraphFile } from "./format/open-graph.js";
import { parquetFile } from "./format/parquet.js";
import type { OutputFile } from "./output-file.js";
import { edgeTable } from "./table/edges.js";
import { findingTable } from "./table/findings.js";
import { nodeTable } from "./table/nodes.js";
import { residualTable } from "./table/residuals.js";

/** What an export can be written as. */
export const exportFormats = ["parquet", "neo4j", "neptune", "graphml", "opengraph"] as const;

export type ExportFormat = (typeof exportFormats)[number];

/**
 * The files of an export; nothing is computed until they are written.
 *
 * - `parquet`: nodes, edges, residuals and findings, for DuckDB, Athena, Spark.
 * - `neo4j`, `neptune`: openCypher CSV for the bulk loaders.
 * - `graphml`: one file for graph tools on the desktop.
 * - `opengraph`: one file for BloodHound.
 */
export function exportFiles(analysis: Analysis, format: ExportFormat): readonly OutputFile[] {
  switch (format) {
    case "parquet":
      return [
        parquetFile(nodeTable(analysis)),
        parquetFile(edgeTable(analysis)),
        parquetFile(residualTable(analysis)),
        parquetFile(findingTable(analysis)),
      ];
    case "neo4j":
    case "neptune":
      return openCypherFiles(analysis, format);
    case "graphml":
      return [graphmlFile(analysis)];
    case "opengraph":
      return [openGraphFile(analysis)];
  }
}
