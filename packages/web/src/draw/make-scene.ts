import type { Box, Heading, Label, Lane, Picture } from "../layout/picture.js";
import { fitMiddle } from "../text.js";
import { cardsOf } from "./card-parts.js";
import { fonts, type Measure } from "./font.js";
import { lineParts } from "./line-parts.js";
import type { Palette } from "./palette.js";
import {
  around,
  boundsOf,
  courseBounds,
  type Scene,
  type SceneFrame,
  type SceneLabel,
  type Words,
  wordBounds,
} from "./scene.js";

/** What is drawn for a picture in a palette, names cut by what `measure` finds. */
export function sceneOf(picture: Picture, palette: Palette, measure: Measure): Scene {
  const frames = picture.lanes.map((lane) => frameOf(lane, palette, measure));
  const headings = picture.headings.map((heading) => headingOf(heading, palette, measure));
  const drawn = picture.lines.filter((line) => line.points.length > 1);
  const lines = [...drawn.filter((line) => !line.hot), ...drawn.filter((line) => line.hot)].map((line) =>
    lineParts(line, palette),
  );
  const labels = picture.labels.map((label) => labelOf(label, palette, measure));
  const cards = cardsOf(picture.cards, palette, measure);
  return {
    description: picture.description,
    ground: palette.ground,
    hot: palette.hot,
    frames,
    headings,
    lines,
    labels,
    cards,
    bounds: around([
      ...[...frames, ...labels, ...cards].map(({ plate }) => boundsOf(plate)),
      ...headings.map(wordBounds),
      ...lines.map(({ flat }) => courseBounds(flat)),
    ]),
  };
}

function frameOf(lane: Lane, palette: Palette, measure: Measure): SceneFrame {
  const width = (text: string): number => measure(text, fonts.heading);
  const text = fitMiddle(lane.title, lane.w - 32, width);
  return {
    plate: {
      ...boxOf(lane),
      radius: 10,
      fill: lane.outside ? palette.laneOutside : palette.lane,
      stroke: { colour: palette.laneBorder, width: 1, dash: [] },
    },
    words: {
      x: lane.x - lane.w / 2 + 16,
      y: lane.y - lane.h / 2 + 20,
      text,
      font: fonts.heading,
      colour: palette.muted,
      centred: false,
      width: width(text),
    },
  };
}

function headingOf({ x, y, text, align }: Heading, palette: Palette, measure: Measure): Words {
  return {
    x,
    y,
    text,
    font: fonts.heading,
    colour: palette.muted,
    centred: align === "center",
    width: measure(text, fonts.heading),
  };
}

function labelOf(label: Label, palette: Palette, measure: Measure): SceneLabel {
  const number = label.tone === "number";
  const font = number || label.tone === "hot" || label.tone === "denied" ? fonts.boldLabel : fonts.label;
  const colours: Readonly<Record<Label["tone"], string>> = {
    plain: palette.muted,
    hot: palette.text,
    faint: palette.muted,
    number: palette.onHot,
    denied: palette.denied,
  };
  return {
    key: label.key,
    line: label.line,
    plate: {
      ...boxOf(label),
      radius: number ? label.h / 2 : 4,
      fill: number ? palette.hot : palette.ground,
      stroke: null,
    },
    words: {
      x: label.x,
      y: label.y,
      text: label.text,
      font,
      colour: colours[label.tone],
      centred: true,
      width: measure(label.text, font),
    },
  };
}

function boxOf({ x, y, w, h }: Box): Box {
  return { x, y, w, h };
}
