// In browsers and in Node alike; the pure packages know the types of neither.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** The text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
