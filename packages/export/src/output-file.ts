/** Takes a file piece by piece, text as UTF-8; a promise holds the writer back until the piece is kept. */
export type Sink = (chunk: Uint8Array | string) => void | Promise<void>;

/** One file of an export, written when asked for and never held whole in memory. */
export interface OutputFile {
  readonly name: string;
  readonly write: (sink: Sink) => Promise<void>;
}

/** Characters that are put together before they go to the sink. */
const CHUNK_LENGTH = 1 << 16;

/** A file of text from its pieces. */
export function textFile(name: string, pieces: () => Iterable<string>): OutputFile {
  return {
    name,
    write: async (sink) => {
      let held = "";
      for (const piece of pieces()) {
        held += piece;
        if (held.length < CHUNK_LENGTH) continue;
        await sink(held);
        held = "";
      }
      await sink(held);
    },
  };
}
