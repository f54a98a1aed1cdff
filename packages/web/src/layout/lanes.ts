import type { Shown } from "../text.js";
import { leadLines } from "./lane-lines.js";
import { arrangeLanes, type LaneContent, laneGapMin, laneHeader, lanePadding } from "./lane-place.js";
import { textWidth } from "./measure.js";
import { type LineContent, type Picture, pictureOf } from "./picture.js";
import { placeLabels } from "./place-labels.js";

/**
 * Accounts as cards in framed columns, one a lane, with the lines between them led through the gaps between cards:
 * a line that passes a column never runs behind a card, where it would seem to end.
 *
 * @param orderBy lines that decide the order of columns and cards, so that showing more lines moves nothing
 */
export function lanesLayout(
  lanes: readonly LaneContent[],
  lines: readonly LineContent[],
  description: Shown,
  pictureWidth: number,
  orderBy: readonly LineContent[] = lines,
): Picture {
  const placed = arrangeLanes(lanes, orderBy, pictureWidth);
  const courses = leadLines(lines, placed);
  const cards = [...placed.cards.values()];
  const titles = placed.lanes.map((lane) => ({
    x: lane.x - lane.w / 2 + lanePadding + textWidth(lane.title, 12) / 2,
    y: lane.y - lane.h / 2 + laneHeader / 2,
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
