import { port, type Side } from "./curve.js";
import { type Column, laneCardWidth, lanePitch, type PlacedLanes } from "./lane-place.js";
import { cardHeight, type Line, type LineContent, type Point } from "./picture.js";

const slotStep = 7;

/** Free heights of a column: half-way between cards, above the first and below the last. */
function slots(column: Column): readonly number[] {
  const ys = column.cards.map((card) => card.y).sort((a, b) => a - b);
  if (ys.length === 0) return [0];
  const between = ys.slice(1).map((y, i) => (y + ys[i]!) / 2);
  return [ys[0]! - lanePitch / 2, ...between, ys[ys.length - 1]! + lanePitch / 2];
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
function docks(lines: readonly LineContent[], placed: PlacedLanes): ReadonlyMap<string, number> {
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

function courseOf(
  line: LineContent,
  placed: PlacedLanes,
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
    const reach = laneCardWidth / 2;
    controls.push({ x: column.x - step * (reach + 26), y }, { x: column.x - step * (reach - 14), y });
    controls.push({ x: column.x + step * (reach - 14), y }, { x: column.x + step * (reach + 26), y });
  }
  controls.push({ x: end.x - step * 30, y: end.y });
  return { ...line, points: [start, ...controls, end] };
}

/** The lines with their courses, short ones first, each led past the cards of the columns between its ends. */
export function leadLines(lines: readonly LineContent[], placed: PlacedLanes): readonly Line[] {
  const drawn = lines.filter((line) => placed.cards.has(line.from) && placed.cards.has(line.to));
  const dock = docks(drawn, placed);
  const channels = new Channels();
  const span = (line: LineContent): number =>
    Math.abs(placed.columnOf.get(line.from)! - placed.columnOf.get(line.to)!);
  return [...drawn]
    .sort((a, b) => span(a) - span(b) || (a.key < b.key ? -1 : 1))
    .map((line) => courseOf(line, placed, dock, channels));
}
