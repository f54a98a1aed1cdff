// SHA-256 as FIPS 180-4 has it. Our own, since it must answer at once, without `node:`, which `crypto.subtle` does not, and
// since a library for it weighs as much in each report as several rules.

/** The first primes, of whose roots the constants are made. */
const primes: readonly number[] = firstPrimes(64);

/** The first 32 bits of the fraction of a root. */
function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}

const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const rounds = primes.map((prime) => fraction(Math.cbrt(prime)));

function firstPrimes(count: number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

function turned(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The message with a one, zeros, and its length in bits, in blocks of 64 bytes. */
function padded(message: Uint8Array): DataView {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(bytes.length - 4, message.length << 3);
  return view;
}

/** The sixteen words of a block, and the 48 that are made of them. */
function schedule(view: DataView, block: number): Int32Array {
  const words = new Int32Array(64);
  for (let at = 0; at < 64; at++) {
    if (at < 16) words[at] = view.getInt32(block + at * 4);
    else {
      const [near, far] = [words[at - 2]!, words[at - 15]!];
      const small = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
      const large = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
      words[at] = words[at - 16]! + small + words[at - 7]! + large;
    }
  }
  return words;
}

/** The digest of a message, in hexadecimal. */
export function sha256(message: Uint8Array): string {
  const view = padded(message);
  const state = Int32Array.from(start);
  for (let block = 0; block < view.byteLength; block += 64) {
    const words = schedule(view, block);
    let [a, b, c, d, e, f, g, h] = state as unknown as Eight;
    for (let at = 0; at < 64; at++) {
      const mixed = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const chosen = (e & f) ^ (~e & g);
      const first = (h + mixed + chosen + rounds[at]! + words[at]!) | 0;
      const other = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + other + majority) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => {
      state[at] = state[at]! + word;
    });
  }
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

type Eight = [number, number, number, number, number, number, number, number];
