import { createHash } from "node:crypto";

/** The bytes of a file, and what tells them from others. */
export class RawFile {
  readonly bytes: Uint8Array;
  #digest: string | null = null;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** SHA-256, in hexadecimal digits. Several ask for it, and it takes as long as reading the file: it is worked out once. */
  get digest(): string {
    this.#digest ??= createHash("sha256").update(this.bytes).digest("hex");
    return this.#digest;
  }
}
