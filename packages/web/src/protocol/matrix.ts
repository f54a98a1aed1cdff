import type { Route } from "../route.js";
import type { Shown } from "../text.js";

/** A row or a column of a matrix. */
export interface MatrixSide {
  readonly key: string;
  readonly title: Shown;
  /** Rows and columns of one unit stand together. */
  readonly unit: Shown;
}

interface MatrixUnit {
  readonly title: Shown;
  readonly first: number;
  readonly count: number;
}

export interface MatrixCell {
  readonly row: number;
  readonly column: number;
  readonly roles: number;
  readonly admins: number;
  readonly conditional: boolean;
  readonly outside: boolean;
  readonly go: Route;
}

export interface MatrixView {
  readonly rows: readonly MatrixSide[];
  readonly columns: readonly MatrixSide[];
  readonly rowUnits: readonly MatrixUnit[];
  readonly columnUnits: readonly MatrixUnit[];
  readonly cells: readonly MatrixCell[];
}
