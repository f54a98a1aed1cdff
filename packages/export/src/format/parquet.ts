import { type BasicType, ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import type { OutputFile, Sink } from "../output-file.js";
import type { Cell, ColumnType, Table } from "../table/table.js";

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
      const file = new ParquetWriter({
        writer: new SinkWriter(sink),
        schema: schemaFromColumnData({ columnData: columns.map((column) => ({ ...column, data: [] })) }),
        // Else the file names the library that wrote it.
        createdBy: "rolepath",
      });
      for (const group of rowGroups(table)) {
        const columnData = columns.map((column, index) => ({ ...column, data: group[index] ?? [] }));
        await file.write({ columnData, rowGroupSize: ROW_GROUP_SIZE });
      }
      await file.finish();
    },
  };
}

/** The cells of so many rows at a time, column by column. */
function* rowGroups<Row>({ columns, rows }: Table<Row>): Generator<readonly Cell[][]> {
  const start = (): Cell[][] => columns.map(() => []);
  let group = start();
  let count = 0;
  for (const row of rows()) {
    for (const [index, { of }] of columns.entries()) group[index]!.push(of(row));
    count += 1;
    if (count < ROW_GROUP_SIZE) continue;
    yield group;
    group = start();
    count = 0;
  }
  if (count > 0) yield group;
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
