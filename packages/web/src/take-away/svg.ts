import { textWidth } from "../layout/measure.js";
import type { Box, Card, Heading, Label, Lane, Line, Picture, Point } from "../layout/picture.js";
import { fitMiddle, type Shown } from "../text.js";
import type { Palette } from "../view/palette.js";
import { silhouettes } from "../view/silhouette.js";

const margin = 24;
const fontFamily = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
const [titleFont, subtitleFont, headingFont, labelFont] = [13, 11.5, 12, 11];
const iconSpace = 40;
const arrowLength = 9;

/**
 * The picture as an SVG document of its own, as large as it is at zoom 1; it looks as it does on the page.
 *
 * Names stand in it as text alone: no script, no link, nothing that is fetched.
 */
export function pictureSvg(picture: Picture, palette: Palette): string {
  const { bounds } = picture;
  const [width, height] = [Math.ceil(bounds.w + 2 * margin), Math.ceil(bounds.h + 2 * margin)];
  const [left, top] = [bounds.x - bounds.w / 2 - margin, bounds.y - bounds.h / 2 - margin];
  const cold = picture.lines.filter((line) => !line.hot);
  const hot = picture.lines.filter((line) => line.hot);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${round(left)} ${round(top)} ${width} ${height}" font-family="${fontFamily}">`,
    `<title>${xmlText(picture.description)}</title>`,
    `<rect x="${round(left)}" y="${round(top)}" width="${width}" height="${height}" fill="${palette.ground}"/>`,
    ...picture.lanes.map((lane) => laneSvg(lane, palette)),
    ...picture.headings.map((heading) => headingSvg(heading, palette)),
    ...[...cold, ...hot].map((line) => lineSvg(line, palette)),
    ...picture.labels.map((label) => labelSvg(label, palette)),
    ...picture.cards.map((card) => cardSvg(card, palette)),
    "</svg>",
  ].join("\n");
}

/** Text as XML holds it: names may contain markup, and characters that XML cannot hold. */
function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function laneSvg(lane: Lane, palette: Palette): string {
  const title = fitMiddle(lane.title, lane.w - 32, (text) => textWidth(text, headingFont));
  const fill = lane.outside ? palette.laneOutside : palette.lane;
  return (
    rectangle(lane, 10, `fill="${fill}" stroke="${palette.laneBorder}"`) +
    words(title, { x: lane.x - lane.w / 2 + 16, y: lane.y - lane.h / 2 + 20 }, headingFont, palette.muted, {
      bold: true,
    })
  );
}

function headingSvg(heading: Heading, palette: Palette): string {
  return words(heading.text, heading, headingFont, palette.muted, {
    bold: true,
    centred: heading.align === "center",
  });
}

function cardSvg(card: Card, palette: Palette): string {
  const star = card.admin ? "★ " : "";
  const room = card.w - iconSpace - 8;
  const title = fitMiddle(card.title, room - textWidth(star, titleFont), (text) =>
    textWidth(text, titleFont),
  );
  const subtitle = fitMiddle(card.subtitle, room, (text) => textWidth(text, subtitleFont));
  const left = card.x - card.w / 2;
  return [
    `<g${card.tone === "alternative" ? ' opacity="0.8"' : ""}><title>${xmlText(card.full)}</title>`,
    rectangle(card, 8, cardPaint(card, palette)),
    `<g transform="translate(${round(left + 12)} ${round(card.y - 10)})">${icon(card, palette)}</g>`,
    words(`${star}${title}`, { x: left + iconSpace, y: card.y - 8.5 }, titleFont, palette.text, {
      bold: true,
    }),
    words(subtitle, { x: left + iconSpace, y: card.y + 9.5 }, subtitleFont, palette.muted),
    "</g>",
  ].join("");
}

// The last that applies wins, as in the style sheet of the page.
function cardPaint({ tone, outside, admin }: Card, palette: Palette): string {
  const ends = tone === "end" || tone === "focus";
  const [colour, width] = ends
    ? [palette.hot, 2.5]
    : tone === "path"
      ? [palette.hot, 2]
      : admin
        ? [palette.admin, 2]
        : outside
          ? [palette.outside, 1.5]
          : [palette.border, 1];
  const fill = ends ? palette.hotFill : tone === "more" ? "none" : palette.card;
  const dashed = outside || tone === "more" ? ' stroke-dasharray="4 3"' : "";
  return `fill="${fill}" stroke="${colour}" stroke-width="${width}"${dashed}`;
}

function icon(card: Card, palette: Palette): string {
  const colour = palette.icon[card.icon];
  return silhouettes[card.icon]
    .map(({ d, paint }) =>
      paint === "fill"
        ? `<path d="${d}" fill="${colour}"/>`
        : `<path d="${d}" fill="none" stroke="${paint === "cut" ? palette.card : colour}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>`,
    )
    .join("");
}

function lineSvg(line: Line, palette: Palette): string {
  const { points } = line;
  const end = points.at(-1);
  const before = points.at(-2);
  if (end === undefined || before === undefined) return "";
  const colour = lineColour(line, palette);
  const width = line.hot
    ? 3
    : line.weight > 1
      ? Math.min(6, 1.4 + 0.8 * Math.log2(line.weight))
      : line.cross
        ? 1.9
        : 1.4;
  const dashes =
    line.style === "conditional"
      ? ` stroke-dasharray="${round(width * 3 + 2)} ${round(width * 1.5 + 3)}"`
      : line.style === "indirect"
        ? ' stroke-dasharray="2 4"'
        : "";
  return [
    `<g${line.faint ? ' opacity="0.75"' : ""}><title>${xmlText(line.full)}</title>`,
    `<path d="${course(points)}" fill="none" stroke="${colour}" stroke-width="${round(width)}"${dashes}/>`,
    head(before, end, line.style === "denied", arrowLength + width, colour),
    "</g>",
  ].join("");
}

function lineColour(line: Line, palette: Palette): string {
  if (line.hot) return palette.hot;
  if (line.style === "denied") return palette.denied;
  if (line.tone === "admin") return palette.admin;
  return line.tone === "outside" || line.style === "indirect" ? palette.outside : palette.line;
}

// A chain of quadratic curves that join half-way between control points.
function course(points: readonly Point[]): string {
  const [start, ...rest] = points;
  const end = rest.pop();
  if (start === undefined || end === undefined) return "";
  if (rest.length === 0) return `M${at(start)}L${at(end)}`;
  const joints = rest.map((control, index) => {
    const next = rest[index + 1];
    return next === undefined ? end : { x: (control.x + next.x) / 2, y: (control.y + next.y) / 2 };
  });
  return `M${at(start)}${rest.map((control, index) => `Q${at(control)} ${at(joints[index] ?? end)}`).join("")}`;
}

function head(before: Point, end: Point, bar: boolean, size: number, colour: string): string {
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const [ux, uy] = [(end.x - before.x) / length, (end.y - before.y) / length];
  const half = size * 0.42;
  const side = (back: number, sign: number): Point => ({
    x: end.x - ux * back - uy * half * sign,
    y: end.y - uy * back + ux * half * sign,
  });
  return bar
    ? `<path d="M${at(side(1, 1))}L${at(side(1, -1))}" stroke="${colour}" stroke-width="3"/>`
    : `<path d="M${at(end)}L${at(side(size, 1))}L${at(side(size, -1))}z" fill="${colour}"/>`;
}

function labelSvg(label: Label, palette: Palette): string {
  const colour = {
    plain: palette.muted,
    hot: palette.text,
    faint: palette.muted,
    number: palette.onHot,
    denied: palette.denied,
  }[label.tone];
  const number = label.tone === "number";
  const ground = rectangle(
    label,
    number ? label.h / 2 : 4,
    `fill="${number ? palette.hot : palette.ground}"`,
  );
  return (
    ground +
    words(label.text, label, labelFont, colour, { bold: number || label.tone === "hot", centred: true })
  );
}

function rectangle(box: Box, radius: number, paint: string): string {
  return `<rect x="${round(box.x - box.w / 2)}" y="${round(box.y - box.h / 2)}" width="${round(box.w)}" height="${round(box.h)}" rx="${round(radius)}" ${paint}/>`;
}

function words(
  text: Shown | string,
  { x, y }: Point,
  size: number,
  colour: string,
  { bold = false, centred = false }: { readonly bold?: boolean; readonly centred?: boolean } = {},
): string {
  const weight = bold ? ' font-weight="600"' : "";
  const anchor = centred ? ' text-anchor="middle"' : "";
  // `dominant-baseline` is not understood everywhere; a third of the size is the middle of the letters.
  return `<text x="${round(x)}" y="${round(y + size * 0.35)}" font-size="${size}" fill="${colour}"${weight}${anchor}>${xmlText(text)}</text>`;
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
