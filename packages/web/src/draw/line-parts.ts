import { along, before, type Segment, segmentsOf } from "../layout/curve.js";
import type { Line, Point } from "../layout/picture.js";
import type { Palette } from "./palette.js";
import type { SceneLine, Stroke } from "./scene.js";

/** How a line is drawn: its course up to the arrow head, its head, and its strokes. */
export function lineParts(line: Line, palette: Palette): SceneLine {
  const stroke = strokeOf(line, palette);
  const segments = segmentsOf(line.points);
  const { course, head } = withHead(segments, line.style, stroke.width);
  return {
    key: line.key,
    from: line.from,
    to: line.to,
    full: line.full,
    opacity: line.faint ? 0.75 : 1,
    stroke,
    path: pathData(course, line.points.length === 2),
    head,
    flat: flatten(segments, line.points.length === 2),
  };
}

function strokeOf(line: Line, palette: Palette): Stroke {
  const width = line.hot
    ? 3
    : line.weight > 1
      ? Math.min(6, 1.4 + 0.8 * Math.log2(line.weight))
      : line.cross
        ? 1.9
        : 1.4;
  const dash =
    line.style === "conditional" ? [width * 3 + 2, width * 1.5 + 3] : line.style === "indirect" ? [2, 4] : [];
  return { colour: colourOf(line, palette), width, dash };
}

function colourOf(line: Line, palette: Palette): string {
  if (line.style === "denied") return palette.denied;
  if (line.hot) return palette.hot;
  if (line.tone === "admin") return palette.admin;
  return line.tone === "outside" || line.style === "indirect" ? palette.outside : palette.line;
}

/** A triangle for what is allowed, a notched one for what is indirect, a bar for what is denied. */
function withHead(
  segments: readonly Segment[],
  style: Line["style"],
  width: number,
): { readonly course: readonly Segment[]; readonly head: string } {
  const last = segments[segments.length - 1]!;
  const tip = last.to;
  const size = 7.2 + width * 1.1;
  const shape = {
    // Before the card, so that its border does not hide it.
    denied: {
      back: 7,
      corners: (side: Side) => [side(6, 1.5), side(8.8, 1.5), side(8.8, -1.5), side(6, -1.5)],
    },
    indirect: {
      back: size * 0.55,
      corners: (side: Side) => [tip, side(size, 1), side(size * 0.5, 0), side(size, -1)],
    },
    conditional: { back: size * 0.75, corners: (side: Side) => [tip, side(size, 1), side(size, -1)] },
    allowed: { back: size * 0.75, corners: (side: Side) => [tip, side(size, 1), side(size, -1)] },
  }[style];
  // The head points as the course runs where it begins, so that it does not look bent off the line.
  const from = along(last, backFrom(last, size));
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const [ux, uy] = [(tip.x - from.x) / length, (tip.y - from.y) / length];
  const half = size * 0.48;
  const corners = shape.corners((back, sign) => ({
    x: tip.x - ux * back - uy * half * sign,
    y: tip.y - uy * back + ux * half * sign,
  }));
  return {
    course: [...segments.slice(0, -1), before(last, backFrom(last, shape.back))],
    head: `M${corners.map(at).join("L")}z`,
  };
}

/** A point `back` behind the tip, `sign` times half the width of the head to its side. */
type Side = (back: number, sign: number) => Point;

/** Where on a segment the distance to its end is `back`. */
function backFrom(segment: Segment, back: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 16; i++) {
    const middle = (low + high) / 2;
    const point = along(segment, middle);
    if (Math.hypot(segment.to.x - point.x, segment.to.y - point.y) > back) low = middle;
    else high = middle;
  }
  return high;
}

/** Straight pieces that stay within half a pixel of the course, none longer than about a hundred pixels. */
function flatten(segments: readonly Segment[], straight: boolean): readonly Point[] {
  const points = [segments[0]!.from];
  for (const segment of segments) {
    const { from, control, to } = segment;
    const length =
      Math.hypot(control.x - from.x, control.y - from.y) + Math.hypot(to.x - control.x, to.y - control.y);
    const bend = Math.hypot(from.x - 2 * control.x + to.x, from.y - 2 * control.y + to.y);
    // The distance between a quadratic curve and its chord is a quarter of its bend.
    const count = Math.max(Math.ceil(length / 100), straight ? 1 : Math.ceil(Math.sqrt(bend / 2)));
    for (let i = 1; i <= count; i++) points.push(along(segment, i / count));
  }
  return points;
}

function pathData(segments: readonly Segment[], straight: boolean): string {
  const first = segments[0]!;
  if (straight) return `M${at(first.from)}L${at(first.to)}`;
  return `M${at(first.from)}${segments.map(({ control, to }) => `Q${at(control)} ${at(to)}`).join("")}`;
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`;
}
