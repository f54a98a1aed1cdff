import { canvasFont } from "./font.js";
import type { Plate, Scene, SceneIcon, SceneLine, Words } from "./scene.js";
import type { ScenePart } from "./scene-index.js";
import { silhouettes } from "./silhouette.js";

// Draws parts of a scene on a canvas. Frames, cards and words are set on whole device pixels, so that borders and
// letters are crisp at every zoom; lines are drawn as they run.

/** From a point of the picture to device pixels: `p * scale + (x, y)`. */
export interface Target {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
  /** Device pixels to a CSS pixel. */
  readonly ratio: number;
}

/** Letters smaller than this, in CSS px, are not read: a bar stands for them. */
const letterMin = 5;

const paths = new WeakMap<SceneLine, { readonly course: Path2D; readonly head: Path2D }>();
const icons = new Map<string, Path2D>();

function pathsOf(line: SceneLine): { readonly course: Path2D; readonly head: Path2D } {
  const found = paths.get(line) ?? { course: new Path2D(line.path), head: new Path2D(line.head) };
  paths.set(line, found);
  return found;
}

function iconPath(d: string): Path2D {
  const found = icons.get(d) ?? new Path2D(d);
  icons.set(d, found);
  return found;
}

/** What lies behind everything: the ground, frames and headings. */
export function paintGround(context: CanvasRenderingContext2D, scene: Scene, target: Target): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = scene.ground;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  for (const { plate } of scene.frames) paintPlate(context, plate, target);
  paintWords(context, [...scene.frames.map(({ words }) => words), ...scene.headings], target);
}

/** Lines, the words on them, and cards. */
export function paintPart(context: CanvasRenderingContext2D, part: ScenePart, target: Target): void {
  for (const line of part.lines) paintLine(context, line, line.stroke.colour, target);
  context.globalAlpha = 1;
  for (const { plate } of part.labels) paintPlate(context, plate, target);
  paintWords(
    context,
    part.labels.map(({ words }) => words),
    target,
  );
  for (const { plate, icon, words, opacity } of part.cards) {
    context.globalAlpha = opacity;
    paintPlate(context, plate, target);
    // What is on a card moves with it to whole pixels, so that all cards look the same.
    const snapped = snappedTo(plate, target);
    paintIcon(context, icon, snapped);
    paintWords(context, words, snapped);
  }
  context.globalAlpha = 1;
}

/** One line with its head, in a colour. */
export function paintLine(
  context: CanvasRenderingContext2D,
  line: SceneLine,
  colour: string,
  { scale, x, y }: Target,
): void {
  const { course, head } = pathsOf(line);
  context.setTransform(scale, 0, 0, scale, x, y);
  context.globalAlpha = line.opacity;
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = line.stroke.width;
  context.setLineDash(line.stroke.dash as number[]);
  context.stroke(course);
  context.fill(head);
}

/** A ring around a card. */
export function paintRing(
  context: CanvasRenderingContext2D,
  plate: Plate,
  colour: string,
  target: Target,
): void {
  const [w, h, radius] = [plate.w + 9, plate.h + 9, plate.radius + 4.5];
  const ring = { ...plate, w, h, radius, fill: null, stroke: { colour, width: 3, dash: [] } };
  paintPlate(context, ring, target);
}

/** The target in which the left and top edge of a plate fall on whole pixels. */
function snappedTo(plate: Plate, target: Target): Target {
  const left = (plate.x - plate.w / 2) * target.scale;
  const top = (plate.y - plate.h / 2) * target.scale;
  const { x, y } = target;
  return { ...target, x: Math.round(left + x) - left, y: Math.round(top + y) - top };
}

function paintPlate(context: CanvasRenderingContext2D, plate: Plate, { scale, x, y }: Target): void {
  const left = Math.round((plate.x - plate.w / 2) * scale + x);
  const top = Math.round((plate.y - plate.h / 2) * scale + y);
  // Plates of one size stay of one size.
  const [width, height] = [Math.round(plate.w * scale), Math.round(plate.h * scale)];
  context.setTransform(1, 0, 0, 1, 0, 0);
  // The border lies inside the edge, as whole pixels.
  const border = plate.stroke === null ? 0 : Math.max(1, Math.round(plate.stroke.width * scale));
  context.beginPath();
  context.roundRect(
    left + border / 2,
    top + border / 2,
    Math.max(0, width - border),
    Math.max(0, height - border),
    Math.max(0, plate.radius * scale - border / 2),
  );
  if (plate.fill !== null) {
    context.fillStyle = plate.fill;
    context.fill();
  }
  if (plate.stroke !== null) {
    context.strokeStyle = plate.stroke.colour;
    context.lineWidth = border;
    context.setLineDash(plate.stroke.dash.map((length) => length * scale));
    context.stroke();
  }
}

function paintIcon(context: CanvasRenderingContext2D, icon: SceneIcon, { scale, x, y }: Target): void {
  context.setTransform(scale, 0, 0, scale, Math.round(icon.x * scale + x), Math.round(icon.y * scale + y));
  context.lineWidth = 1.8;
  context.lineCap = context.lineJoin = "round";
  context.setLineDash([]);
  for (const { d, paint } of silhouettes[icon.kind]) {
    context.fillStyle = icon.colour;
    context.strokeStyle = paint === "cut" ? icon.ground : icon.colour;
    if (paint === "fill") context.fill(iconPath(d));
    else context.stroke(iconPath(d));
  }
  context.lineCap = "butt";
  context.lineJoin = "miter";
}

function paintWords(context: CanvasRenderingContext2D, all: readonly Words[], target: Target): void {
  const { scale, x, y, ratio } = target;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.textBaseline = "alphabetic";
  const opacity = context.globalAlpha;
  for (const { text, font, colour, centred, width, ...place } of all) {
    const size = font.size * scale;
    const left = (centred ? place.x - width / 2 : place.x) * scale + x;
    const middle = place.y * scale + y;
    context.fillStyle = colour;
    if (size < letterMin * ratio) {
      context.globalAlpha = opacity * 0.3;
      context.fillRect(left, middle - size * 0.22, width * scale, size * 0.44);
      context.globalAlpha = opacity;
      continue;
    }
    context.font = canvasFont(font, scale);
    // A third of the size below the middle is the line on which letters stand.
    context.fillText(text, Math.round(left), Math.round(middle + size * 0.355));
  }
}
