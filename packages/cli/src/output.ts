import type { Writable } from "node:stream";
import type { Host } from "./host.js";
import { type Piece, Recording } from "./recording.js";
import { choosePaint } from "./text/color.js";
import { safeJsonPieces } from "./text/json-pieces.js";
import { layOut, type Paint } from "./text/layout.js";
import type { Line } from "./text/line.js";

const widthUnknown = 80;
const widthMin = 40;
const widthMax = 120;

/**
 * The two streams of a command: the answer goes to stdout, everything else to stderr.
 *
 * A reader that goes away (`| head`) closes a stream silently: later writes do nothing, and `closed` tells long
 * loops to stop.
 */
export class Output {
  readonly #host: Host;
  readonly #width: number;
  #closed = false;
  #failure: Error | null = null;
  #noColor = false;
  #record: Recording | null = null;

  constructor(host: Host) {
    this.#host = host;
    this.#width = terminalWidth(host);
    host.stdout.on("error", (error: NodeJS.ErrnoException) => {
      this.#closed = true;
      if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") this.#failure ??= error;
    });
    // Nobody is left to tell that stderr is gone.
    host.stderr.on("error", () => undefined);
  }

  /** True once nobody reads stdout any more. */
  get closed(): boolean {
    return this.#closed;
  }

  /** The columns that text is laid out for. */
  get width(): number {
    return this.#width;
  }

  /** No colours from here on, whatever the environment says. */
  disableColor(): void {
    this.#noColor = true;
  }

  /** The answer, as text. */
  answer(lines: readonly Line[]): Promise<void> {
    return this.raw(layOut(lines, this.#width, this.#paint(this.#host.stdout)));
  }

  /** The answer, as indented JSON. */
  async json(value: unknown): Promise<void> {
    for (const piece of safeJsonPieces(value)) {
      if (this.#closed) return;
      await this.raw(piece);
    }
    await this.raw("\n");
  }

  /** Text for stdout that is already safe; waits while the reader is slower than we are. */
  async raw(text: string): Promise<void> {
    this.#record?.add({ stream: "stdout", text });
    if (this.#closed || this.#host.stdout.write(text)) return;
    await new Promise<void>((resolve) => {
      // A closed pipe never drains; its error, which the constructor's handler notes, ends the wait as well.
      const ends = ["drain", "close", "error"];
      const end = (): void => {
        for (const name of ends) this.#host.stdout.off(name, end);
        resolve();
      };
      for (const name of ends) this.#host.stdout.on(name, end);
    });
  }

  /**
   * Waits until stdout has taken everything.
   *
   * @throws what stopped it, such as a full disk; a reader that went away is no error
   */
  async finish(): Promise<void> {
    if (!this.#closed) await new Promise<void>((resolve) => this.#host.stdout.write("", () => resolve()));
    if (this.#failure !== null) throw this.#failure;
  }

  /** Progress, warnings and hints. */
  tell(lines: readonly Line[]): void {
    // A log keeps one message a line, so that it can be searched.
    const width = this.#host.stderr.isTTY === true ? this.#width : Number.POSITIVE_INFINITY;
    const text = layOut(lines, width, this.#paint(this.#host.stderr));
    this.#record?.add({ stream: "stderr", text });
    this.#host.stderr.write(text);
  }

  /**
   * Keeps what is written from here on.
   *
   * @param lengthMax where more is written than so many characters, nothing is kept
   */
  record(lengthMax: number): Recording {
    this.#record = new Recording(lengthMax);
    return this.#record;
  }

  /** Writes what was recorded, in the same order. */
  async replay(pieces: readonly Piece[]): Promise<void> {
    for (const { stream, text } of pieces) {
      if (stream === "stdout") await this.raw(text);
      else this.#host.stderr.write(text);
    }
  }

  /** What the looks of the output depend on; two outputs of the same appearance show the same bytes. */
  get appearance(): string {
    const { stdout, stderr } = this.#host;
    const shown = [stdout, stderr].map((stream) => this.#paint(stream)("strong", "x"));
    return JSON.stringify([this.#width, stderr.isTTY === true, ...shown]);
  }

  #paint(stream: Writable & { readonly isTTY?: boolean }): Paint {
    return choosePaint({
      noColor: this.#noColor,
      isTerminal: stream.isTTY === true,
      environment: this.#host.environment,
    });
  }
}

function terminalWidth(host: Host): number {
  const asked = Number(host.environment.COLUMNS);
  const columns = host.stdout.columns ?? (Number.isInteger(asked) && asked > 0 ? asked : widthUnknown);
  return Math.max(widthMin, Math.min(columns, widthMax));
}
