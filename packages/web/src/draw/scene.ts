import type { Box, IconKind, Point } from "../layout/picture.js";
import type { Shown } from "../text.js";
import type { Font } from "./font.js";

// What is drawn for a picture, with every colour, width and cut of a name decided. The canvas, the PNG and the SVG are
// made from it, so that they look the same. Plain data: lengths are in px at zoom 1.

/** A rectangle by its edges. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  /** Lengths of dashes and gaps; none for a solid line. */
  readonly dash: readonly number[];
}

/** A rectangle with round corners. */
export interface Plate extends Box {
  readonly radius: number;
  readonly fill: string | null;
  readonly stroke: Stroke | null;
}

/** One line of text, centred vertically on `y`; `x` is its left edge, or its middle. */
export interface Words extends Point {
  readonly text: Shown;
  readonly font: Font;
  readonly colour: string;
  readonly centred: boolean;
  readonly width: number;
}

export interface SceneFrame {
  readonly plate: Plate;
  readonly words: Words;
}

export interface SceneLine {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly full: Shown;
  readonly opacity: number;
  readonly stroke: Stroke;
  /** The course up to the arrow head, and the head, as SVG path data. */
  readonly path: string;
  readonly head: string;
  /** The whole course as straight pieces. */
  readonly flat: readonly Point[];
}

export interface SceneLabel {
  readonly key: string;
  readonly line: string;
  readonly plate: Plate;
  readonly words: Words;
}

/** The corner of an icon's grid of 20 by 20, and its colours. */
export interface SceneIcon extends Point {
  readonly kind: IconKind;
  readonly colour: string;
  readonly ground: string;
}

export interface SceneCard {
  readonly key: string;
  readonly full: Shown;
  readonly opacity: number;
  readonly plate: Plate;
  readonly icon: SceneIcon;
  readonly words: readonly Words[];
}

export interface Scene {
  readonly description: Shown;
  readonly ground: string;
  /** The colour of what is pointed at. */
  readonly hot: string;
  /** In the order in which they are drawn: frames, headings, lines, labels, cards; in each list the last is on top. */
  readonly frames: readonly SceneFrame[];
  readonly headings: readonly Words[];
  readonly lines: readonly SceneLine[];
  readonly labels: readonly SceneLabel[];
  readonly cards: readonly SceneCard[];
  /** The box around what is drawn. */
  readonly bounds: Bounds;
}

/** Free room around a picture that is saved as a file. */
export const pictureMargin = 24;

/** The edges of a box. */
export function boundsOf({ x, y, w, h }: Box): Bounds {
  return { left: x - w / 2, top: y - h / 2, right: x + w / 2, bottom: y + h / 2 };
}

/** The edges of a line of text. */
export function wordBounds({ x, y, width, centred, font }: Words): Bounds {
  const left = centred ? x - width / 2 : x;
  return { left, right: left + width, top: y - font.size * 0.65, bottom: y + font.size * 0.65 };
}

/** The edges of the box around points. */
export function courseBounds(points: readonly Point[]): Bounds {
  return around(points.map(({ x, y }) => ({ left: x, right: x, top: y, bottom: y })));
}

/** The edges of the box around boxes. */
export function around(all: readonly Bounds[]): Bounds {
  if (all.length === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
  return all.reduce((a, b) => ({
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }));
}
