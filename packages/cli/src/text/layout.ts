import type { Line, Span, Style } from "./line.js";
import { safe } from "./safe.js";
import { columnsOf } from "./width.js";

/** Puts a style on text that is already safe. */
export type Paint = (style: Style, text: string) => string;

/** Leaves the text as it is. */
export const plainPaint: Paint = (_style, text) => text;

interface Word {
  readonly text: string;
  readonly style: Style | null;
}

/** The lines as text for a terminal of `width` columns: made safe, wrapped at spaces, painted. Ends with a line feed. */
export function layOut(lines: readonly Line[], width: number, paint: Paint): string {
  return lines.map((line) => `${layOutLine(line, width, paint)}\n`).join("");
}

function layOutLine(line: Line, width: number, paint: Paint): string {
  let result = " ".repeat(line.indent);
  let column = line.indent;
  let lineStart = true;
  let space: Word | null = null;
  for (const word of cluster(line.spans)) {
    if (word.kind === "space") {
      space = word.word;
      continue;
    }
    const gap: number = space === null ? 0 : columnsOf(space.text);
    const overflows = gap > 0 && column + gap + word.columns > width;
    // A word that no line can hold stays where it is: a break before it would gain nothing.
    if (!line.whole && !lineStart && overflows && line.hang + word.columns <= width) {
      result += `\n${" ".repeat(line.hang)}`;
      column = line.hang;
    } else if (space !== null) {
      result += paintWord(space, paint);
      column += gap;
    }
    result += word.words.map((part) => paintWord(part, paint)).join("");
    column += word.columns;
    lineStart = false;
    space = null;
  }
  return result.trimEnd();
}

function paintWord(word: Word, paint: Paint): string {
  return word.style === null ? word.text : paint(word.style, word.text);
}

type Cluster =
  | { readonly kind: "space"; readonly word: Word }
  | { readonly kind: "word"; readonly words: Word[]; columns: number };

/** Runs of spaces, and runs of pieces without a space between them, which wrap together. */
function cluster(spans: readonly Span[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const span of spans) {
    const style = typeof span === "string" ? null : span.style;
    const text = safe(typeof span === "string" ? span : span.text);
    const isWhole = typeof span !== "string" && span.together === true;
    for (const piece of isWhole ? [text] : text.split(/( +)/)) {
      if (piece === "") continue;
      const last = clusters.at(-1);
      if (piece.startsWith(" ")) clusters.push({ kind: "space", word: { text: piece, style: null } });
      else if (last?.kind === "word") {
        last.words.push({ text: piece, style });
        last.columns += columnsOf(piece);
      } else clusters.push({ kind: "word", words: [{ text: piece, style }], columns: columnsOf(piece) });
    }
  }
  return clusters;
}
