import { canvasMeasure } from "../draw/font.js";
import { followGestures } from "../draw/gestures.js";
import { sceneOf } from "../draw/make-scene.js";
import type { Palette } from "../draw/palette.js";
import { Stage } from "../draw/stage.js";
import {
  allowedZoom,
  fitted,
  inSight,
  moved,
  overflowsVertically,
  type View,
  zoomed,
} from "../draw/viewport.js";
import type { Picture, Point } from "../layout/picture.js";

/** How near to a line the pointer must be to mean it, in CSS px; fingers are not as fine. */
const near = { fine: 5, coarse: 12 };
const zoomMilliseconds = 140;

export interface GraphEvents {
  pick(kind: "card" | "line", key: string): void;
  point(key: string | null, at: Point | null): void;
}

export interface Graph {
  show(picture: Picture): void;
  paint(palette: Palette): void;
  point(key: string | null): void;
  fit(): void;
  zoomBy(factor: number): void;
  destroy(): void;
}

/** Draws pictures in `container` and tells what in them was pointed at or picked. */
export function createGraph(container: HTMLElement, palette: Palette, events: GraphEvents): Graph {
  const measure = canvasMeasure();
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const stage = new Stage(container);
  let current: Picture | null = null;
  let colours = palette;
  let touched = false;
  let over: string | null = null;
  let hovered: Point | null = null;
  let hoverFrame = 0;
  let zoomFrame = 0;
  let zoomGoal: number | null = null;

  /** The view that shows all of it, or what matters most. */
  const fit = (): void => {
    if (current === null || stage.scene === null) return;
    const anchors = current.anchors;
    const anchor = current.cards.find((card) => anchors.includes(card.key)) ?? null;
    const view = fitted(stage.scene.bounds, stage.size, anchor);
    if (view !== null) look(view);
    touched = false;
  };
  const look = (wanted: View): void => {
    if (stage.scene === null) return;
    const view = inSight(wanted, stage.scene.bounds, stage.size);
    stage.view = view;
    // One finger moves a picture that is higher than its place, unless the place is all there is to see of the page.
    const whole = stage.size.h > window.innerHeight * 0.85;
    const tall = overflowsVertically(view, stage.scene.bounds, stage.size);
    container.style.touchAction = tall && !whole ? "none" : "pan-y";
  };
  /** A change by the reader: from then on the picture stays where it is put. */
  const lookByHand = (view: View): void => {
    touched = true;
    pointAt(null);
    look(view);
  };
  const stopZoom = (): void => {
    cancelAnimationFrame(zoomFrame);
    zoomGoal = null;
  };

  const pointAt = (at: Point | null): void => {
    const hit = at === null ? null : stage.at(at, near.fine);
    const key = hit?.key ?? null;
    if (key === over) return;
    over = key;
    container.style.cursor = key === null ? "" : "pointer";
    events.point(key, at);
  };
  const zoomBy = (factor: number): void => {
    const middle = { x: stage.size.w / 2, y: stage.size.h / 2 };
    const from = stage.view;
    const goal = allowedZoom((zoomGoal ?? from.zoom) * factor);
    stopZoom();
    if (still.matches) {
      lookByHand(zoomed(from, goal, middle));
      return;
    }
    zoomGoal = goal;
    const start = performance.now();
    const step = (now: number): void => {
      const part = Math.min(1, Math.max(0, (now - start) / zoomMilliseconds));
      const eased = 1 - (1 - part) ** 2;
      lookByHand(zoomed(from, from.zoom * (goal / from.zoom) ** eased, middle));
      if (part < 1) zoomFrame = requestAnimationFrame(step);
      else zoomGoal = null;
    };
    zoomFrame = requestAnimationFrame(step);
  };
  const fitAnew = (): void => {
    stopZoom();
    fit();
  };
  const stopGestures = followGestures(container, {
    move(dx, dy) {
      stopZoom();
      lookByHand(moved(stage.view, dx, dy));
    },
    zoom(factor, at) {
      stopZoom();
      lookByHand(zoomed(stage.view, stage.view.zoom * factor, at));
    },
    click(at, coarse) {
      const hit = stage.at(at, coarse ? near.coarse : near.fine);
      if (hit !== null) events.pick(hit.kind, hit.key);
    },
    hover(at) {
      hovered = at;
      // A mouse tells of its moves more often than can be seen.
      cancelAnimationFrame(hoverFrame);
      hoverFrame = requestAnimationFrame(() => pointAt(hovered));
    },
    zoomBy,
    fit: fitAnew,
  });

  const resize = (): void => {
    stage.resize({ w: container.clientWidth, h: container.clientHeight });
    if (!touched) fit();
  };
  const observer = new ResizeObserver(resize);
  observer.observe(container);
  const fineness = watchFineness(resize);
  resize();

  const draw = (): void => {
    if (current !== null) stage.show(sceneOf(current, colours, measure));
  };
  return {
    show(picture) {
      // What the reader does to the facts of a path changes its lines alone, and the view stays.
      const same = JSON.stringify(picture.cards) === JSON.stringify(current?.cards);
      current = picture;
      over = null;
      container.style.cursor = "";
      stopZoom();
      draw();
      if (!same) fit();
    },
    paint(next) {
      if (next === colours) return;
      colours = next;
      draw();
    },
    point: (key) => stage.highlight(key),
    fit: fitAnew,
    zoomBy,
    destroy() {
      observer.disconnect();
      fineness();
      stopGestures();
      stopZoom();
      cancelAnimationFrame(hoverFrame);
      stage.destroy();
    },
  };
}

/**
 * Calls back when the screen becomes finer or coarser: another zoom of the page, or another screen.
 *
 * @returns what stops it
 */
function watchFineness(changed: () => void): () => void {
  const stop = new AbortController();
  const watch = (): void => {
    const query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    const next = (): void => {
      changed();
      watch();
    };
    query.addEventListener("change", next, { once: true, signal: stop.signal });
  };
  watch();
  return () => stop.abort();
}
