import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** What a query gives, row by row, with JavaScript's own types. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** A database in memory; `ask` runs one query. */
export async function openDuckDB(): Promise<{
  readonly ask: (query: string) => Promise<Rows>;
  readonly close: () => void;
}> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection: DuckDBConnection = await instance.connect();
  return {
    ask: async (query) => (await connection.runAndReadAll(query)).getRowObjectsJS(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
