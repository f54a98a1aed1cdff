import type { Point } from "../layout/picture.js";

/** What the pointers on a picture ask for. */
export type Act =
  | { readonly kind: "move"; readonly dx: number; readonly dy: number }
  | {
      readonly kind: "pinch";
      readonly factor: number;
      readonly at: Point;
      readonly dx: number;
      readonly dy: number;
    }
  | { readonly kind: "click"; readonly at: Point };

/** A pointer that moved less than this was clicked; a finger is not as steady as a mouse. */
const dragMin = { mouse: 4, touch: 9 };

/** Tells clicks from drags and drags from pinches. */
export class Pointers {
  readonly #down = new Map<number, Point>();
  #start: Point = { x: 0, y: 0 };
  #slack = dragMin.mouse;
  #dragging = false;

  get dragging(): boolean {
    return this.#dragging;
  }

  /** Whether any pointer is down. */
  get active(): boolean {
    return this.#down.size > 0;
  }

  down(id: number, at: Point, kind: string): void {
    this.#down.set(id, at);
    if (this.#down.size === 1) {
      this.#start = at;
      this.#slack = kind === "mouse" ? dragMin.mouse : dragMin.touch;
      this.#dragging = false;
    } else this.#dragging = true;
  }

  move(id: number, at: Point): Act | null {
    const last = this.#down.get(id);
    if (last === undefined) return null;
    const other = [...this.#down].find(([one]) => one !== id)?.[1];
    if (other !== undefined) {
      this.#down.set(id, at);
      const before = Math.hypot(last.x - other.x, last.y - other.y);
      const now = Math.hypot(at.x - other.x, at.y - other.y);
      return {
        kind: "pinch",
        factor: before < 1 ? 1 : now / before,
        at: { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 },
        dx: (at.x - last.x) / 2,
        dy: (at.y - last.y) / 2,
      };
    }
    if (!this.#dragging && Math.hypot(at.x - this.#start.x, at.y - this.#start.y) < this.#slack) return null;
    this.#dragging = true;
    this.#down.set(id, at);
    return { kind: "move", dx: at.x - last.x, dy: at.y - last.y };
  }

  up(id: number, at: Point): Act | null {
    const clicked = this.#down.delete(id) && !this.#dragging && this.#down.size === 0;
    return clicked ? { kind: "click", at } : null;
  }

  /** The browser took the pointer for something else. */
  cancel(id: number): void {
    this.#down.delete(id);
  }
}
