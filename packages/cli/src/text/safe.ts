// Everything that a terminal obeys, hides or reorders: control and format characters (escapes, bidi overrides, zero-width
// marks, tags), line and paragraph separators, lone surrogates, and whatever is invisible by default (fillers, joiners).
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const lengthMax = 2000;

/**
 * The text with every character that a terminal would obey, hide or reorder written out (`\u{202e}`, `\n`), cut
 * after 2,000 characters.
 *
 * Names, tags, descriptions and policies come from strangers. All text output passes here; nothing else prints them.
 */
export function safe(text: string): string {
  const cut =
    text.length > lengthMax
      ? `${text.slice(0, lengthMax)}… (${text.length - lengthMax} more characters)`
      : text;
  return cut.replace(unsafe, writtenOut);
}

function writtenOut(character: string): string {
  return named[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

// In JSON text line feeds are the layout; inside strings JSON.stringify has escaped them already.
const notAscii = /[^\n -~]+/g;

/**
 * JSON text, the value unchanged, in which every character that a terminal would obey or hide is an escape.
 *
 * JSON.stringify itself escapes only the first 32 control characters.
 */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(notAscii, (run) => run.replace(unsafe, escapedUnits));
}

function escapedUnits(character: string): string {
  let text = "";
  for (let index = 0; index < character.length; index++)
    text += `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  return text;
}
