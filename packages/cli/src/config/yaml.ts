import type { ConfigIssue } from "@rolepath/analyzer";
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";

/** A place in a text, counted from 1. */
interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A message about a place in a text. */
export interface PlacedMessage extends TextPlace {
  readonly message: string;
}

/** What a YAML text says, with a way back to its lines; or what is wrong with it. */
export type YamlResult =
  | { readonly kind: "read"; readonly value: unknown; readonly placeOf: (issue: ConfigIssue) => TextPlace }
  | { readonly kind: "refused"; readonly messages: readonly PlacedMessage[] };

/** More aliases than any configuration needs; a few lines of them can stand for gigabytes. */
const aliasCountMax = 100;

/**
 * Reads YAML 1.2; JSON is YAML as well.
 *
 * A whole number of 12 digits is taken as text: nothing but the id of an account looks like that, and as a number it
 * would lose its leading zeros.
 */
export function readYaml(text: string): YamlResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0)
    return {
      kind: "refused",
      messages: faults.map(({ pos, message }) => ({ ...placeAt(lines, pos[0]), message: plain(message) })),
    };
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === "number" && node.source !== undefined && /^\d{12}$/.test(node.source))
        node.value = node.source;
    },
  });
  try {
    const value: unknown = document.toJS({ maxAliasCount: aliasCountMax });
    return { kind: "read", value, placeOf: (issue) => placeAt(lines, offsetOf(document, issue)) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { kind: "refused", messages: [{ line: 1, column: 1, message: plain(error.message) }] };
  }
}

/** Where the issue stands; of something missing, the mapping that lacks it. */
function offsetOf(document: Document, { path, at }: ConfigIssue): number {
  let node: Node | null = document.contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  for (const [index, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    let next: unknown = null;
    let key: unknown = null;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      key = pair?.key;
      next = pair?.value;
    } else if (isSeq(node)) next = node.items[Number(step)];
    const isLast = index === path.length - 1;
    const meant = isLast && at === "key" ? key : next;
    const start = (meant as Node | null | undefined)?.range?.[0];
    if (start === undefined) return offset;
    offset = start;
    node = next as Node;
  }
  return offset;
}

function placeAt(lines: LineCounter, offset: number): TextPlace {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** A message of the parser, as ours are: one line, lower case, no full stop. */
function plain(message: string): string {
  const line = message.split("\n")[0] ?? "";
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/[.:]$/, "");
}
