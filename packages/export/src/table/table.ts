/** What stands in a cell; null where there is nothing. */
export type Cell = string | boolean | number | null;

/** How a column is typed in formats that have types. */
export type ColumnType = "text" | "boolean" | "integer" | "json";

export interface Column<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly of: (row: Row) => Cell;
}

/** Rows that are made as they are read. */
export interface Table<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: () => Iterable<Row>;
}

/** A column of text. */
export function text<Row>(name: string, of: (row: Row) => string | null): Column<Row> {
  return { name, type: "text", of };
}

/** A column of true and false. */
export function flag<Row>(name: string, of: (row: Row) => boolean): Column<Row> {
  return { name, type: "boolean", of };
}

/** A column of whole numbers. */
export function integer<Row>(name: string, of: (row: Row) => number | null): Column<Row> {
  return { name, type: "integer", of };
}

/** A column of JSON values: lists and objects as their text. */
export function json<Row>(name: string, of: (row: Row) => unknown): Column<Row> {
  return { name, type: "json", of: (row) => JSON.stringify(of(row)) };
}
