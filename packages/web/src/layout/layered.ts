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
import { orderRanks, type Ranked, type RankedSlot, rankNodes } from "./rank.js";

export type PathDirection = "down" | "right";

interface Measures {
  /** Card size along and across the direction of the path. */
  readonly cardWidth: number;
  readonly rankStep: number;
  readonly slotStep: number;
  readonly dummyStep: number;
}

const down: Measures = { cardWidth: 250, rankStep: cardHeight + 62, slotStep: 250 + 36, dummyStep: 44 };
const right: Measures = { cardWidth: 206, rankStep: 206 + 170, slotStep: cardHeight + 34, dummyStep: 30 };

export interface Space {
  readonly width: number;
  readonly height: number;
}

/**
 * Which way paths are drawn: sideways when that fits, as text is read; else the way that needs less shrinking. A
 * long path runs down, many short ones side by side run to the right.
 *
 * @param length cards on the longest path
 * @param breadth cards side by side where there are most
 */
export function pathDirection(length: number, breadth: number, space: Space): PathDirection {
  const zoomDown = Math.min(space.width / (breadth * down.slotStep), space.height / (length * down.rankStep));
  const zoomRight = Math.min(
    space.width / (length * right.rankStep),
    space.height / (breadth * right.slotStep),
  );
  return zoomRight >= 1 || zoomRight > zoomDown ? "right" : "down";
}

function breadthOf(ranked: Ranked): number {
  return Math.max(1, ...ranked.ranks.map((rank) => rank.filter((slot) => !slot.dummy).length));
}

/** Positions across the direction: slots side by side, the rank moved so that the main path runs straight. */
function across(
  rank: readonly RankedSlot[],
  measures: Measures,
  wanted: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const at = new Map<string, number>();
  let edge = 0;
  for (const slot of rank) {
    const size = slot.dummy ? measures.dummyStep : measures.slotStep;
    at.set(slot.key, edge + size / 2);
    edge += size;
  }
  const main = rank.find((slot) => slot.main);
  const near = rank.flatMap((slot) => {
    const goal = wanted.get(slot.key);
    return goal === undefined ? [] : [goal - at.get(slot.key)!];
  });
  const shift =
    main !== undefined
      ? -at.get(main.key)!
      : near.length > 0
        ? near.reduce((a, b) => a + b, 0) / near.length
        : -edge / 2;
  return new Map([...at].map(([key, position]) => [key, position + shift]));
}

/**
 * A path and its alternatives in ranks. The path looked at (`hot` lines) runs straight; a line that skips a rank
 * is led past the cards in between; a line that leads back is bent around them.
 */
export function layeredLayout(
  contents: readonly CardContent[],
  lines: readonly LineContent[],
  space: Space,
  description: Shown,
): Picture {
  const main = new Set(lines.filter((line) => line.hot).flatMap((line) => [line.from, line.to]));
  const ranked = rankNodes(
    contents.map((card) => card.key),
    lines,
    main,
  );
  const direction = pathDirection(ranked.ranks.length, breadthOf(ranked), space);
  const measures = direction === "down" ? down : right;
  const ranks = orderRanks(ranked);
  const position = new Map<string, Point>();
  ranks.forEach((rank, index) => {
    const wanted = new Map<string, number>();
    for (const slot of rank) {
      const before = slot.before.flatMap((key) => {
        const point = position.get(key);
        return point === undefined ? [] : [direction === "down" ? point.x : point.y];
      });
      if (before.length > 0) wanted.set(slot.key, before.reduce((a, b) => a + b, 0) / before.length);
    }
    for (const [key, value] of across(rank, measures, wanted)) {
      const along = index * measures.rankStep;
      position.set(key, direction === "down" ? { x: value, y: along } : { x: along, y: value });
    }
  });
  const cards = contents.map(
    (card): Card => ({ ...card, ...position.get(card.key)!, w: measures.cardWidth, h: cardHeight }),
  );
  const byKey = new Map(cards.map((card) => [card.key, card]));
  const placed = lines.flatMap((line): Line[] => {
    const from = byKey.get(line.from);
    const to = byKey.get(line.to);
    if (from === undefined || to === undefined || from === to) return [];
    const dummies = (ranked.dummies.get(line.key) ?? []).map((key) => position.get(key)!);
    return [{ ...line, points: course(from, to, dummies, direction) }];
  });
  const widthMax = direction === "down" ? 230 : 154;
  const labels = placeLabels(placed, cards, { widthMax });
  return pictureOf({
    cards,
    lines: placed,
    lanes: [],
    labels,
    headings: [],
    description,
    anchors: [...main],
  });
}

function course(from: Card, to: Card, dummies: readonly Point[], direction: PathDirection): readonly Point[] {
  const forward = direction === "down" ? to.y > from.y : to.x > from.x;
  if (!forward) return around(from, to, direction);
  const [start, end] =
    direction === "down" ? [port(from, "bottom"), port(to, "top")] : [port(from, "right"), port(to, "left")];
  if (dummies.length === 0) return sCurve(start, end, direction === "down" ? "vertical" : "horizontal");
  const half = (direction === "down" ? cardHeight : from.w) / 2;
  const controls: Point[] = [];
  for (const { x, y } of dummies) {
    if (direction === "down")
      controls.push(
        { x, y: y - half - 22 },
        { x, y: y - half + 6 },
        { x, y: y + half - 6 },
        { x, y: y + half + 22 },
      );
    else
      controls.push(
        { x: x - half - 40, y },
        { x: x - half + 6, y },
        { x: x + half - 6, y },
        { x: x + half + 40, y },
      );
  }
  const lead: Point =
    direction === "down" ? { x: start.x, y: start.y + 22 } : { x: start.x + 40, y: start.y };
  const tail: Point = direction === "down" ? { x: end.x, y: end.y - 22 } : { x: end.x - 40, y: end.y };
  return [start, lead, ...controls, tail, end];
}

/** A line to the same rank or back: out on one side, past, and in on the same side. */
function around(from: Card, to: Card, direction: PathDirection): readonly Point[] {
  if (direction === "down") {
    const start = port(from, "right", -8);
    const end = port(to, "right", 8);
    const x = Math.max(start.x, end.x) + 56;
    return [start, { x, y: start.y }, { x, y: end.y }, end];
  }
  const start = port(from, "bottom", -30);
  const end = port(to, "bottom", 30);
  const y = Math.max(start.y, end.y) + 42;
  return [start, { x: start.x, y }, { x: end.x, y }, end];
}
