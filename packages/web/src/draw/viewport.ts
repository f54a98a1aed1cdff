import { type Point, zoomReadable } from "../layout/picture.js";
import type { Bounds } from "./scene.js";

/** Where a picture is on the screen: a point `p` of it is drawn at `p * zoom + (x, y)`, in CSS px. */
export interface View extends Point {
  readonly zoom: number;
}

export interface Size {
  readonly w: number;
  readonly h: number;
}

const zoomMin = 0.2;
const zoomMax = 2;
const margin = 24;
/** On the right, where the page puts its controls over the picture. */
const controls = 62;
/** As much of a picture stays in sight, in CSS px, wherever it is moved. */
const keptInSight = 80;

/** The zoom that is allowed and nearest to the one wanted. */
export function allowedZoom(zoom: number): number {
  return Math.min(zoomMax, Math.max(zoomMin, zoom));
}

/** The view at another zoom, with what is drawn at `at` staying there. */
export function zoomed(view: View, wanted: number, at: Point): View {
  const zoom = allowedZoom(wanted);
  const factor = zoom / view.zoom;
  return { zoom, x: at.x - (at.x - view.x) * factor, y: at.y - (at.y - view.y) * factor };
}

export function moved(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x + dx, y: view.y + dy };
}

/** The nearest view that has some of the picture in it. */
export function inSight(view: View, bounds: Bounds, size: Size): View {
  const near = (at: number, low: number, high: number, room: number): number => {
    const kept = Math.min(keptInSight, room / 2, (high - low) * view.zoom);
    return Math.min(Math.max(at, kept - high * view.zoom), room - kept - low * view.zoom);
  };
  return {
    zoom: view.zoom,
    x: near(view.x, bounds.left, bounds.right, size.w),
    y: near(view.y, bounds.top, bounds.bottom, size.h),
  };
}

/** The point of the picture that is drawn at `at`. */
export function toPicture(view: View, at: Point): Point {
  return { x: (at.x - view.x) / view.zoom, y: (at.y - view.y) / view.zoom };
}

/** The part of the picture that is on the screen. */
function visible(view: View, size: Size): Bounds {
  const from = toPicture(view, { x: 0, y: 0 });
  return {
    left: from.x,
    top: from.y,
    right: from.x + size.w / view.zoom,
    bottom: from.y + size.h / view.zoom,
  };
}

/** Whether part of a picture is above or below the screen. */
export function overflowsVertically(view: View, bounds: Bounds, size: Size): boolean {
  const seen = visible(view, size);
  return bounds.top < seen.top || bounds.bottom > seen.bottom;
}

/**
 * The whole picture where it can be read, else as large as can be read: around the anchor, or from its left and top.
 *
 * @returns null while there is no room to draw in
 */
export function fitted(bounds: Bounds, size: Size, anchor: Point | null): View | null {
  const width = size.w - margin - controls;
  const height = size.h - margin * 2;
  if (width <= 0 || height <= 0) return null;
  const w = Math.max(1, bounds.right - bounds.left);
  const h = Math.max(1, bounds.bottom - bounds.top);
  const whole = Math.min(width / w, height / h);
  const zoom = Math.max(zoomReadable, Math.min(1.1, whole));
  const [roomX, roomY] = [width / zoom, height / zoom];
  const centre =
    whole < zoom
      ? {
          x: centred(bounds.left, bounds.right, roomX, anchor?.x ?? Number.NEGATIVE_INFINITY),
          y: centred(bounds.top, bounds.bottom, roomY, anchor?.y ?? Number.NEGATIVE_INFINITY),
        }
      : { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 };
  return { zoom, x: margin + width / 2 - centre.x * zoom, y: size.h / 2 - centre.y * zoom };
}

/** The middle of what is shown: as near to `wanted` as is possible without showing emptiness beyond an edge. */
function centred(low: number, high: number, room: number, wanted: number): number {
  if (high - low <= room) return (low + high) / 2;
  return Math.min(Math.max(wanted, low + room / 2), high - room / 2);
}
