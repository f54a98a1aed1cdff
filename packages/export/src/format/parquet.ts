import { type BasicType, ByteWriter, parquetWriteRows } from "hyparquet-writer";
import type { OutputFile, Sink } from "../output-file.js";
import type { ColumnType, Table } from "../table/table.js";

/** Rows that are encoded together: what is held in memory at once. */
const ROW_GROUP_SIZE = 50_000;

// JSON stays text: DuckDB, Athena and Spark all have functions that read it, and none agrees with another on a type.
const TYPES: Readonly<Record<ColumnType, BasicType>> = {
  text: "STRING",
  json: "STRING",
  boolean: "BOOLEAN",
  integer: "INT32",
};

/** A table as one Parquet file, snappy-compressed; empty tables keep their columns. */
export function parquetFile<Row>(table: Table<Row>): OutputFile {
  const columns = table.columns.map(({ name, type }) => ({ name, type: TYPES[type], nullable: true }));
  return {
    name: `${table.name}.parquet`,
    write: async (sink) => {
      await parquetWriteRows({
        writer: new SinkWriter(sink),
        columns,
        rows: cells(table),
        rowGroupSize: ROW_GROUP_SIZE,
        // Else the file names the library that wrote it.
        createdBy: "rolepath",
      });
    },
  };
}

function* cells<Row>({ columns, rows }: Table<Row>): Generator<Record<string, unknown>> {
  for (const row of rows()) yield Object.fromEntries(columns.map(({ name, of }) => [name, of(row)]));
}

/** Hands every row group on as soon as it is encoded. */
class SinkWriter extends ByteWriter {
  constructor(private readonly sink: Sink) {
    super();
  }

  flush(): void | Promise<void> {
    const bytes = this.getBytes().slice();
    this.index = 0;
    return this.sink(bytes);
  }

  override finish(): void | Promise<void> {
    return this.flush();
  }
}
