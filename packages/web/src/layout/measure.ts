// The worker has no canvas to measure with, and a layout must not depend on the reader's fonts. Widths are
// estimated on the wide side (DejaVu Sans and Verdana are the widest common system fonts).

function widthOf(character: string): number {
  if (/[il.,:;'|!jtfI ()[\]]/.test(character)) return 0.4;
  if (/[mwMW@%…]/.test(character)) return 0.95;
  if (/[A-Z0-9_*★]/.test(character)) return 0.69;
  if (character > "\u2e80") return 1.1;
  return 0.62;
}

/** About how wide a text is at a font size, in px; never less than the common system fonts need. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return Math.ceil(width * fontSize);
}
