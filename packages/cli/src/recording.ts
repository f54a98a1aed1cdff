/** Something that was written. */
export interface Piece {
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

/** What a command writes, as far as it is not too long to be kept. */
export class Recording {
  readonly #lengthMax: number;
  #length = 0;
  #pieces: Piece[] | null = [];

  constructor(lengthMax: number) {
    this.#lengthMax = lengthMax;
  }

  add(piece: Piece): void {
    this.#length += piece.text.length;
    if (this.#length > this.#lengthMax) this.#pieces = null;
    this.#pieces?.push(piece);
  }

  /** All that was written; null where it was too long. */
  get pieces(): readonly Piece[] | null {
    return this.#pieces;
  }
}
