const ascii = /^[\x20-\x7e]*$/;
const zeroWidth = /^[\p{Mn}\p{Me}]$/u;
const wide =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;

/** How many terminal columns the text takes; it must have passed `safe`. */
export function columnsOf(text: string): number {
  if (ascii.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += wide.test(character) ? 2 : zeroWidth.test(character) ? 0 : 1;
  return columns;
}
