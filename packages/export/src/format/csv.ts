import { type OutputFile, textFile } from "../output-file.js";
import type { Cell, Column, Table } from "../table/table.js";

/** A table as CSV. RFC 4180, with `\n` between records. */
export function csvFile<Row>(
  name: string,
  { columns, rows }: Pick<Table<Row>, "columns" | "rows">,
): OutputFile {
  return textFile(name, function* () {
    yield record(columns.map((column) => column.name));
    for (const row of rows()) yield record(cellsOf(columns, row));
  });
}

function cellsOf<Row>(columns: readonly Column<Row>[], row: Row): readonly Cell[] {
  return columns.map(({ of }) => of(row));
}

function record(cells: readonly Cell[]): string {
  return `${cells.map(field).join(",")}\n`;
}

function field(cell: Cell): string {
  if (cell === null) return "";
  const shown = String(cell);
  // A field that begins with white space may lose it in some loaders unless it is quoted.
  return /["\r\n,]|^\s|\s$/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
