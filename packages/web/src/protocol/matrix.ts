import type { Route } from "../route.js";
import type { Shown } from "../text.js";

/** A row or a column of a matrix. */
export interface MatrixSide {
  readonly key: string;
  readonly title: Shown;
  /** Rows and columns of one unit stand together. */
  readonly unit: Shown;
  readonly outside: boolean;
}

interface MatrixUnit {
  readonly title: Shown;
  readonly first: number;
  readonly count: number;
}

/** The cells in columns, since there may be tens of thousands: of each what stands at its place in every list. */
interface MatrixCells {
  readonly row: readonly number[];
  readonly column: readonly number[];
  readonly roles: readonly number[];
  readonly admins: readonly number[];
  /** 1 where every edge takes a condition. */
  readonly conditional: readonly number[];
  /** Where it leads. */
  readonly go: readonly Route[];
}

export interface MatrixView {
  /** What rows and columns are: organizational units where there are too many accounts. */
  readonly of: "account" | "unit";
  readonly rows: readonly MatrixSide[];
  readonly columns: readonly MatrixSide[];
  readonly rowUnits: readonly MatrixUnit[];
  readonly columnUnits: readonly MatrixUnit[];
  readonly cells: MatrixCells;
}
