import type { Shown } from "../text.js";
import { orderGroups, orderMembers } from "./lane-order.js";
import { type Card, type CardContent, cardHeight, type Lane, type LineContent } from "./picture.js";

export interface LaneContent {
  readonly key: string;
  readonly title: Shown;
  readonly outside: boolean;
  readonly cards: readonly CardContent[];
}

export const laneCardWidth = 186;
export const lanePitch = cardHeight + 16;
const pitchMax = 140;
export const laneGapMin = 66;
const laneGapMax = 150;
const innerGap = 44;
export const lanePadding = 14;
export const laneHeader = 40;
const stackGap = 20;
const rowsMax = 14;

/** A column of cards, from left to right. */
export interface Column {
  readonly x: number;
  readonly cards: Card[];
}

/** Where everything of an overview stands, before its lines. */
export interface PlacedLanes {
  readonly cards: Map<string, Card>;
  readonly lanes: Lane[];
  readonly columns: Column[];
  readonly columnOf: Map<string, number>;
}

function rowsOf(lane: LaneContent): number {
  return Math.min(lane.cards.length, rowsMax);
}

function heightOf(lane: LaneContent): number {
  return laneHeader + rowsOf(lane) * lanePitch - (lanePitch - cardHeight) + lanePadding;
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
  for (let height = lowest; height < highest; height += lanePitch / 2) {
    const stacks = stackUpTo(lanes, height);
    if (stacks.length <= columnsMax) return stacks;
  }
  return stackUpTo(lanes, highest);
}

/** Cards from top to bottom of a lane, evenly, so that lines between lanes have room. */
function placeCards(lane: LaneContent, box: Lane, firstColumn: number, placed: PlacedLanes): void {
  const columns = Math.ceil(lane.cards.length / rowsMax);
  const rows = Math.ceil(lane.cards.length / columns);
  const room = box.h - laneHeader - lanePadding;
  const step = rows > 1 ? Math.min(pitchMax, (room - cardHeight) / (rows - 1)) : 0;
  const top = box.y - box.h / 2 + laneHeader + (room - cardHeight - step * (rows - 1)) / 2 + cardHeight / 2;
  lane.cards.forEach((content, index) => {
    const column = firstColumn + Math.floor(index / rows);
    const card: Card = {
      ...content,
      x: placed.columns[column]!.x,
      y: top + (index % rows) * step,
      w: laneCardWidth,
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
  return columns * laneCardWidth + (columns - 1) * innerGap + lanePadding * 2;
}

/** Space between columns: what the picture's laneCardWidth leaves, since lines are easier to follow where they run flat. */
function gapFor(stacks: readonly (readonly LaneContent[])[], pictureWidth: number): number {
  const used = stacks.reduce((sum, list) => sum + stackWidth(list), 0);
  return Math.max(laneGapMin, Math.min(laneGapMax, (pictureWidth - used) / Math.max(1, stacks.length - 1)));
}

function placeLanes(stacks: readonly (readonly LaneContent[])[], pictureWidth: number): PlacedLanes {
  const placed: PlacedLanes = { cards: new Map(), lanes: [], columns: [], columnOf: new Map() };
  const tallest = Math.max(0, ...stacks.map(stackHeight));
  const laneGap = gapFor(stacks, pictureWidth);
  let left = 0;
  for (const list of stacks) {
    const subColumns = subColumnsOf(list);
    const w = stackWidth(list);
    const firstColumn = placed.columns.length;
    for (let i = 0; i < subColumns; i++)
      placed.columns.push({
        x: left + lanePadding + laneCardWidth / 2 + i * (laneCardWidth + innerGap),
        cards: [],
      });
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
export function arrangeLanes(
  lanes: readonly LaneContent[],
  lines: readonly LineContent[],
  pictureWidth: number,
): PlacedLanes {
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

/** How many columns can be read side by side. */
function columnsFor(pictureWidth: number): number {
  return Math.max(
    2,
    Math.min(7, Math.floor((pictureWidth + laneGapMin) / (laneCardWidth + lanePadding * 2 + laneGapMin))),
  );
}
