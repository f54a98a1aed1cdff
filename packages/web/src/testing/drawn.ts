import { type Card, cardHeight, type Line, type Picture, type Point, pictureOf } from "../layout/picture.js";
import { shown } from "../text.js";

/** A card at a place, named as its key unless told otherwise. */
export function cardAt(key: string, { x, y }: Point, extra: Partial<Card> = {}): Card {
  return {
    key,
    icon: "role",
    title: shown(key),
    subtitle: shown("account"),
    full: shown(`the whole name of ${key}`),
    admin: false,
    outside: false,
    tone: "plain",
    x,
    y,
    w: 200,
    h: cardHeight,
    ...extra,
  };
}

/** A line along points, its key made of those of its ends. */
export function lineAlong(
  from: string,
  to: string,
  points: readonly Point[],
  extra: Partial<Line> = {},
): Line {
  return {
    key: `${from} ${to}`,
    from,
    to,
    style: "allowed",
    label: shown(""),
    full: shown(`${from} to ${to}`),
    cross: false,
    tone: "plain",
    hot: false,
    faint: false,
    weight: 1,
    points,
    ...extra,
  };
}

/** A picture of cards and lines, with a label half-way on each line that has words. */
export function drawnPicture(cards: readonly Card[], lines: readonly Line[]): Picture {
  const labels = lines
    .filter((line) => line.label !== "")
    .map((line) => {
      const [start, end] = [line.points[0]!, line.points.at(-1)!];
      return {
        key: `${line.key}@`,
        line: line.key,
        text: line.label,
        tone: "plain" as const,
        x: (start.x + end.x) / 2,
        y: (start.y + end.y) / 2,
        w: 60,
        h: 17,
      };
    });
  return pictureOf({
    cards,
    lines,
    labels,
    lanes: [],
    headings: [],
    description: shown("a picture"),
    anchors: [],
  });
}
