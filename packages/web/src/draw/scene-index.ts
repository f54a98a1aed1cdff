import type { Box, Point } from "../layout/picture.js";
import {
  type Bounds,
  boundsOf,
  courseBounds,
  type Scene,
  type SceneCard,
  type SceneLabel,
  type SceneLine,
} from "./scene.js";

/** What of a scene lies in a place, in the order in which it is drawn. */
export interface ScenePart {
  readonly lines: readonly SceneLine[];
  readonly labels: readonly SceneLabel[];
  readonly cards: readonly SceneCard[];
}

export interface Hit {
  readonly kind: "card" | "line";
  readonly key: string;
}

interface Cell {
  readonly lines: number[];
  readonly labels: number[];
  readonly cards: number[];
}

const cellSize = 160;
const nothing: Cell = { lines: [], labels: [], cards: [] };

/** Finds what is in a place without looking at the whole scene: each thing is listed in the cells that it touches. */
export class SceneIndex {
  readonly #scene: Scene;
  readonly #cells = new Map<number, Cell>();

  constructor(scene: Scene) {
    this.#scene = scene;
    for (const [index, card] of scene.cards.entries()) this.#put("cards", index, boundsOf(card.plate));
    for (const [index, label] of scene.labels.entries()) this.#put("labels", index, boundsOf(label.plate));
    for (const [index, { flat }] of scene.lines.entries())
      for (let at = 1; at < flat.length; at++)
        this.#put("lines", index, courseBounds([flat[at - 1]!, flat[at]!]));
  }

  #put(list: keyof Cell, index: number, bounds: Bounds): void {
    for (const name of cellsUnder(bounds)) {
      const cell = this.#cells.get(name) ?? { lines: [], labels: [], cards: [] };
      this.#cells.set(name, cell);
      // Pieces of a line come one after the other: one look at the end finds a cell that has it already.
      if (cell[list].at(-1) !== index) cell[list].push(index);
    }
  }

  /** What touches the cells under a rectangle: all that lies in it, and some of what lies near. */
  within(bounds: Bounds): ScenePart {
    const whole = this.#scene.bounds;
    if (
      bounds.left <= whole.left &&
      bounds.top <= whole.top &&
      bounds.right >= whole.right &&
      bounds.bottom >= whole.bottom
    )
      return this.#scene;
    const found = { lines: new Set<number>(), labels: new Set<number>(), cards: new Set<number>() };
    const lists = ["lines", "labels", "cards"] as const;
    for (const name of cellsUnder(clipped(bounds, whole))) {
      const cell = this.#cells.get(name) ?? nothing;
      for (const list of lists) for (const index of cell[list]) found[list].add(index);
    }
    const inOrder = (indexes: ReadonlySet<number>): number[] => [...indexes].sort((a, b) => a - b);
    return {
      lines: inOrder(found.lines).map((index) => this.#scene.lines[index]!),
      labels: inOrder(found.labels).map((index) => this.#scene.labels[index]!),
      cards: inOrder(found.cards).map((index) => this.#scene.cards[index]!),
    };
  }

  /** What is at a point: a card, else words on a line, else the line that is nearest within `tolerance`. */
  at(point: Point, tolerance: number): Hit | null {
    const { lines, labels, cards } = this.within({
      left: point.x - tolerance,
      top: point.y - tolerance,
      right: point.x + tolerance,
      bottom: point.y + tolerance,
    });
    const card = cards.findLast(({ plate }) => holds(plate, point));
    if (card !== undefined) return { kind: "card", key: card.key };
    const label = labels.findLast(({ plate }) => holds(plate, point));
    if (label !== undefined) return { kind: "line", key: label.line };
    let nearest: SceneLine | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const line of lines) {
      const distance = distanceTo(line.flat, point) - line.stroke.width / 2;
      if (distance <= tolerance && distance <= least) {
        least = distance;
        nearest = line;
      }
    }
    return nearest === null ? null : { kind: "line", key: nearest.key };
  }
}

function clipped(bounds: Bounds, whole: Bounds): Bounds {
  return {
    left: Math.max(bounds.left, whole.left),
    top: Math.max(bounds.top, whole.top),
    right: Math.min(bounds.right, whole.right),
    bottom: Math.min(bounds.bottom, whole.bottom),
  };
}

/** The cells under a rectangle, each as a number of its own in a picture of up to 65,536 rows. */
function cellsUnder({ left, top, right, bottom }: Bounds): readonly number[] {
  const cells: number[] = [];
  for (let x = Math.floor(left / cellSize); x * cellSize <= right; x++)
    for (let y = Math.floor(top / cellSize); y * cellSize <= bottom; y++) cells.push(x * 65_536 + y);
  return cells;
}

function holds({ x, y, w, h }: Box, point: Point): boolean {
  return Math.abs(point.x - x) * 2 <= w && Math.abs(point.y - y) * 2 <= h;
}

/** The distance from a point to the nearest piece of a course. */
function distanceTo(course: readonly Point[], point: Point): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 1; at < course.length; at++) {
    const [a, b] = [course[at - 1]!, course[at]!];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / length;
    const t = Math.min(1, Math.max(0, along));
    least = Math.min(least, Math.hypot(point.x - a.x - dx * t, point.y - a.y - dy * t));
  }
  return least;
}
