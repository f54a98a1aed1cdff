import type { Analysis, EdgeInfo, PrincipalInfo } from "@rolepath/analyzer";
import { type OutputFile, textFile } from "../output-file.js";
import { edgeTable } from "../table/edges.js";
import { nodeTable } from "../table/nodes.js";
import type { Column } from "../table/table.js";
import { nodeLabel, relationshipType } from "./kind-names.js";

/** The kind that all nodes share: BloodHound deletes by it before a new load. */
const SOURCE_KIND = "Rolepath";

/**
 * The graph as BloodHound's OpenGraph JSON. BloodHound documentation, "OpenGraph schema": kinds are words, properties are
 * never objects nor null.
 */
export function openGraphFile(analysis: Analysis): OutputFile {
  const nodes = nodeTable(analysis);
  const edges = edgeTable(analysis);
  return textFile("opengraph.json", function* () {
    yield `{"metadata":{"source_kind":${JSON.stringify(SOURCE_KIND)}},"graph":{"nodes":[`;
    yield* list(nodes.rows(), (row) => node(row, nodes.columns));
    yield '\n],"edges":[';
    yield* list(edges.rows(), (row) => edge(row, edges.columns));
    yield "\n]}}\n";
  });
}

function node(row: PrincipalInfo, columns: readonly Column<PrincipalInfo>[]): unknown {
  return {
    id: row.id,
    kinds: [`Aws${nodeLabel(row.kind)}`, SOURCE_KIND],
    properties: { displayname: row.name, ...properties(columns, row, ["id"]) },
  };
}

function edge(row: EdgeInfo, columns: readonly Column<EdgeInfo>[]): unknown {
  return {
    kind: relationshipType(row.action),
    start: { value: row.from, match_by: "id" },
    end: { value: row.to, match_by: "id" },
    properties: properties(columns, row, ["id", "from_id", "to_id"]),
  };
}

function properties<Row>(
  columns: readonly Column<Row>[],
  row: Row,
  without: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    columns
      .filter(({ name }) => !without.includes(name))
      .map(({ name, of }) => [name, of(row)] as const)
      .filter(([, value]) => value !== null),
  );
}

function* list<Row>(rows: Iterable<Row>, of: (row: Row) => unknown): Generator<string> {
  let first = true;
  for (const row of rows) {
    yield `${first ? "" : ","}\n${JSON.stringify(of(row))}`;
    first = false;
  }
}
