import { encodeText } from "@rolepath/snapshot";

// The page carries whatever makes fingerprints, and of a library for hashing this is all that it would use.

/** The first `count` primes. */
function primes(count: number): readonly number[] {
  const found: number[] = [];
  for (let next = 2; found.length < count; next++)
    if (found.every((prime) => next % prime !== 0)) found.push(next);
  return found;
}

/** The first 32 bits behind the point. */
function fraction(value: number): number {
  return Math.floor((value - Math.floor(value)) * 2 ** 32) | 0;
}

const START = primes(8).map((prime) => fraction(Math.sqrt(prime)));
const ROUNDS = primes(64).map((prime) => fraction(Math.cbrt(prime)));

function turned(word: number, count: number): number {
  return (word >>> count) | (word << (32 - count));
}

/** The bytes with a one and zeros behind them and their length in bits at the end, in whole blocks of 64. */
function padded(bytes: Uint8Array): DataView {
  const blocks = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  blocks.set(bytes);
  blocks[bytes.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(blocks.length - 4, bytes.length << 3);
  return view;
}

/** SHA-256 of the text in UTF-8, in hexadecimal digits. NIST, FIPS 180-4, sections 5 and 6.2. */
export function sha256(text: string): string {
  const message = padded(encodeText(text));
  const state = Int32Array.from(START);
  const words = new Int32Array(64);
  for (let block = 0; block < message.byteLength; block += 64) {
    for (let at = 0; at < 64; at++)
      words[at] = at < 16 ? message.getInt32(block + at * 4) : scheduled(words, at);
    mix(state, words);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function scheduled(words: Int32Array, at: number): number {
  const [early, late] = [words[at - 15]!, words[at - 2]!];
  const a = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
  const b = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
  return words[at - 16]! + a + words[at - 7]! + b;
}

function mix(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let at = 0; at < 64; at++) {
    const sum = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const first = (h + sum + ((e & f) ^ (~e & g)) + ROUNDS[at]! + words[at]!) | 0;
    const other = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const second = (other + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at]! += word;
}
