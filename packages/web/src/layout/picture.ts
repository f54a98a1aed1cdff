import type { PrincipalKind } from "@rolepath/analyzer";
import type { Route } from "../route.js";
import type { Shown } from "../text.js";

// A picture is plain data with every position decided: the worker makes it, the renderer draws it, and the list
// beside it is made from the same view. Lengths are in CSS pixels at zoom 1, y grows downwards.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its centre. */
export interface Box extends Point {
  readonly w: number;
  readonly h: number;
}

/** What the icon of a card stands for: a kind of principal, a whole account of the snapshot, or a group. */
export type IconKind = PrincipalKind | "member-account" | "group";

export type CardTone = "plain" | "focus" | "end" | "path" | "alternative" | "more";

/** What a card says, before it has a place. */
export interface CardContent {
  /** Unique in its picture. */
  readonly key: string;
  readonly icon: IconKind;
  readonly title: Shown;
  readonly subtitle: Shown;
  /** The whole name and ARN, for the tooltip. */
  readonly full: Shown;
  readonly admin: boolean;
  readonly outside: boolean;
  readonly tone: CardTone;
  /** Where a click leads. */
  readonly go?: Route;
}

export interface Card extends CardContent, Box {}

type LineStyle = "allowed" | "conditional" | "indirect" | "denied";

/** What a line says, before it has a course. */
export interface LineContent {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly style: LineStyle;
  /** Empty when the line needs no words. */
  readonly label: Shown;
  /** What is said where the label has no room, the longest first: less, rather than the same cut to scraps. */
  readonly shorter?: readonly Shown[];
  readonly full: Shown;
  readonly cross: boolean;
  /** What gives the line its colour, besides the path looked at. */
  readonly tone: "plain" | "outside" | "admin";
  /** On the path that is being looked at. */
  readonly hot: boolean;
  /** Of a path that is not being looked at. */
  readonly faint: boolean;
  /** How many edges the line stands for; it grows with the logarithm. */
  readonly weight: number;
  /** Position on the path, from 1. */
  readonly number?: number;
  readonly go?: Route;
}

/**
 * A line with its course: the port on the source card, control points of a quadratic B-spline, the port on the
 * target card. Without control points it is straight.
 */
export interface Line extends LineContent {
  readonly points: readonly Point[];
}

/** A frame behind cards: an account, an organizational unit. */
export interface Lane extends Box {
  readonly key: string;
  readonly title: Shown;
  readonly outside: boolean;
}

/** Words on a line. The place is free of cards and of other labels. */
export interface Label extends Box {
  readonly key: string;
  readonly line: string;
  readonly text: Shown;
  readonly tone: "plain" | "hot" | "faint" | "number" | "denied";
}

/** Words above a column or group, their left edge at `x`, or centred on it. */
export interface Heading extends Point {
  readonly key: string;
  readonly text: Shown;
  readonly align: "left" | "center";
}

export interface Picture {
  readonly cards: readonly Card[];
  readonly lines: readonly Line[];
  readonly lanes: readonly Lane[];
  readonly labels: readonly Label[];
  readonly headings: readonly Heading[];
  /** One sentence for those who do not see it. */
  readonly description: Shown;
  /** The box around everything. */
  readonly bounds: Box;
  /** Keys of the cards to keep in view when the whole is too large to be read. */
  readonly anchors: readonly string[];
}

/** A picture without its bounds, which follow from the rest. */
export type PictureParts = Omit<Picture, "bounds">;

/** The parts with the box around them. */
export function pictureOf(parts: PictureParts): Picture {
  const points = [
    ...[...parts.cards, ...parts.lanes, ...parts.labels].flatMap((box): Point[] => [
      { x: box.x - box.w / 2, y: box.y - box.h / 2 },
      { x: box.x + box.w / 2, y: box.y + box.h / 2 },
    ]),
    ...parts.headings.map(({ x, y }): Point => ({ x, y: y - 8 })),
    ...parts.lines.flatMap((line) => line.points),
  ];
  const range = (pick: (point: Point) => number): readonly [number, number] => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const point of points) {
      low = Math.min(low, pick(point));
      high = Math.max(high, pick(point));
    }
    return points.length === 0 ? [0, 0] : [low, high];
  };
  const [left, right] = range((point) => point.x);
  const [top, bottom] = range((point) => point.y);
  return {
    ...parts,
    bounds: { x: (left + right) / 2, y: (top + bottom) / 2, w: right - left, h: bottom - top },
  };
}

export const cardHeight = 50;

/** Below this the names on cards would be smaller than 9 px: then a picture is cut, not shrunk. */
export const zoomReadable = 0.7;
