import type { Analysis, EdgeInfo, PrincipalInfo } from "@rolepath/analyzer";
import type { OutputFile } from "../output-file.js";
import { edgeId, edgeTable } from "../table/edges.js";
import { nodeTable } from "../table/nodes.js";
import { type Column, type ColumnType, text } from "../table/table.js";
import { csvFile } from "./csv.js";
import { nodeLabel, relationshipType } from "./kind-names.js";

/** A bulk loader of openCypher CSV, with its own names of types. */
export type Loader = "neo4j" | "neptune";

// Neo4j Operations Manual, "CSV header format"; Neptune User Guide, "Load format for openCypher data".
const TYPE_NAMES: Readonly<Record<Loader, Readonly<Record<ColumnType, string>>>> = {
  neo4j: { text: "string", json: "string", boolean: "boolean", integer: "int" },
  neptune: { text: "String", json: "String", boolean: "Bool", integer: "Int" },
};

/** Nodes and relationships as the files that `neo4j-admin database import` and the Neptune bulk loader take. */
export function openCypherFiles(analysis: Analysis, loader: Loader): readonly OutputFile[] {
  const nodes = nodeTable(analysis);
  const edges = edgeTable(analysis);
  return [
    csvFile("nodes.csv", {
      columns: [
        text<PrincipalInfo>("id:ID", ({ id }) => id),
        text<PrincipalInfo>(":LABEL", ({ kind }) => `Principal;${nodeLabel(kind)}`),
        ...properties(nodes.columns, ["id"], loader),
      ],
      rows: nodes.rows,
    }),
    csvFile("relationships.csv", {
      columns: [
        // Neptune wants an id for each relationship; Neo4j knows none and keeps it as a property.
        text<EdgeInfo>(loader === "neptune" ? ":ID" : "id:string", edgeId),
        text<EdgeInfo>(":START_ID", ({ from }) => from),
        text<EdgeInfo>(":END_ID", ({ to }) => to),
        text<EdgeInfo>(":TYPE", ({ action }) => relationshipType(action)),
        ...properties(edges.columns, ["id", "from_id", "to_id"], loader),
      ],
      rows: edges.rows,
    }),
  ];
}

function properties<Row>(
  columns: readonly Column<Row>[],
  without: readonly string[],
  loader: Loader,
): readonly Column<Row>[] {
  return columns
    .filter(({ name }) => !without.includes(name))
    .map((column) => ({ ...column, name: `${column.name}:${TYPE_NAMES[loader][column.type]}` }));
}
