// Everything that a terminal or a browser obeys, hides or reorders: control and format characters (escapes, bidi
// overrides, zero-width marks, tags), line and paragraph separators, lone surrogates, what is invisible by default,
// and the code points that are no characters, which XML forbids.
const unsafe =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * The text with every character that would be obeyed, hidden or reordered written out (`\u{202e}`, `\n`).
 *
 * Names, tags and conditions come from strangers; every format but JSON passes them through here.
 */
export function visible(text: string): string {
  return text.replace(
    unsafe,
    (character) => named[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** The text, cut to `lengthMax` UTF-16 units with a mark where it was longer. */
export function shortened(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  // A pair of surrogates is not parted.
  const end = /[\ud800-\udbff]/.test(text.charAt(lengthMax - 2)) ? lengthMax - 2 : lengthMax - 1;
  return `${text.slice(0, end)}…`;
}
