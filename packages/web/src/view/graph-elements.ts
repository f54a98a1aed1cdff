import type { Card, Line, Picture, Point } from "../layout/picture.js";
import { fitMiddle, type Shown } from "../text.js";
import { fontFamily, subtitleFont, titleFont } from "./graph-style.js";

const iconSpace = 40;
const rightSpace = 8;
const starSpace = 18;

/** A node or a line as the renderer takes it. */
interface GraphElement {
  readonly group: "nodes" | "edges";
  readonly data: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly position?: { readonly x: number; readonly y: number };
  readonly classes: string;
  readonly selectable: false;
}

/** Measures text as the canvas draws it. */
export function measurer(): (text: string, font: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  return (text, font) => {
    if (context === null) return text.length * 8;
    context.font = font;
    return context.measureText(text).width;
  };
}

function textNode(id: string, text: Shown, at: Point, classes: string): GraphElement {
  return {
    group: "nodes",
    data: { id, text, w: 0.01, h: 0.01 },
    position: { x: at.x, y: at.y },
    classes,
    selectable: false,
  };
}

function cardElements(card: Card, measure: (text: string, font: string) => number): GraphElement[] {
  const left = card.x - card.w / 2 + iconSpace;
  const star = card.admin ? starSpace : 0;
  const room = card.w - iconSpace - rightSpace;
  const title = fitMiddle(card.title, room - star, (text) =>
    measure(text, `600 ${titleFont}px ${fontFamily}`),
  );
  const subtitle = fitMiddle(card.subtitle, room, (text) => measure(text, `${subtitleFont}px ${fontFamily}`));
  const classes = [
    "card",
    `icon-${card.icon}`,
    card.tone,
    card.admin ? "admin" : "",
    card.outside ? "outside" : "",
  ]
    .filter((name) => name !== "")
    .join(" ");
  return [
    {
      group: "nodes",
      data: { id: `card ${card.key}`, key: card.key, w: card.w, h: card.h },
      position: { x: card.x, y: card.y },
      classes,
      selectable: false,
    },
    textNode(
      `title ${card.key}`,
      (card.admin ? `★ ${title}` : title) as Shown,
      { x: left, y: card.y - 8.5 },
      "title",
    ),
    textNode(`subtitle ${card.key}`, subtitle, { x: left, y: card.y + 9.5 }, "subtitle"),
  ];
}

function relative(point: Point, centre: Point): string {
  return `${(point.x - centre.x).toFixed(2)}px ${(point.y - centre.y).toFixed(2)}px`;
}

/** Control points as the renderer wants them: weight along the straight line between the ends, distance off it. */
function controlData(points: readonly Point[]): { readonly weights: string; readonly distances: string } {
  const start = points[0]!;
  const end = points[points.length - 1]!;
  const dx = end.x - start.x;
  const dy = end.y - start.y;
  const length = Math.hypot(dx, dy) || 1;
  const controls = points.slice(1, -1).map((point) => {
    const px = point.x - start.x;
    const py = point.y - start.y;
    return { weight: (px * dx + py * dy) / (length * length), distance: (py * dx - px * dy) / length };
  });
  return {
    weights: controls.map(({ weight }) => weight.toFixed(5)).join(" "),
    distances: controls.map(({ distance }) => distance.toFixed(3)).join(" "),
  };
}

function lineElement(
  line: Line,
  centres: ReadonlyMap<string, { readonly id: string; readonly at: Point }>,
): GraphElement[] {
  const from = centres.get(line.from);
  const to = centres.get(line.to);
  if (from === undefined || to === undefined) return [];
  const start = line.points[0]!;
  const end = line.points[line.points.length - 1]!;
  const width = line.hot
    ? 3
    : line.weight > 1
      ? Math.min(6, 1.4 + 0.8 * Math.log2(line.weight))
      : line.cross
        ? 1.9
        : 1.4;
  const curved = line.points.length > 2;
  const classes = [
    line.style,
    line.tone,
    line.hot ? "hot" : "",
    line.faint ? "faint" : "",
    curved ? "curved" : "",
  ]
    .filter((name) => name !== "")
    .join(" ");
  return [
    {
      group: "edges",
      data: {
        id: `line ${line.key}`,
        key: line.key,
        source: from.id,
        target: to.id,
        width,
        dashes: [width * 3 + 2, width * 1.5 + 3],
        start: relative(start, from.at),
        end: relative(end, to.at),
        ...(curved ? controlData(line.points) : {}),
      },
      classes,
      selectable: false,
    },
  ];
}

/** What the renderer draws for a picture: plain nodes and lines, nothing nested. */
export function elementsOf(
  picture: Picture,
  measure: (text: string, font: string) => number,
): GraphElement[] {
  const centres = new Map<string, { readonly id: string; readonly at: Point }>();
  for (const lane of picture.lanes) centres.set(lane.key, { id: `lane ${lane.key}`, at: lane });
  for (const card of picture.cards) centres.set(card.key, { id: `card ${card.key}`, at: card });
  return [
    ...picture.lanes.flatMap((lane): GraphElement[] => [
      {
        group: "nodes",
        data: { id: `lane ${lane.key}`, w: lane.w, h: lane.h },
        position: { x: lane.x, y: lane.y },
        classes: lane.outside ? "lane outside" : "lane",
        selectable: false,
      },
      textNode(
        `lane-title ${lane.key}`,
        fitMiddle(lane.title, lane.w - 32, (text) => measure(text, `600 12px ${fontFamily}`)),
        { x: lane.x - lane.w / 2 + 16, y: lane.y - lane.h / 2 + 20 },
        "heading",
      ),
    ]),
    ...picture.headings.map((heading) =>
      textNode(
        `heading ${heading.key}`,
        heading.text,
        heading,
        heading.align === "center" ? "heading center" : "heading",
      ),
    ),
    ...picture.cards.flatMap((card) => cardElements(card, measure)),
    ...picture.lines.flatMap((line) => lineElement(line, centres)),
    ...picture.labels.map(
      (label): GraphElement => ({
        group: "nodes",
        data: { id: `label ${label.key}`, line: label.line, text: label.text, w: label.w, h: label.h },
        position: { x: label.x, y: label.y },
        classes: `label ${label.tone}`,
        selectable: false,
      }),
    ),
  ];
}
