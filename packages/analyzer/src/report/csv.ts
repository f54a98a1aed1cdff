import type { CheckAnswer, Finding } from "../answer.js";
import { statementsOf } from "./locate.js";
import { visible } from "./visible.js";

type Column = readonly [name: string, value: (finding: Finding) => string];

const columns: readonly Column[] = [
  ["severity", ({ severity }) => severity],
  ["state", ({ state }) => state ?? ""],
  ["rule", ({ rule }) => rule],
  ["id", ({ id }) => id],
  ["title", ({ title }) => title],
  ["account", ({ account }) => account],
  ["resource", ({ resource }) => resource],
  ["principals", ({ principals }) => principals.join("; ")],
  ["path", ({ path = [] }) => path.join(" > ")],
  ["requires", ({ requires = [] }) => requires.map(({ text }) => text).join("; ")],
  ["why", ({ why }) => why],
  ["fix", ({ fix }) => fix],
  ["file", (finding) => statementsOf(finding)[0]?.file ?? ""],
  ["pointer", (finding) => statementsOf(finding)[0]?.pointer ?? ""],
  ["fingerprint", ({ fingerprint }) => fingerprint],
];

/** The findings as CSV (RFC 4180: all cells quoted, lines end with CR LF), safe to open in a spreadsheet. */
export function csv({ findings }: CheckAnswer): string {
  return [
    columns.map(([name]) => name),
    ...findings.map((finding) => columns.map(([, value]) => value(finding))),
  ]
    .map((row) => `${row.map(cell).join(",")}\r\n`)
    .join("");
}

// What a spreadsheet takes for the beginning of a formula, wide forms and leading spaces included. OWASP, "CSV
// Injection".
const formula = /^[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

function cell(text: string): string {
  const shown = visible(text);
  const inert = formula.test(shown) ? `'${shown}` : shown;
  return `"${inert.replaceAll('"', '""')}"`;
}
