import { paintPart, type Target } from "./paint.js";
import type { Bounds } from "./scene.js";
import type { SceneIndex } from "./scene-index.js";

/** With more than this in sight, a drawing is stretched while the zoom changes, as it takes longer than a frame. */
const quickMax = 500;
/** How far an arrow head or a border reaches beyond what it belongs to, at zoom 1. */
const overhang = 16;

/**
 * The lines, labels and cards of a scene as a bitmap, so that dimming them, or drawing what stands out over them, costs
 * one copy. When the picture moves, what was drawn is moved and only the strip that came into sight is drawn.
 */
export class Layer {
  readonly #canvas = document.createElement("canvas");
  readonly #context = this.#canvas.getContext("2d");
  #drawn: Target | null = null;
  #count = 0;

  /** Forgets what was drawn: the scene is another, or the size. */
  clear(width: number, height: number): void {
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    this.#drawn = null;
  }

  /**
   * Brings the bitmap up to date with a place, unless there is too much to draw and `hurried` is set.
   *
   * @returns whether it is up to date
   */
  update(index: SceneIndex, target: Target, hurried: boolean): boolean {
    const last = this.#drawn;
    if (last !== null && last.scale === target.scale) {
      this.#move(index, last, target);
      return true;
    }
    if (last !== null && hurried && this.#count > quickMax) return false;
    this.#count = this.#paint(index, target, 0, 0, this.#canvas.width, this.#canvas.height);
    this.#drawn = target;
    return true;
  }

  /** Copies the bitmap to where it belongs, stretched when it is not up to date. */
  copyTo(context: CanvasRenderingContext2D, target: Target, opacity: number): void {
    if (this.#drawn === null || this.#canvas.width === 0 || this.#canvas.height === 0) return;
    const factor = target.scale / this.#drawn.scale;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = opacity;
    context.drawImage(
      this.#canvas,
      target.x - this.#drawn.x * factor,
      target.y - this.#drawn.y * factor,
      this.#canvas.width * factor,
      this.#canvas.height * factor,
    );
    context.globalAlpha = 1;
  }

  #move(index: SceneIndex, last: Target, target: Target): void {
    const { width, height } = this.#canvas;
    const [dx, dy] = [target.x - last.x, target.y - last.y];
    if (dx === 0 && dy === 0) return;
    this.#drawn = target;
    if (Math.abs(dx) >= width || Math.abs(dy) >= height) {
      this.#paint(index, target, 0, 0, width, height);
      return;
    }
    const context = this.#context;
    if (context === null) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = "copy";
    context.drawImage(this.#canvas, dx, dy);
    context.globalCompositeOperation = "source-over";
    if (dx !== 0) this.#paint(index, target, dx > 0 ? 0 : width + dx, 0, Math.abs(dx), height);
    if (dy !== 0) this.#paint(index, target, 0, dy > 0 ? 0 : height + dy, width, Math.abs(dy));
  }

  /**
   * Draws anew what lies in a rectangle of device pixels.
   *
   * @returns of how many things it is made
   */
  #paint(index: SceneIndex, target: Target, x: number, y: number, w: number, h: number): number {
    const context = this.#context;
    if (context === null) return 0;
    const part = index.within(boundsUnder(target, x, y, w, h));
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.beginPath();
    context.rect(x, y, w, h);
    context.clip();
    context.clearRect(x, y, w, h);
    paintPart(context, part, target);
    context.restore();
    return part.lines.length + part.cards.length;
  }
}

function boundsUnder({ scale, x, y }: Target, left: number, top: number, w: number, h: number): Bounds {
  return {
    left: (left - x) / scale - overhang,
    top: (top - y) / scale - overhang,
    right: (left + w - x) / scale + overhang,
    bottom: (top + h - y) / scale + overhang,
  };
}
