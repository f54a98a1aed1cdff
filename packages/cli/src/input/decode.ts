import { createGunzip } from "node:zlib";
import { InputError } from "../error.js";

/** The most bytes of one file, uncompressed; the text of it must fit into one JavaScript string. */
const fileBytesMax = 400 * 1024 * 1024;
/** The most bytes of a whole snapshot, uncompressed: files are read one after the other, and most of each is not kept. */
const snapshotBytesMax = 64 * 1024 * 1024 * 1024;

/** What may still be read: files share one budget, so that many of them cannot fill the memory either. */
export class ByteBudget {
  #left = snapshotBytesMax;

  /**
   * Counts a piece of `name`, of which `fileBytes` are known with this piece.
   *
   * @throws InputError once the file or the whole snapshot is too large
   */
  spend(name: string, pieceBytes: number, fileBytes: number): void {
    this.#left -= pieceBytes;
    if (fileBytes > fileBytesMax) throw tooLarge(name, fileBytesMax);
    if (this.#left < 0) throw tooLarge("the snapshot", snapshotBytesMax);
  }
}

function tooLarge(name: string, bytesMax: number): InputError {
  const megabytes = Math.floor(bytesMax / (1024 * 1024));
  return new InputError(
    `${name === "the snapshot" ? name : `\`${name}\``}: larger than ${megabytes} MB`,
    "use a snapshot directory with one file for each account, and leave out what is not IAM data",
  );
}

/**
 * The text of one file: gunzipped where its first bytes say gzip, decoded as UTF-8, or as UTF-16 where a byte order mark
 * says so (Windows PowerShell writes that). Never holds more than the budget, however well the file compresses.
 *
 * Undecodable bytes become U+FFFD, of which `readSnapshot` warns.
 */
export async function readText(
  name: string,
  pieces: AsyncIterable<Uint8Array>,
  budget: ByteBudget,
): Promise<string> {
  return textOf(name, await gather(name, pieces, budget), budget);
}

/** The text of a file of these bytes, as `readText` has it; they are counted already. */
export async function textOf(name: string, raw: Buffer<ArrayBuffer>, budget: ByteBudget): Promise<string> {
  const bytes = raw[0] === 0x1f && raw[1] === 0x8b ? await gunzip(name, raw, budget) : raw;
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}

async function gather(
  name: string,
  pieces: AsyncIterable<Uint8Array>,
  budget: ByteBudget,
): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    budget.spend(name, piece.length, bytes);
    parts.push(piece);
  }
  return Buffer.concat(parts);
}

function gunzip(name: string, compressed: Buffer, budget: ByteBudget): Promise<Buffer<ArrayBuffer>> {
  const stream = createGunzip();
  stream.end(compressed);
  return gather(name, stream, budget).catch((error: NodeJS.ErrnoException) => {
    if (!error.code?.startsWith("Z_")) throw error;
    throw new InputError(
      `\`${name}\`: cannot be unpacked (${error.message})`,
      "the file is cut off or damaged; make it again",
    );
  });
}
