import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, writeSync } from "node:fs";

// A line is its checksum, a space, and text without line feeds.
const checksumLength = 64;
const lineFeed = 0x0a;
const space = 0x20;
const pieceBytes = 4 * 1024 * 1024;

/** Writes lines into a new file, for its owner alone. */
export function writeLines(place: string, lines: Iterable<string>): void {
  const file = openSync(place, "wx", 0o600);
  try {
    for (const line of lines) {
      const bytes = Buffer.from(`${line}\n`);
      writeWhole(file, Buffer.from(`${checksumOf(bytes.subarray(0, -1))} `));
      writeWhole(file, bytes);
    }
  } finally {
    closeSync(file);
  }
}

/** The lines of a file, one after the other, up to the first that is damaged or cut off. */
export function* readLines(place: string): Generator<string> {
  const file = openSync(place, "r");
  try {
    let buffer = Buffer.allocUnsafeSlow(pieceBytes);
    let filled = 0;
    for (;;) {
      if (filled === buffer.length) {
        const larger = Buffer.allocUnsafeSlow(filled * 2);
        buffer.copy(larger);
        buffer = larger;
      }
      const count = readSync(file, buffer, filled, buffer.length - filled, null);
      if (count === 0) return;
      let start = 0;
      const end = filled + count;
      for (
        let at = buffer.subarray(0, end).indexOf(lineFeed, filled);
        at >= 0;
        at = buffer.subarray(0, end).indexOf(lineFeed, start)
      ) {
        const line = textOfLine(buffer.subarray(start, at));
        if (line === null) return;
        yield line;
        start = at + 1;
      }
      buffer.copyWithin(0, start, end);
      filled = end - start;
    }
  } finally {
    closeSync(file);
  }
}

function textOfLine(line: Buffer): string | null {
  const text = line.subarray(checksumLength + 1);
  if (line[checksumLength] !== space || line.toString("latin1", 0, checksumLength) !== checksumOf(text))
    return null;
  return text.toString("utf8");
}

function checksumOf(text: Buffer): string {
  return createHash("sha256").update(text).digest("hex");
}

function writeWhole(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
