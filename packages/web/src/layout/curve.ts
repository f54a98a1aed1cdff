import type { Box, Point } from "./picture.js";

export type Side = "left" | "right" | "top" | "bottom";

/** The point on a box's side, `offset` along that side from its middle. */
export function port(box: Box, side: Side, offset = 0): Point {
  switch (side) {
    case "left":
      return { x: box.x - box.w / 2, y: box.y + offset };
    case "right":
      return { x: box.x + box.w / 2, y: box.y + offset };
    case "top":
      return { x: box.x + offset, y: box.y - box.h / 2 };
    case "bottom":
      return { x: box.x + offset, y: box.y + box.h / 2 };
  }
}

/** An S-curve that leaves and enters horizontally (or vertically): start, two control points, end. */
export function sCurve(start: Point, end: Point, direction: "horizontal" | "vertical"): readonly Point[] {
  if (direction === "horizontal") {
    if (start.y === end.y) return [start, end];
    const reach = (end.x - start.x) * 0.3;
    return [start, { x: start.x + reach, y: start.y }, { x: end.x - reach, y: end.y }, end];
  }
  if (start.x === end.x) return [start, end];
  const reach = (end.y - start.y) * 0.3;
  return [start, { x: start.x, y: start.y + reach }, { x: end.x, y: end.y - reach }, end];
}

/** A quadratic curve; the control point of a straight one lies half-way. */
export interface Segment {
  readonly from: Point;
  readonly control: Point;
  readonly to: Point;
}

/** The point of a segment at `t`, from 0 to 1. */
export function along({ from, control, to }: Segment, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * from.x + 2 * u * t * control.x + t * t * to.x,
    y: u * u * from.y + 2 * u * t * control.y + t * t * to.y,
  };
}

/** The part of a segment before `t`. */
export function before(segment: Segment, t: number): Segment {
  const { from, control } = segment;
  const nearer = { x: from.x + (control.x - from.x) * t, y: from.y + (control.y - from.y) * t };
  return { from, control: nearer, to: along(segment, t) };
}

function half(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** A course as it is drawn: a chain of quadratic curves that join half-way between control points. */
export function segmentsOf(points: readonly Point[]): readonly Segment[] {
  const start = points[0]!;
  const end = points[points.length - 1]!;
  const controls = points.length > 2 ? points.slice(1, -1) : [half(start, end)];
  return controls.map((control, index) => ({
    from: index === 0 ? start : half(controls[index - 1]!, control),
    control,
    to: index === controls.length - 1 ? end : half(control, controls[index + 1]!),
  }));
}

/** Points along a course as it is drawn, `count + 1` of them from start to end, evenly by parameter. */
export function sample(points: readonly Point[], count: number): readonly Point[] {
  const segments = segmentsOf(points);
  return Array.from({ length: count + 1 }, (_, i) => {
    const place = (i / count) * segments.length;
    const index = Math.min(Math.floor(place), segments.length - 1);
    return along(segments[index]!, place - index);
  });
}

/** Whether two boxes, each grown by half of `gap`, share any area. */
export function overlaps(a: Box, b: Box, gap = 0): boolean {
  return Math.abs(a.x - b.x) * 2 < a.w + b.w + gap * 2 && Math.abs(a.y - b.y) * 2 < a.h + b.h + gap * 2;
}
