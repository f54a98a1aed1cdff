import type { JsonLine, LineRange } from "../json-lines.js";
import type { Shown } from "../text.js";

export interface MarkView {
  readonly range: LineRange;
  readonly match: "yes" | "if" | "no";
}

export interface DocumentView {
  readonly key: string;
  readonly title: Shown;
  readonly where: Shown;
  readonly lines: readonly JsonLine[];
  readonly marks: readonly MarkView[];
  /** Lines left out at the end of a very long document. */
  readonly omitted: number;
}
