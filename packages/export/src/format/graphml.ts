import type { Analysis } from "@rolepath/analyzer";
import { type OutputFile, textFile } from "../output-file.js";
import { edgeTable } from "../table/edges.js";
import { nodeTable } from "../table/nodes.js";
import type { Column, ColumnType } from "../table/table.js";

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: "string",
  json: "string",
  boolean: "boolean",
  integer: "int",
};

/** The graph as GraphML, for Gephi, yEd, Cytoscape and NetworkX. The GraphML Primer, "Attributes". */
export function graphmlFile(analysis: Analysis): OutputFile {
  const nodes = nodeTable(analysis);
  const edges = edgeTable(analysis);
  return textFile("graph.graphml", function* () {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n';
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
    yield* keys("node", nodes.columns);
    yield* keys("edge", edges.columns);
    yield '<graph id="rolepath" edgedefault="directed">\n';
    for (const row of nodes.rows())
      yield `<node id="${escaped(row.id)}">${data("node", nodes.columns, row)}</node>\n`;
    for (const row of edges.rows())
      yield `<edge source="${escaped(row.from)}" target="${escaped(row.to)}">${data("edge", edges.columns, row)}</edge>\n`;
    yield "</graph>\n</graphml>\n";
  });
}

function* keys<Row>(domain: string, columns: readonly Column<Row>[]): Generator<string> {
  for (const { name, type } of columns)
    yield `<key id="${domain}_${name}" for="${domain}" attr.name="${name}" attr.type="${TYPES[type]}"/>\n`;
}

function data<Row>(domain: string, columns: readonly Column<Row>[], row: Row): string {
  return columns
    .map(({ name, of }) => ({ name, value: of(row) }))
    .filter(({ value }) => value !== null)
    .map(({ name, value }) => `<data key="${domain}_${name}">${escaped(String(value))}</data>`)
    .join("");
}

// Characters that XML 1.0 cannot hold at all, lone surrogates among them.
const IMPOSSIBLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function escaped(value: string): string {
  return value
    .replace(IMPOSSIBLE, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\t", "&#9;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\r", "&#13;");
}
