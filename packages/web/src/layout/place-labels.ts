import { fitMiddle, type Shown } from "../text.js";
import { overlaps, sample } from "./curve.js";
import { textWidth } from "./measure.js";
import type { Box, Label, Line, LineContent, Point } from "./picture.js";

const labelFontSize = 11;
const labelHeight = 17;
const numberSize = 19;
const tries = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.14, 0.86];

interface LabelOptions {
  /** Longer words give way to shorter ones, or are cut in their middle. */
  readonly widthMax: number;
  /** A place beside the line's end that is tried before those on the line, for words of the given width. */
  readonly dock?: (line: Line, width: number) => Point;
}

/** A label that is cut to less says nothing any more. */
const cutMin = 24;

/** The words of a line that fit a width: its label, at need cut where enough of it stays, else the first shorter ones. */
export function fittingWords({ label, shorter = [] }: LineContent, widthMax: number): Shown {
  const measure = (text: string): number => textWidth(text, labelFontSize);
  const cut = fitMiddle(label, widthMax, measure);
  if (cut === label || cut.length >= cutMin) return cut;
  return shorter.find((words) => measure(words) <= widthMax) ?? cut;
}

function isLevel({ points }: Line): boolean {
  return points.every((point) => point.y === points[0]?.y);
}

function isFree(box: Box, taken: readonly Box[], gap: number): boolean {
  return taken.every((other) => !overlaps(box, other, gap));
}

/** How number and words of one line stand to each other: their box, and where each is in it. */
interface Arrangement {
  readonly w: number;
  readonly h: number;
  /** From the point on the line to the middle of the box. */
  readonly rise: number;
  readonly number: Point;
  readonly text: Point;
}

/** Words beside the number; on a level line above it, where a short line does not vanish behind them. */
function arrange(textBoxWidth: number, numbered: boolean, level: boolean): Arrangement {
  const none = { x: 0, y: 0 };
  if (!numbered) {
    const rise = level ? labelHeight / 2 + 3 : 0;
    return { w: textBoxWidth, h: labelHeight, rise, number: none, text: none };
  }
  if (textBoxWidth === 0) return { w: numberSize, h: numberSize, rise: 0, number: none, text: none };
  if (level) {
    const h = numberSize + 2 + labelHeight;
    return {
      w: Math.max(textBoxWidth, numberSize),
      h,
      rise: h / 2 - numberSize / 2,
      number: { x: 0, y: h / 2 - numberSize / 2 },
      text: { x: 0, y: labelHeight / 2 - h / 2 },
    };
  }
  const w = textBoxWidth + numberSize + 4;
  return {
    w,
    h: numberSize,
    rise: 0,
    number: { x: numberSize / 2 - w / 2, y: 0 },
    text: { x: w / 2 - textBoxWidth / 2, y: 0 },
  };
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
    const text = fittingWords(line, options.widthMax);
    const textBoxWidth = line.label === "" ? 0 : textWidth(text, labelFontSize) + 10;
    const { w, h, rise, ...parts } = arrange(textBoxWidth, numbered, isLevel(line));
    const docks = numbered || options.dock === undefined ? [] : [options.dock(line, w)];
    const along = tries
      .map((t) => course[Math.round(t * 100)]!)
      .map(({ x, y }): Point => ({ x, y: y - rise }));
    const places = [...docks, ...along].map(({ x, y }): Box => ({ x, y, w, h }));
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
        x: box.x + parts.number.x,
        y: box.y + parts.number.y,
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
        x: box.x + parts.text.x,
        y: box.y + parts.text.y,
        w: textBoxWidth,
        h: labelHeight,
      });
    }
  }
  return labels;
}
