import type { Card } from "../layout/picture.js";
import { fitMiddle, shown } from "../text.js";
import { cutNames } from "./cut-names.js";
import { type Font, fonts, type Measure } from "./font.js";
import type { Palette } from "./palette.js";
import type { Plate, SceneCard, Words } from "./scene.js";

const iconSpace = 40;
const rightSpace = 8;
const star = shown("★ ");

/** How the cards of one picture are drawn: their names are cut so that they can be told apart. */
export function cardsOf(cards: readonly Card[], palette: Palette, measure: Measure): readonly SceneCard[] {
  const starSpace = measure(star, fonts.title);
  const names = cutNames(
    cards.map((card) => ({
      text: card.title,
      beside: card.subtitle,
      room: card.w - iconSpace - rightSpace - (card.admin ? starSpace : 0),
    })),
    (text) => measure(text, fonts.title),
  );
  return cards.map((card, index) => {
    const x = card.x - card.w / 2 + iconSpace;
    const titles = names[index]!;
    const [top, titleFont] = titles.length > 1 ? [-15.5, fonts.smallTitle] : [-8.5, fonts.title];
    const words = (text: Words["text"], left: number, down: number, font: Font, colour: string): Words => ({
      x: left,
      y: card.y + down,
      text,
      font,
      colour,
      centred: false,
      width: measure(text, font),
    });
    const fit = (text: string): number => measure(text, fonts.subtitle);
    const subtitle = fitMiddle(card.subtitle, card.w - iconSpace - rightSpace, fit);
    return {
      key: card.key,
      full: card.full,
      opacity: card.tone === "alternative" ? 0.8 : 1,
      plate: plateOf(card, palette),
      icon: {
        kind: card.icon,
        x: card.x - card.w / 2 + 12,
        y: card.y - 10,
        colour: palette.icon[card.icon],
        ground: palette.card,
      },
      words: [
        ...(card.admin ? [words(star, x, top, titleFont, palette.admin)] : []),
        ...titles.map((text, row) =>
          words(text, card.admin && row === 0 ? x + starSpace : x, top + row * 14.5, titleFont, palette.text),
        ),
        words(subtitle, x, titles.length > 1 ? 14.5 : 9.5, fonts.subtitle, palette.muted),
      ],
    };
  });
}

function plateOf({ x, y, w, h, tone, outside, admin }: Card, palette: Palette): Plate {
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
  const fill = ends ? palette.hotFill : tone === "more" ? null : palette.card;
  const dash = outside || tone === "more" ? [4, 3] : [];
  return { x, y, w, h, radius: 8, fill, stroke: { colour, width, dash } };
}
