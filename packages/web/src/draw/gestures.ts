import type { Point } from "../layout/picture.js";
import { Pointers } from "./pointers.js";

/** What a reader does to a picture; points are in CSS px from its left and top. */
export interface Gestures {
  move(dx: number, dy: number): void;
  zoom(factor: number, at: Point): void;
  click(at: Point, coarse: boolean): void;
  /** The pointer is over a place without being pressed, or nowhere. */
  hover(at: Point | null): void;
  zoomBy(factor: number): void;
  fit(): void;
}

/** A page that is being scrolled goes on scrolling when a picture comes under the pointer. */
const scrollMilliseconds = 250;
/** Pixels of a turned wheel that double the zoom, and pixels of a line and of a page. */
const wheelDouble = 260;
const pinchDouble = 70;
const wheelMax = 240;
const wheelUnits = [1, 33, 400];
const keyStep = 60;
/** What one press of a button or a key does to the zoom. */
export const zoomStep = 1.25;

const keys: Readonly<Record<string, (gestures: Gestures) => void>> = {
  ArrowLeft: (gestures) => gestures.move(keyStep, 0),
  ArrowRight: (gestures) => gestures.move(-keyStep, 0),
  ArrowUp: (gestures) => gestures.move(0, keyStep),
  ArrowDown: (gestures) => gestures.move(0, -keyStep),
  "+": (gestures) => gestures.zoomBy(zoomStep),
  "=": (gestures) => gestures.zoomBy(zoomStep),
  "-": (gestures) => gestures.zoomBy(1 / zoomStep),
  "0": (gestures) => gestures.fit(),
};

/**
 * Follows mouse, pen, fingers and wheel on an element, and keys on the controls that stand beside it.
 *
 * @returns what stops it
 */
export function followGestures(element: HTMLElement, gestures: Gestures): () => void {
  const stop = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    options: AddEventListenerOptions = {},
  ): void => element.addEventListener(type, listener, { ...options, signal: stop.signal });
  const at = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const pointers = new Pointers();

  on("pointerdown", (event) => {
    if (event.button === 0) pointers.down(event.pointerId, at(event), event.pointerType);
  });
  on("pointermove", (event) => {
    if (!pointers.active) {
      if (event.pointerType !== "touch") gestures.hover(at(event));
      return;
    }
    const act = pointers.move(event.pointerId, at(event));
    if (act === null) return;
    if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
    element.classList.add("dragged");
    if (act.kind === "pinch") gestures.zoom(act.factor, act.at);
    if (act.kind !== "click") gestures.move(act.dx, act.dy);
  });
  on("pointerup", (event) => {
    const act = pointers.up(event.pointerId, at(event));
    element.classList.toggle("dragged", pointers.active);
    if (act?.kind === "click") gestures.click(act.at, event.pointerType !== "mouse");
  });
  on("pointercancel", (event) => {
    pointers.cancel(event.pointerId);
    element.classList.toggle("dragged", pointers.active);
  });
  on("pointerleave", () => gestures.hover(null));
  // Where one finger scrolls the page, two are for the picture.
  const twoFingers = (event: TouchEvent): void => {
    if (event.touches.length > 1 && event.cancelable) event.preventDefault();
  };
  on("touchstart", twoFingers, { passive: false });
  on("touchmove", twoFingers, { passive: false });

  let scrolledAt = Number.NEGATIVE_INFINITY;
  window.addEventListener(
    "scroll",
    () => {
      scrolledAt = performance.now();
    },
    { passive: true, signal: stop.signal },
  );
  on(
    "wheel",
    (event) => {
      if (!event.ctrlKey && performance.now() - scrolledAt < scrollMilliseconds) return;
      const turned = event.deltaY * (wheelUnits[event.deltaMode] ?? 1);
      const delta = Math.max(-wheelMax, Math.min(wheelMax, turned));
      const factor = 2 ** (-delta / (event.ctrlKey ? pinchDouble : wheelDouble));
      event.preventDefault();
      gestures.zoom(factor, at(event));
    },
    { passive: false },
  );

  // The element is an image to a keyboard; keys come from the buttons that stand over it.
  element.parentElement?.addEventListener(
    "keydown",
    (event) => {
      const act = keys[event.key];
      if (act === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      act(gestures);
    },
    { signal: stop.signal },
  );
  return () => stop.abort();
}
