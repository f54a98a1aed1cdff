import { fitMiddle } from "../text.js";
import { overlaps, sample } from "./curve.js";
import { textWidth } from "./measure.js";
import type { Box, Label, Line } from "./picture.js";

const labelFontSize = 11;
const labelHeight = 17;
const numberSize = 19;
const tries = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.14, 0.86];

interface LabelOptions {
  /** Longer words are cut in their middle. */
  readonly widthMax: number;
  /** Where along the line a label is tried first, 0 at the source; its other places follow from there. */
  readonly prefer?: (line: Line) => number;
}

function isFree(box: Box, taken: readonly Box[], gap: number): boolean {
  return taken.every((other) => !overlaps(box, other, gap));
}

/**
 * The words of each line, set where they touch neither a card nor other words.
 *
 * Lines of the path looked at come first, then the rest in order. Words for which there is no free place are left
 * out of the picture (the list beside it has them all); hop numbers are always set.
 */
export function placeLabels(
  lines: readonly Line[],
  obstacles: readonly Box[],
  options: LabelOptions,
): readonly Label[] {
  const taken: Box[] = [...obstacles];
  const labels: Label[] = [];
  const ordered = [...lines.filter((line) => line.hot), ...lines.filter((line) => !line.hot)];
  for (const line of ordered) {
    const numbered = line.number !== undefined;
    if (!numbered && line.label === "") continue;
    const course = sample(line.points, 100);
    const text = fitMiddle(line.label, options.widthMax, (part) => textWidth(part, labelFontSize));
    const textBoxWidth = line.label === "" ? 0 : textWidth(text, labelFontSize) + 10;
    const w = textBoxWidth + (numbered ? numberSize + (textBoxWidth > 0 ? 4 : 0) : 0);
    const h = numbered ? numberSize : labelHeight;
    const first = options.prefer?.(line) ?? 0.5;
    const places = [first, ...tries]
      .map((t) => course[Math.round(t * 100)]!)
      .map(({ x, y }): Box => ({ x, y, w, h }));
    const free = places.find((box) => isFree(box, taken, 2));
    if (free === undefined && !numbered) continue;
    const box = free ?? places[0]!;
    taken.push(box);
    if (numbered) {
      labels.push({
        key: `${line.key}#`,
        line: line.key,
        text: String(line.number) as Label["text"],
        tone: "number",
        x: box.x - w / 2 + numberSize / 2,
        y: box.y,
        w: numberSize,
        h: numberSize,
      });
    }
    if (textBoxWidth > 0) {
      labels.push({
        key: `${line.key}@`,
        line: line.key,
        text,
        tone: line.style === "denied" ? "denied" : line.hot ? "hot" : line.faint ? "faint" : "plain",
        x: box.x + w / 2 - textBoxWidth / 2,
        y: box.y,
        w: textBoxWidth,
        h: labelHeight,
      });
    }
  }
  return labels;
}
