// Control characters, zero-width and bidirectional marks, line separators.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text from the input as a message shows it: in backticks, on one line, cut at `lengthMax`, marks spelled out. */
export function quote(text: string, lengthMax = 200): string {
  // Never between the halves of a surrogate pair.
  const cut = text.length > lengthMax ? `${text.slice(0, lengthMax).replace(/[\ud800-\udbff]$/, "")}…` : text;
  return `\`${cut.replace(unprintable, (mark) => `\\u{${mark.charCodeAt(0).toString(16)}}`)}\``;
}
