/** The most characters of one line; a question is a few hundred. */
export const lineLengthMax = 4 * 1024 * 1024;

/** One line of a stream, numbered from 1; `text` is null where it is too long to be read. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string | null;
}

/**
 * The lines of a UTF-8 stream, in groups as they arrive, so that a fast stream costs one await for many lines.
 *
 * Line ends are LF or CRLF; a byte order mark is dropped; no line longer than `lineLengthMax` is ever held.
 */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<NumberedLine[]> {
  const decoder = new TextDecoder();
  const splitter = new Splitter();
  for await (const piece of pieces) yield splitter.push(decoder.decode(piece, { stream: true }));
  yield splitter.push(decoder.decode());
  yield splitter.end();
}

class Splitter {
  #number = 0;
  #rest = "";
  #tooLong = false;

  push(text: string): NumberedLine[] {
    const parts = text.split("\n");
    const lines: NumberedLine[] = [];
    for (const part of parts.slice(0, -1)) {
      this.#extend(part);
      lines.push(this.#take());
    }
    this.#extend(parts.at(-1)!);
    return lines;
  }

  end(): NumberedLine[] {
    return this.#rest === "" && !this.#tooLong ? [] : [this.#take()];
  }

  #extend(text: string): void {
    this.#tooLong ||= this.#rest.length + text.length > lineLengthMax;
    this.#rest = this.#tooLong ? "" : this.#rest + text;
  }

  #take(): NumberedLine {
    this.#number++;
    const text = this.#tooLong ? null : this.#rest.replace(/\r$/, "");
    this.#rest = "";
    this.#tooLong = false;
    return { number: this.#number, text };
  }
}
