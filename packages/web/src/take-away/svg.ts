import { fontFamily } from "../draw/font.js";
import {
  type Plate,
  pictureMargin,
  type Scene,
  type SceneCard,
  type SceneIcon,
  type SceneLine,
  type Words,
} from "../draw/scene.js";
import { silhouettes } from "../draw/silhouette.js";

/**
 * A scene as an SVG document of its own, as large as it is at zoom 1; it looks as it does on the page.
 *
 * Names stand in it as text alone: no script, no link, nothing that is fetched.
 */
export function sceneSvg(scene: Scene): string {
  const { bounds } = scene;
  const [left, top] = [bounds.left - pictureMargin, bounds.top - pictureMargin];
  const width = Math.ceil(bounds.right + pictureMargin - left);
  const height = Math.ceil(bounds.bottom + pictureMargin - top);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${round(left)} ${round(top)} ${width} ${height}" font-family="${fontFamily}">`,
    `<title>${xmlText(scene.description)}</title>`,
    `<rect x="${round(left)}" y="${round(top)}" width="${width}" height="${height}" fill="${scene.ground}"/>`,
    ...scene.frames.map(({ plate, words }) => plateSvg(plate) + wordsSvg(words)),
    ...scene.headings.map(wordsSvg),
    ...scene.lines.map(lineSvg),
    ...scene.labels.map(({ plate, words }) => plateSvg(plate) + wordsSvg(words)),
    ...scene.cards.map(cardSvg),
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

function cardSvg({ full, opacity, plate, icon, words }: SceneCard): string {
  return [
    `<g${opacityOf(opacity)}><title>${xmlText(full)}</title>`,
    plateSvg(plate),
    iconSvg(icon),
    ...words.map(wordsSvg),
    "</g>",
  ].join("");
}

function iconSvg({ kind, x, y, colour, ground }: SceneIcon): string {
  const parts = silhouettes[kind].map(({ d, paint }) =>
    paint === "fill"
      ? `<path d="${d}" fill="${colour}"/>`
      : `<path d="${d}" fill="none" stroke="${paint === "cut" ? ground : colour}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>`,
  );
  return `<g transform="translate(${round(x)} ${round(y)})">${parts.join("")}</g>`;
}

function lineSvg({ full, opacity, stroke, path, head }: SceneLine): string {
  return [
    `<g${opacityOf(opacity)}><title>${xmlText(full)}</title>`,
    `<path d="${path}" fill="none" ${strokeOf(stroke)}/>`,
    `<path d="${head}" fill="${stroke.colour}"/>`,
    "</g>",
  ].join("");
}

function opacityOf(opacity: number): string {
  return opacity === 1 ? "" : ` opacity="${opacity}"`;
}

function strokeOf({ colour, width, dash }: SceneLine["stroke"]): string {
  const dashes = dash.length === 0 ? "" : ` stroke-dasharray="${dash.map(round).join(" ")}"`;
  return `stroke="${colour}" stroke-width="${round(width)}"${dashes}`;
}

function plateSvg({ x, y, w, h, radius, fill, stroke }: Plate): string {
  // The border lies inside the edge.
  const inset = stroke === null ? 0 : stroke.width;
  const size = `width="${round(w - inset)}" height="${round(h - inset)}" rx="${round(radius - inset / 2)}"`;
  const paint = `fill="${fill ?? "none"}"${stroke === null ? "" : ` ${strokeOf(stroke)}`}`;
  return `<rect x="${round(x - (w - inset) / 2)}" y="${round(y - (h - inset) / 2)}" ${size} ${paint}/>`;
}

function wordsSvg({ x, y, text, font, colour, centred }: Words): string {
  const weight = font.bold ? ' font-weight="600"' : "";
  const anchor = centred ? ' text-anchor="middle"' : "";
  // `dominant-baseline` is not understood everywhere; a third of the size is the middle of the letters.
  return `<text x="${round(x)}" y="${round(y + font.size * 0.355)}" font-size="${font.size}" fill="${colour}"${weight}${anchor}>${xmlText(text)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
