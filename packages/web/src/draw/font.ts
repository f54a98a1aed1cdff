import { textWidth } from "../layout/measure.js";

export const fontFamily =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

/** A size in px at zoom 1, and whether it is bold. */
export interface Font {
  readonly size: number;
  readonly bold: boolean;
}

export const fonts = {
  title: { size: 13, bold: true },
  /** A title on two lines. */
  smallTitle: { size: 12, bold: true },
  subtitle: { size: 11.5, bold: false },
  heading: { size: 12, bold: true },
  label: { size: 11, bold: false },
  boldLabel: { size: 11, bold: true },
} as const satisfies Record<string, Font>;

/** How wide a text is in a font, in px at zoom 1. */
export type Measure = (text: string, font: Font) => number;

/** A font as the canvas takes it, at a scale. */
export function canvasFont({ size, bold }: Font, scale = 1): string {
  return `${bold ? 600 : 400} ${size * scale}px ${fontFamily}`;
}

/** Measures text as this browser draws it. */
export function canvasMeasure(): Measure {
  const context = document.createElement("canvas").getContext("2d");
  return (text, font) => {
    if (context === null) return textWidth(text, font.size);
    context.font = canvasFont(font);
    return context.measureText(text).width;
  };
}

/** Measures for readers whose fonts are not known, on the wide side. */
export const estimate: Measure = (text, { size }) => textWidth(text, size);
