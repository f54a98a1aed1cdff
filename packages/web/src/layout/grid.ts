import { type Shown, shown } from "../text.js";
import { port, sCurve } from "./curve.js";
import {
  type Card,
  type CardContent,
  cardHeight,
  type Heading,
  type Lane,
  type Line,
  type LineContent,
  type Picture,
  pictureOf,
} from "./picture.js";
import { placeLabels } from "./place-labels.js";

export interface GridSection {
  readonly title: Shown;
  readonly cards: readonly CardContent[];
}

export interface AccountContent {
  readonly title: Shown;
  readonly sections: readonly GridSection[];
  /** Where principals come from, and where they go: cards outside the frame. */
  readonly sources: readonly CardContent[];
  readonly targets: readonly CardContent[];
  /** From a source to the frame, or from the frame to a target; the frame's key is `frame`. */
  readonly lines: readonly LineContent[];
}

const width = 192;
const gapX = 12;
const pitch = cardHeight + 14;
const sideGap = 88;
const padding = 18;
const sectionHead = 30;

/** One account as a frame with its principals in sections, and the accounts that lead in and out beside it. */
export function accountLayout(content: AccountContent, columnCount: number, description: Shown): Picture {
  const cards: Card[] = [];
  const headings: Heading[] = [];
  let y = padding + 26;
  content.sections.forEach((section, number) => {
    if (section.cards.length === 0) return;
    headings.push({ key: `s${number}`, text: section.title, x: padding, y: y + 8, align: "left" });
    y += sectionHead;
    section.cards.forEach((card, index) => {
      const column = index % columnCount;
      const row = Math.floor(index / columnCount);
      cards.push({
        ...card,
        x: padding + width / 2 + column * (width + gapX),
        y: y + row * pitch + cardHeight / 2,
        w: width,
        h: cardHeight,
      });
    });
    y += Math.ceil(section.cards.length / columnCount) * pitch + 10;
  });
  const frameWidth = columnCount * width + (columnCount - 1) * gapX + padding * 2;
  const frameHeight = Math.max(y - 10, 120);
  const frame: Lane = {
    key: "frame",
    title: content.title,
    outside: false,
    x: frameWidth / 2,
    y: frameHeight / 2,
    w: frameWidth,
    h: frameHeight,
  };
  const side = (list: readonly CardContent[], x: number): Card[] => {
    const top = Math.max(
      padding + 26 + sectionHead + cardHeight / 2,
      frameHeight / 2 - ((list.length - 1) * pitch) / 2,
    );
    return list.map((card, index) => ({ ...card, x, y: top + index * pitch, w: width, h: cardHeight }));
  };
  const sources = side(content.sources, -sideGap - width / 2);
  const targets = side(content.targets, frameWidth + sideGap + width / 2);
  const heading = (key: string, text: string, list: readonly Card[]): void => {
    const first = list[0];
    if (first !== undefined)
      headings.push({
        key,
        text: shown(text),
        x: first.x - width / 2,
        y: first.y - cardHeight / 2 - 20,
        align: "left",
      });
  };
  heading("in", "can enter from", sources);
  heading("out", "can leave to", targets);
  const byKey = new Map([...sources, ...targets].map((card) => [card.key, card]));
  const lines = content.lines.flatMap((line): Line[] => {
    const from = byKey.get(line.from);
    const to = byKey.get(line.to);
    // Lines dock on the frame at the height of their card: straight, and apart from each other.
    if (from !== undefined)
      return [
        {
          ...line,
          points: sCurve(port(from, "right"), { x: 0, y: Math.min(from.y, frameHeight - 20) }, "horizontal"),
        },
      ];
    if (to !== undefined)
      return [
        {
          ...line,
          points: sCurve(
            { x: frameWidth, y: Math.min(to.y, frameHeight - 20) },
            port(to, "left"),
            "horizontal",
          ),
        },
      ];
    return [];
  });
  const all = [...cards, ...sources, ...targets];
  const labels = placeLabels(lines, all, { widthMax: sideGap - 30 });
  return pictureOf({
    cards: all,
    lines,
    lanes: [frame],
    labels,
    headings,
    description,
    anchors: cards.slice(0, 1).map((card) => card.key),
  });
}
