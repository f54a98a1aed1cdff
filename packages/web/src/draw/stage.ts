import type { Point } from "../layout/picture.js";
import { type Highlight, highlightOf } from "./highlight.js";
import { Layer } from "./layer.js";
import { paintGround, paintLine, paintPart, paintRing, type Target } from "./paint.js";
import { courseBounds, type Scene } from "./scene.js";
import { type Hit, SceneIndex } from "./scene-index.js";
import { type Size, toPicture, type View } from "./viewport.js";

/** How long the zoom must rest before a slow drawing is made anew, in ms. */
const restMilliseconds = 120;
const dimmed = 0.28;

/** A canvas that shows a scene in a view, and draws it when something changed, once a frame at most. */
export class Stage {
  readonly #canvas = document.createElement("canvas");
  readonly #context = this.#canvas.getContext("2d", { alpha: false });
  readonly #layer = new Layer();
  #scene: Scene | null = null;
  #index: SceneIndex | null = null;
  #view: View = { zoom: 1, x: 0, y: 0 };
  #highlight: Highlight | null = null;
  #pointed: string | null = null;
  #size: Size = { w: 0, h: 0 };
  #ratio = 1;
  #frame = 0;
  #rest = 0;
  #zoomedAt = Number.NEGATIVE_INFINITY;

  constructor(container: HTMLElement) {
    this.#canvas.style.display = "block";
    container.append(this.#canvas);
  }

  get scene(): Scene | null {
    return this.#scene;
  }

  get size(): Size {
    return this.#size;
  }

  get view(): View {
    return this.#view;
  }

  set view(view: View) {
    if (view.zoom !== this.#view.zoom) this.#zoomedAt = performance.now();
    this.#view = view;
    this.#request();
  }

  show(scene: Scene): void {
    this.#scene = scene;
    this.#index = new SceneIndex(scene);
    this.#highlight = highlightOf(scene, this.#pointed);
    this.#layer.clear(this.#canvas.width, this.#canvas.height);
    this.#request();
  }

  /** Makes the canvas as large as there is room, as fine as the screen is. */
  resize(size: Size): void {
    const ratio = Math.min(3, Math.max(1, window.devicePixelRatio || 1));
    const [width, height] = [Math.round(size.w * ratio), Math.round(size.h * ratio)];
    this.#size = size;
    this.#ratio = ratio;
    if (this.#canvas.width === width && this.#canvas.height === height) return;
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#canvas.style.width = `${size.w}px`;
    this.#canvas.style.height = `${size.h}px`;
    this.#layer.clear(width, height);
    // At once: a canvas of another size is empty, and would be seen so until the next frame.
    this.#draw();
  }

  highlight(key: string | null): void {
    this.#pointed = key;
    this.#highlight = this.#scene === null ? null : highlightOf(this.#scene, key);
    this.#request();
  }

  /** What is drawn at a point of the canvas, or no farther from it than `tolerance`, in CSS px. */
  at(point: Point, tolerance: number): Hit | null {
    return this.#index?.at(toPicture(this.#view, point), tolerance / this.#view.zoom) ?? null;
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    window.clearTimeout(this.#rest);
    this.#canvas.remove();
  }

  #request(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const [context, scene, index] = [this.#context, this.#scene, this.#index];
    if (context === null || scene === null || index === null || this.#canvas.width === 0) return;
    const ratio = this.#ratio;
    const target: Target = {
      scale: this.#view.zoom * ratio,
      x: Math.round(this.#view.x * ratio),
      y: Math.round(this.#view.y * ratio),
      ratio,
    };
    const hurried = performance.now() - this.#zoomedAt < restMilliseconds;
    if (!this.#layer.update(index, target, hurried)) {
      window.clearTimeout(this.#rest);
      this.#rest = window.setTimeout(() => this.#request(), restMilliseconds);
    }
    paintGround(context, scene, target);
    this.#layer.copyTo(context, target, this.#highlight?.dim ? dimmed : 1);
    if (this.#highlight !== null) paintHighlight(context, scene, index, this.#highlight, target);
  }
}

/** What stands out, over the rest: its lines in their colour, and whatever lies on them. */
function paintHighlight(
  context: CanvasRenderingContext2D,
  scene: Scene,
  index: SceneIndex,
  highlight: Highlight,
  target: Target,
): void {
  const lines = scene.lines.filter((line) => highlight.lines.has(line.key));
  for (const line of lines) paintLine(context, line, scene.hot, target);
  if (highlight.dim) {
    const labels = scene.labels.filter((label) => highlight.lines.has(label.line));
    const cards = scene.cards.filter((card) => highlight.cards.has(card.key));
    paintPart(context, { lines: [], labels, cards }, target);
  } else {
    // What the lines would run over; what can be seen through stays as it is, or it would be drawn twice as strong.
    for (const line of lines) {
      const { labels, cards } = index.within(courseBounds(line.flat));
      const solid = cards.filter(({ plate, opacity }) => opacity === 1 && plate.fill !== null);
      paintPart(context, { lines: [], labels, cards: solid }, target);
    }
  }
  const ringed = scene.cards.find((card) => card.key === highlight.card);
  if (ringed !== undefined) paintRing(context, ringed.plate, scene.hot, target);
}
