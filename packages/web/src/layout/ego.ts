import type { Shown } from "../text.js";
import { port, sCurve } from "./curve.js";
import {
  type Card,
  type CardContent,
  cardHeight,
  type Line,
  type LineContent,
  type Picture,
  type Point,
  pictureOf,
} from "./picture.js";
import { placeLabels } from "./place-labels.js";

const pitch = cardHeight + 14;
// Five columns are as much as a screen beside a panel holds at a readable size; three have room for wider cards.
const roomy = { cardWidth: 228, gap: 176 };
const tight = { cardWidth: 196, gap: 114 };

export interface EgoColumn {
  readonly heading: Shown;
  /** Hops from the focus: negative for those that can become it, 0 for itself. */
  readonly hops: number;
  readonly cards: readonly CardContent[];
}

function meanRow(
  key: string,
  lines: readonly LineContent[],
  rows: ReadonlyMap<string, number>,
): number | null {
  const near = lines.flatMap((line) => {
    const other = line.from === key ? line.to : line.to === key ? line.from : null;
    const row = other === null ? undefined : rows.get(other);
    return row === undefined ? [] : [row];
  });
  return near.length === 0 ? null : near.reduce((sum, row) => sum + row, 0) / near.length;
}

/** Cards in the order of the neighbours that they hang on, else in the order given; "more" cards stay last. */
function ordered(
  cards: readonly CardContent[],
  lines: readonly LineContent[],
  rows: ReadonlyMap<string, number>,
): readonly CardContent[] {
  return cards
    .map((card, index) => ({
      card,
      index,
      row: card.tone === "more" ? Number.POSITIVE_INFINITY : meanRow(card.key, lines, rows),
    }))
    .sort((a, b) => (a.row ?? 1e6) - (b.row ?? 1e6) || a.index - b.index)
    .map(({ card }) => card);
}

/**
 * One principal in the middle, columns by hops to both sides: who can become it on the left, what it can become on
 * the right. Columns are centred on the focus; lines leave on the right of a card and enter on the left.
 */
export function egoLayout(
  columns: readonly EgoColumn[],
  lines: readonly LineContent[],
  description: Shown,
): Picture {
  const sorted = [...columns].sort((a, b) => a.hops - b.hops);
  const { cardWidth, gap } = sorted.length > 3 ? tight : roomy;
  const cards = new Map<string, Card>();
  const headings: Picture["headings"][number][] = [];
  const tallest = Math.max(1, ...sorted.map((column) => column.cards.length));
  const top = -((tallest - 1) * pitch) / 2 - cardHeight / 2 - 26;
  const place = (
    column: EgoColumn,
    near: ReadonlyMap<string, number> | null,
  ): ReadonlyMap<string, number> => {
    const list = near === null ? column.cards : ordered(column.cards, lines, near);
    const x = column.hops * (cardWidth + gap);
    const rows = new Map<string, number>();
    list.forEach((card, index) => {
      const y = (index - (list.length - 1) / 2) * pitch;
      rows.set(card.key, y);
      cards.set(card.key, { ...card, x, y, w: cardWidth, h: cardHeight });
    });
    headings.push({
      key: `h${column.hops}`,
      text: column.heading,
      x: x - cardWidth / 2,
      y: top,
      align: "left",
    });
    return rows;
  };
  // From the middle outwards, so that each column can follow the order of the one before.
  for (const side of [-1, 1]) {
    let near: ReadonlyMap<string, number> | null = null;
    const outwards = sorted
      .filter((column) => Math.sign(column.hops) === side)
      .sort((a, b) => Math.abs(a.hops) - Math.abs(b.hops));
    for (const column of outwards) near = place(column, near);
  }
  for (const column of sorted.filter((one) => one.hops === 0)) place(column, null);

  const placed: Line[] = lines.flatMap((line) => {
    const from = cards.get(line.from);
    const to = cards.get(line.to);
    if (from === undefined || to === undefined) return [];
    const start = port(from, "right");
    const end = port(to, "left");
    return [{ ...line, points: end.x > start.x ? sCurve(start, end, "horizontal") : aside(from, to) }];
  });
  const all = [...cards.values()];
  // At the card that is farther out, above the line, where the lines of a fan have parted.
  const dock = (line: Line, width: number): Point => {
    const from = cards.get(line.from)!;
    const to = cards.get(line.to)!;
    const rise = 12;
    if (Math.abs(from.x) >= Math.abs(to.x))
      return { x: from.x + from.w / 2 + 6 + width / 2, y: from.y - rise };
    return { x: to.x - to.w / 2 - 12 - width / 2, y: to.y - rise };
  };
  const labels = placeLabels(placed, all, { widthMax: gap - 30, dock });
  const anchors = sorted.find((column) => column.hops === 0)?.cards.map((card) => card.key) ?? [];
  return pictureOf({ cards: all, lines: placed, lanes: [], labels, headings, description, anchors });
}

/** A line inside a column or against the direction: out on the right, around, and in on the right. */
function aside(from: Card, to: Card): Line["points"] {
  const start = port(from, "right", -10);
  const end = port(to, "right", 10);
  const x = Math.max(start.x, end.x) + 44;
  return [start, { x, y: start.y }, { x, y: end.y }, end];
}
