import { createHash } from "node:crypto";

/** What a command wrote, piece by piece, and how it ended. */
interface Transcript {
  readonly pieces: readonly { readonly stream: "stdout" | "stderr"; readonly text: string }[];
  readonly exitCode: number;
}

/** An answer with the content of the snapshot that it was given from. */
export interface Entry {
  /** SHA-256 of every file of the snapshot. */
  readonly content: string;
  readonly transcript: Transcript;
}

const formatVersion = 1;

/** The bytes of an entry: a line with what is in it, and the texts; the line has their checksum. */
export function writeEntry({ content, transcript }: Entry): Buffer {
  const payload = Buffer.from(transcript.pieces.map(({ text }) => text).join(""));
  const head = {
    formatVersion,
    content,
    exitCode: transcript.exitCode,
    pieces: transcript.pieces.map(({ stream, text }) => [stream, Buffer.byteLength(text)]),
  };
  const line = JSON.stringify({ ...head, checksum: checksumOf(head, payload) });
  return Buffer.concat([Buffer.from(`${line}\n`), payload]);
}

/** The entry in `bytes`; null where they are damaged, cut off, or of another version. */
export function readEntry(bytes: Buffer): Entry | null {
  const end = bytes.indexOf(0x0a);
  if (end < 0) return null;
  const { checksum, ...head } = parse(bytes.toString("utf8", 0, end));
  const payload = bytes.subarray(end + 1);
  if (head.formatVersion !== formatVersion || checksum !== checksumOf(head, payload)) return null;
  // The checksum says that the line is as it was written.
  const { content, exitCode, pieces } = head as {
    content: string;
    exitCode: number;
    pieces: readonly (readonly ["stdout" | "stderr", number])[];
  };
  let at = 0;
  const cut = pieces.map(([stream, length]) => {
    at += length;
    return { stream, text: payload.toString("utf8", at - length, at) };
  });
  return { content, transcript: { pieces: cut, exitCode } };
}

function checksumOf(head: object, payload: Uint8Array): string {
  return createHash("sha256").update(JSON.stringify(head)).update("\n").update(payload).digest("hex");
}

function parse(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
