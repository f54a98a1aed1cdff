import type { Shown } from "../text.js";
import { port, type Side } from "./curve.js";
import { orderGroups, orderMembers } from "./lane-order.js";
import { textWidth } from "./measure.js";
import {
  type Card,
  type CardContent,
  cardHeight,
  type Lane,
  type Line,
  type LineContent,
  type Picture,
  type Point,
  pictureOf,
} from "./picture.js";
import { placeLabels } from "./place-labels.js";

export interface LaneContent {
  readonly key: string;
  readonly title: Shown;
  readonly outside: boolean;
  readonly cards: readonly CardContent[];
}

const width = 178;
const pitch = cardHeight + 16;
const pitchMax = 140;
const laneGapMin = 66;
const laneGapMax = 150;
const innerGap = 44;
const padding = 14;
const header = 40;
const stackGap = 20;
const rowsMax = 14;
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

function rowsOf(lane: LaneContent): number {
  return Math.min(lane.cards.length, rowsMax);
}

function heightOf(lane: LaneContent): number {
  return header + rowsOf(lane) * pitch - (pitch - cardHeight) + padding;
}

function stackHeight(lanes: readonly LaneContent[]): number {
  return lanes.reduce((sum, lane) => sum + heightOf(lane) + stackGap, -stackGap);
}

function stackUpTo(lanes: readonly LaneContent[], heightMax: number): readonly (readonly LaneContent[])[] {
  const stacks: LaneContent[][] = [];
  for (const lane of lanes) {
    const last = stacks[stacks.length - 1];
    const joins =
      last !== undefined && !lane.outside && !last[0]!.outside && stackHeight([...last, lane]) <= heightMax;
    if (joins) last.push(lane);
    else stacks.push([lane]);
  }
  return stacks;
}

/** Lanes by column: each its own while they fit, the small ones stacked where there are too many. */
function stack(lanes: readonly LaneContent[], columnsMax: number): readonly (readonly LaneContent[])[] {
  if (lanes.length <= columnsMax) return lanes.map((lane) => [lane]);
  // The lowest height at which the columns are few enough; at the height of all lanes together there is one a side.
  const lowest = Math.max(...lanes.filter((lane) => !lane.outside).map(heightOf));
  const highest = stackHeight(lanes);
  for (let height = lowest; height < highest; height += pitch / 2) {
    const stacks = stackUpTo(lanes, height);
    if (stacks.length <= columnsMax) return stacks;
  }
  return stackUpTo(lanes, highest);
}

/** Cards from top to bottom of a lane, evenly, so that lines between lanes have room. */
function placeCards(lane: LaneContent, box: Lane, firstColumn: number, placed: Placed): void {
  const columns = Math.ceil(lane.cards.length / rowsMax);
  const rows = Math.ceil(lane.cards.length / columns);
  const room = box.h - header - padding;
  const step = rows > 1 ? Math.min(pitchMax, (room - cardHeight) / (rows - 1)) : 0;
  const top = box.y - box.h / 2 + header + (room - cardHeight - step * (rows - 1)) / 2 + cardHeight / 2;
  lane.cards.forEach((content, index) => {
    const column = firstColumn + Math.floor(index / rows);
    const card: Card = {
      ...content,
      x: placed.columns[column]!.x,
      y: top + (index % rows) * step,
      w: width,
      h: cardHeight,
    };
    placed.cards.set(content.key, card);
    placed.columns[column]!.cards.push(card);
    placed.columnOf.set(content.key, column);
  });
}

function subColumnsOf(lanes: readonly LaneContent[]): number {
  return Math.max(...lanes.map((lane) => Math.ceil(lane.cards.length / rowsMax)));
}

function stackWidth(lanes: readonly LaneContent[]): number {
  const columns = subColumnsOf(lanes);
  return columns * width + (columns - 1) * innerGap + padding * 2;
}

/** Space between columns: what the picture's width leaves, since lines are easier to follow where they run flat. */
function gapFor(stacks: readonly (readonly LaneContent[])[], pictureWidth: number): number {
  const used = stacks.reduce((sum, list) => sum + stackWidth(list), 0);
  return Math.max(laneGapMin, Math.min(laneGapMax, (pictureWidth - used) / Math.max(1, stacks.length - 1)));
}

function placeLanes(stacks: readonly (readonly LaneContent[])[], pictureWidth: number): Placed {
  const placed: Placed = { cards: new Map(), lanes: [], columns: [], columnOf: new Map() };
  const tallest = Math.max(0, ...stacks.map(stackHeight));
  const laneGap = gapFor(stacks, pictureWidth);
  let left = 0;
  for (const list of stacks) {
    const subColumns = subColumnsOf(list);
    const w = stackWidth(list);
    const firstColumn = placed.columns.length;
    for (let i = 0; i < subColumns; i++)
      placed.columns.push({ x: left + padding + width / 2 + i * (width + innerGap), cards: [] });
    // Frames share out the full height by what they hold, so that all columns end on one line.
    const rows = list.reduce((sum, lane) => sum + rowsOf(lane), 0);
    const spare = tallest - stackHeight(list);
    let y = 0;
    for (const lane of list) {
      const h = heightOf(lane) + (spare * rowsOf(lane)) / rows;
      const box: Lane = {
        key: `lane:${lane.key}`,
        title: lane.title,
        outside: lane.outside,
        x: left + w / 2,
        y: y + h / 2,
        w,
        h,
      };
      placed.lanes.push(box);
      placeCards(lane, box, firstColumn, placed);
      y += h + stackGap;
    }
    left += w + laneGap;
  }
  return placed;
}

/** Lanes and their cards in an order in which lines are short and cross little. */
function arrange(lanes: readonly LaneContent[], lines: readonly LineContent[], pictureWidth: number): Placed {
  const groups = orderGroups(
    lanes.filter((lane) => lane.cards.length > 0),
    (lane) => lane.cards.map((card) => card.key),
    lines,
  );
  let stacks = stack(groups, columnsFor(pictureWidth));
  for (let sweep = 0; sweep < 4; sweep++) {
    const at = placeLanes(stacks, pictureWidth).cards;
    stacks = stacks.map((list) =>
      list.map((lane) =>
        lane.cards.length > rowsMax
          ? lane
          : { ...lane, cards: orderMembers(lane.cards, lines, (key) => at.get(key)?.y) },
      ),
    );
  }
  return placeLanes(stacks, pictureWidth);
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
      return { y, used, cost: Math.abs(y - wanted) + used * 24 };
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
    const add = (key: string, end: { id: string; toward: number }): void =>
      void ends.set(key, [...(ends.get(key) ?? []), end]);
    add(`${line.from}|${out}`, { id: `${line.key}<`, toward: to.y });
    add(`${line.to}|${into}`, { id: `${line.key}>`, toward: from.y });
  }
  const offsets = new Map<string, number>();
  for (const list of ends.values()) {
    list.sort((a, b) => a.toward - b.toward || (a.id < b.id ? -1 : 1));
    const step = Math.min(10, (cardHeight - 14) / Math.max(1, list.length - 1));
    for (const [index, end] of list.entries()) offsets.set(end.id, (index - (list.length - 1) / 2) * step);
  }
  return offsets;
}

function course(
  line: LineContent,
  placed: Placed,
  dock: ReadonlyMap<string, number>,
  channels: Channels,
): Line {
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

/** How many columns can be read side by side. */
function columnsFor(pictureWidth: number): number {
  return Math.max(
    2,
    Math.min(7, Math.floor((pictureWidth + laneGapMin) / (width + padding * 2 + laneGapMin))),
  );
}

/**
 * Accounts as cards in framed columns, one a lane, with the lines between them led through the gaps between cards:
 * a line that passes a column never runs behind a card, where it would seem to end.
 */
export function lanesLayout(
  lanes: readonly LaneContent[],
  lines: readonly LineContent[],
  description: Shown,
  pictureWidth: number,
): Picture {
  const placed = arrange(lanes, lines, pictureWidth);
  const drawn = lines.filter((line) => placed.cards.has(line.from) && placed.cards.has(line.to));
  const dock = docks(drawn, placed);
  const channels = new Channels();
  const span = (line: LineContent): number =>
    Math.abs(placed.columnOf.get(line.from)! - placed.columnOf.get(line.to)!);
  const courses = [...drawn]
    .sort((a, b) => span(a) - span(b) || (a.key < b.key ? -1 : 1))
    .map((line) => course(line, placed, dock, channels));
  const cards = [...placed.cards.values()];
  const titles = placed.lanes.map((lane) => ({
    x: lane.x - lane.w / 2 + padding + textWidth(lane.title, 12) / 2,
    y: lane.y - lane.h / 2 + header / 2,
    w: textWidth(lane.title, 12),
    h: 18,
  }));
  const labels = placeLabels(courses, [...cards, ...titles], { widthMax: laneGapMin + 20 });
  return pictureOf({
    cards,
    lines: courses,
    lanes: placed.lanes,
    labels,
    headings: [],
    description,
    anchors: [],
  });
}
