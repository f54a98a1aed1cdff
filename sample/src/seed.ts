/** Everything that looks random in the sample is a function of a name and this seed. */
const seed = "kestrel-mart-2026";

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const hex = "0123456789abcdef";

/** FNV-1a, 32 bits: enough to spread names, and short enough to read. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return value;
}

/** A stream of 32-bit numbers that depends on `name` alone (mulberry32). */
function numbersFor(name: string): () => number {
  let state = hash(`${seed}/${name}`);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

function letters(alphabet: string, count: number, name: string): string {
  const next = numbersFor(name);
  return Array.from({ length: count }, () => alphabet[next() % alphabet.length]).join("");
}

/** A unique id as IAM makes them, ending in `EXAMPLE` as AWS's documentation writes them. */
export const uniqueId = (prefix: "AROA" | "AIDA" | "AGPA" | "ANPA", name: string): string =>
  `${prefix}${letters(base32, 10, `${prefix}/${name}`)}EXAMPLE`;

/** `count` hexadecimal digits. */
export const hexDigits = (count: number, name: string): string => letters(hex, count, `hex/${name}`);

const daySeconds = 86_400;

/** A moment between the days `from` and `to` (`2024-01-31`), as the AWS CLI prints it. */
export function momentBetween(from: string, to: string, name: string): string {
  const start = Date.parse(`${from}T00:00:00Z`) / 1000;
  const days = Math.max(1, Math.floor((Date.parse(`${to}T00:00:00Z`) / 1000 - start) / daySeconds));
  const next = numbersFor(`moment/${name}`);
  const moment = start + (next() % days) * daySeconds + (next() % daySeconds);
  return `${new Date(moment * 1000).toISOString().slice(0, 19)}+00:00`;
}
