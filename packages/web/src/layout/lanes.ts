import type { Shown } from "../text.js";
import { port, type Side } from "./curve.js";
import { textWidth } from "./measure.js";
import { type Card, type CardContent, cardHeight, type Lane, type Line, type LineContent, type Picture, type Point } from "./picture.js";
import { placeLabels } from "./place-labels.js";

export interface LaneContent {
  readonly key: string;
  readonly title: Shown;
  readonly outside: boolean;
  readonly cards: readonly CardContent[];
}

const width = 186;
const pitch = cardHeight + 26;
const laneGap = 92;
const innerGap = 56;
const padding = 18;
const header = 40;
const columnsMax = 6;
const rowsMax = 9;
const slotStep = 7;

interface Column {
  readonly x: number;
  readonly cards: Card[];
}

interface Placed {
  readonly cards: Map<string, Card>;
  readonly lanes: Lane[];
  readonly columns: Column[];
  readonly columnOf: Map<string, number>;
}

/** Lanes by column: each its own while they fit, the small ones stacked where there are too many. */
function stack(lanes: readonly LaneContent[]): readonly (readonly LaneContent[])[] {
  const stacks: LaneContent[][] = [];
  const inside = lanes.filter((lane) => lane.cards.length > 0);
  const rows = (list: readonly LaneContent[]): number => list.reduce((sum, lane) => sum + Math.min(lane.cards.length, rowsMax) + 1, 0);
  const target = Math.max(rowsMax, Math.ceil(rows(inside) / columnsMax));
  for (const lane of inside) {
    const last = stacks[stacks.length - 1];
    const joinable = inside.length > columnsMax && last !== undefined && !lane.outside && !last.some((other) => other.outside);
    if (joinable && rows([...last, lane]) <= target) last.push(lane);
    else stacks.push([lane]);
  }
  return stacks;
}

function placeLanes(lanes: readonly LaneContent[]): Placed {
  const placed: Placed = { cards: new Map(), lanes: [], columns: [], columnOf: new Map() };
  const stacks = stack(lanes);
  const rowsOf = (lane: LaneContent): number => Math.min(lane.cards.length, rowsMax);
  const heightOf = (lane: LaneContent): number => header + rowsOf(lane) * pitch + padding - (pitch - cardHeight);
  const stackHeight = (list: readonly LaneContent[]): number => list.reduce((sum, lane) => sum + heightOf(lane) + 24, -24);
  const tallest = Math.max(0, ...stacks.map(stackHeight));
  let left = 0;
  for (const list of stacks) {
    const subColumns = Math.max(...list.map((lane) => Math.ceil(lane.cards.length / rowsMax)));
    const w = subColumns * width + (subColumns - 1) * innerGap + padding * 2;
    const firstColumn = placed.columns.length;
    for (let i = 0; i < subColumns; i++) placed.columns.push({ x: left + padding + width / 2 + i * (width + innerGap), cards: [] });
    // A lane alone in its column takes the full height, so that all frames end on one line.
    const spare = list.length === 1 ? tallest - stackHeight(list) : 0;
    let y = 0;
    for (const lane of list) {
      const h = heightOf(lane) + spare;
      placed.lanes.push({ key: `lane:${lane.key}`, title: lane.title, outside: lane.outside, x: left + w / 2, y: y + h / 2, w, h });
      lane.cards.forEach((content, index) => {
        const column = firstColumn + Math.floor(index / rowsMax);
        const row = index % rowsMax;
        const cardY = y + header + spare / 2 + row * pitch + cardHeight / 2;
        const card: Card = { ...content, x: placed.columns[column]!.x, y: cardY, w: width, h: cardHeight };
        placed.cards.set(content.key, card);
        placed.columns[column]!.cards.push(card);
        placed.columnOf.set(content.key, column);
      });
      y += h + 24;
    }
    left += w + laneGap;
  }
  return placed;
}

/** Free heights of a column: half-way between cards, above the first and below the last. */
function slots(column: Column): readonly number[] {
  const ys = column.cards.map((card) => card.y).sort((a, b) => a - b);
  if (ys.length === 0) return [0];
  const between = ys.slice(1).map((y, i) => (y + ys[i]!) / 2);
  return [ys[0]! - pitch / 2, ...between, ys[ys.length - 1]! + pitch / 2];
}

class Channels {
  readonly #used = new Map<string, number>();

  /** A height for a line through a column near `wanted`, apart from the lines that already pass there. */
  take(index: number, column: Column, wanted: number): number {
    const options = slots(column).map((y) => {
      const used = this.#used.get(`${index}:${y}`) ?? 0;
      return { y, used, cost: Math.abs(y - wanted) + used * 14 };
    });
    const best = options.reduce((a, b) => (b.cost < a.cost ? b : a));
    this.#used.set(`${index}:${best.y}`, best.used + 1);
    const offset = Math.ceil(best.used / 2) * slotStep * (best.used % 2 === 0 ? 1 : -1);
    // Beyond three lines in one gap they share the outer tracks rather than touch a card.
    return best.y + Math.max(-slotStep, Math.min(slotStep, offset));
  }
}

function sidesOf(fromColumn: number, toColumn: number): readonly [Side, Side] {
  if (fromColumn === toColumn) return ["right", "right"];
  return fromColumn < toColumn ? ["right", "left"] : ["left", "right"];
}

/** For each line end, how far from the middle of its side it docks, so that lines do not meet on the card. */
function docks(lines: readonly LineContent[], placed: Placed): ReadonlyMap<string, number> {
  const ends = new Map<string, { id: string; toward: number }[]>();
  for (const line of lines) {
    const from = placed.cards.get(line.from)!;
    const to = placed.cards.get(line.to)!;
    const [out, into] = sidesOf(placed.columnOf.get(line.from)!, placed.columnOf.get(line.to)!);
    const add = (key: string, end: { id: string; toward: number }): void => void ends.set(key, [...(ends.get(key) ?? []), end]);
    add(`${line.from}|${out}`, { id: `${line.key}<`, toward: to.y });
    add(`${line.to}|${into}`, { id: `${line.key}>`, toward: from.y });
  }
  const offsets = new Map<string, number>();
  for (const list of ends.values()) {
    list.sort((a, b) => a.toward - b.toward || (a.id < b.id ? -1 : 1));
    const step = Math.min(10, (cardHeight - 14) / Math.max(1, list.length - 1));
    list.forEach((end, index) => offsets.set(end.id, (index - (list.length - 1) / 2) * step));
  }
  return offsets;
}

function course(line: LineContent, placed: Placed, dock: ReadonlyMap<string, number>, channels: Channels): Line {
  const from = placed.cards.get(line.from)!;
  const to = placed.cards.get(line.to)!;
  const a = placed.columnOf.get(line.from)!;
  const b = placed.columnOf.get(line.to)!;
  const [out, into] = sidesOf(a, b);
  const start = port(from, out, dock.get(`${line.key}<`));
  const end = port(to, into, dock.get(`${line.key}>`));
  if (a === b) {
    const x = start.x + 26 + Math.min(30, Math.abs(start.y - end.y) / 14);
    return { ...line, points: [start, { x, y: start.y }, { x, y: end.y }, end] };
  }
  const step = a < b ? 1 : -1;
  const controls: Point[] = [{ x: start.x + step * 30, y: start.y }];
  for (let i = a + step; i !== b; i += step) {
    const column = placed.columns[i]!;
    const straight = start.y + ((end.y - start.y) * (column.x - start.x)) / (end.x - start.x);
    const y = channels.take(i, column, straight);
    const reach = width / 2;
    controls.push({ x: column.x - step * (reach + 26), y }, { x: column.x - step * (reach - 14), y });
    controls.push({ x: column.x + step * (reach - 14), y }, { x: column.x + step * (reach + 26), y });
  }
  controls.push({ x: end.x - step * 30, y: end.y });
  return { ...line, points: [start, ...controls, end] };
}

/**
 * Accounts as cards in framed columns, one a lane, with the lines between them led through the gaps between cards:
 * a line that passes a column never runs behind a card, where it would seem to end.
 */
export function lanesLayout(lanes: readonly LaneContent[], lines: readonly LineContent[], description: Shown): Picture {
  const placed = placeLanes(lanes);
  const drawn = lines.filter((line) => placed.cards.has(line.from) && placed.cards.has(line.to));
  const dock = docks(drawn, placed);
  const channels = new Channels();
  const span = (line: LineContent): number => Math.abs(placed.columnOf.get(line.from)! - placed.columnOf.get(line.to)!);
  const courses = [...drawn].sort((a, b) => span(a) - span(b) || (a.key < b.key ? -1 : 1)).map((line) => course(line, placed, dock, channels));
  const cards = [...placed.cards.values()];
  const titles = placed.lanes.map((lane) => ({
    x: lane.x - lane.w / 2 + padding + textWidth(lane.title, 12) / 2,
    y: lane.y - lane.h / 2 + header / 2,
    w: textWidth(lane.title, 12),
    h: 18,
  }));
  const labels = placeLabels(courses, [...cards, ...titles], { widthMax: laneGap + 20 });
  return { cards, lines: courses, lanes: placed.lanes, labels, headings: [], description, anchors: [] };
}
