const BITS = 32;
const CHUNK_WORDS = 32;

/** A set of roles by their numbers, in chunks of bits: small where few roles are in it, fast to join where many are. */
export class RoleSet {
  private readonly chunks = new Map<number, Uint32Array>();

  add(role: number): void {
    const word = Math.floor(role / BITS);
    const chunk = this.chunk(Math.floor(word / CHUNK_WORDS));
    chunk[word % CHUNK_WORDS]! |= 1 << (role % BITS);
  }

  addAll(other: RoleSet): void {
    for (const [index, words] of other.chunks) {
      const chunk = this.chunk(index);
      for (let at = 0; at < CHUNK_WORDS; at += 1) chunk[at]! |= words[at]!;
    }
  }

  delete(role: number): void {
    const word = Math.floor(role / BITS);
    const chunk = this.chunks.get(Math.floor(word / CHUNK_WORDS));
    if (chunk !== undefined) chunk[word % CHUNK_WORDS]! &= ~(1 << (role % BITS));
  }

  has(role: number): boolean {
    const word = Math.floor(role / BITS);
    const chunk = this.chunks.get(Math.floor(word / CHUNK_WORDS));
    return chunk !== undefined && (chunk[word % CHUNK_WORDS]! >>> (role % BITS)) % 2 === 1;
  }

  get size(): number {
    let size = 0;
    for (const words of this.chunks.values()) for (const word of words) size += bitCount(word);
    return size;
  }

  private chunk(index: number): Uint32Array {
    let chunk = this.chunks.get(index);
    if (chunk === undefined) {
      chunk = new Uint32Array(CHUNK_WORDS);
      this.chunks.set(index, chunk);
    }
    return chunk;
  }
}

function bitCount(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
