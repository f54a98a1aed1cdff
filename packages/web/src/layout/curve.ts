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

function quadratic(a: Point, b: Point, c: Point, t: number): Point {
  const u = 1 - t;
  return { x: u * u * a.x + 2 * u * t * b.x + t * t * c.x, y: u * u * a.y + 2 * u * t * b.y + t * t * c.y };
}

function half(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/**
 * Points along a course as the renderer draws it, `count + 1` of them from start to end, evenly by parameter.
 *
 * The course is a chain of quadratic curves that join half-way between control points.
 */
export function sample(points: readonly Point[], count: number): readonly Point[] {
  const start = points[0]!;
  const end = points[points.length - 1]!;
  const controls = points.slice(1, -1);
  if (controls.length === 0) {
    return Array.from({ length: count + 1 }, (_, i) => ({
      x: start.x + ((end.x - start.x) * i) / count,
      y: start.y + ((end.y - start.y) * i) / count,
    }));
  }
  const joints = [start, ...controls.slice(0, -1).map((control, i) => half(control, controls[i + 1]!)), end];
  return Array.from({ length: count + 1 }, (_, i) => {
    const along = (i / count) * controls.length;
    const segment = Math.min(Math.floor(along), controls.length - 1);
    return quadratic(joints[segment]!, controls[segment]!, joints[segment + 1]!, along - segment);
  });
}

/** Whether two boxes, each grown by half of `gap`, share any area. */
export function overlaps(a: Box, b: Box, gap = 0): boolean {
  return Math.abs(a.x - b.x) * 2 < a.w + b.w + gap * 2 && Math.abs(a.y - b.y) * 2 < a.h + b.h + gap * 2;
}
