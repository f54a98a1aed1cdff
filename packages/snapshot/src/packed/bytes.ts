import { PackedError } from "./packed-error.js";

/** Bytes that are written one after the other. */
export class ByteWriter {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  bytes(part: Uint8Array): void {
    this.#room(part.length);
    this.#bytes.set(part, this.#length);
    this.#length += part.length;
  }

  /** Seven bits a byte, the lowest first. @param value from 0 to 2^32 - 1 */
  number(value: number): void {
    this.#room(5);
    let left = value >>> 0;
    while (left > 127) {
      this.#bytes[this.#length++] = (left & 127) | 128;
      left >>>= 7;
    }
    this.#bytes[this.#length++] = left;
  }

  /** A column: each number as its distance from the one before, which is small where rows are alike. */
  column(values: Uint32Array): void {
    let before = 0;
    for (const value of values) {
      const distance = (value - before) | 0;
      this.number((distance << 1) ^ (distance >> 31));
      before = value;
    }
  }

  written(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #room(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Reads what {@link ByteWriter} wrote. Every method throws {@link PackedError} where the bytes end too soon. */
export class ByteReader {
  #at = 0;

  constructor(private readonly all: Uint8Array) {}

  bytes(count: number): Uint8Array {
    if (count > this.all.length - this.#at) throw new PackedError("it ends too soon");
    this.#at += count;
    return this.all.subarray(this.#at - count, this.#at);
  }

  number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.all[this.#at];
      if (byte === undefined) throw new PackedError("it ends too soon");
      this.#at += 1;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw new PackedError("a number in it is too long");
  }

  /** A count of things of which each takes at least one byte. */
  count(): number {
    const count = this.number();
    if (count > this.all.length - this.#at) throw new PackedError("it ends too soon");
    return count;
  }

  column(count: number): Uint32Array {
    if (count > this.all.length - this.#at) throw new PackedError("it ends too soon");
    const values = new Uint32Array(count);
    let before = 0;
    for (let at = 0; at < count; at += 1) {
      const turned = this.number();
      before = (before + ((turned >>> 1) ^ -(turned & 1))) >>> 0;
      values[at] = before;
    }
    return values;
  }

  get isAtEnd(): boolean {
    return this.#at === this.all.length;
  }
}
