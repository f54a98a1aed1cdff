import type { PolicyDocument } from "@rolepath/snapshot";
import { type PrintedJson, printJson } from "../json-lines.js";
import type { DocumentView, MarkView } from "../protocol.js";
import { type Shown, shown } from "../text.js";

const linesMax = 20_000;

/** A document as lines, with the statements that are marked in it. Very long ones are cut, and say so. */
export function documentView(
  key: string,
  title: Shown,
  where: Shown,
  printed: PrintedJson,
  marks: readonly MarkView[],
): DocumentView {
  return {
    key,
    title,
    where,
    lines: printed.lines.slice(0, linesMax),
    marks,
    omitted: Math.max(0, printed.lines.length - linesMax),
  };
}

/** A policy document by its place in the snapshot; one that could not be read is shown as `null`. */
export function policyView(
  document: PolicyDocument | null,
  title: string,
  file: string,
  pointer: string,
): DocumentView {
  const printed = printJson(document);
  return documentView(`${file}#${pointer}`, shown(title), shown(`${file} ${pointer}`), printed, []);
}
