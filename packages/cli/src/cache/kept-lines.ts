import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, writeSync } from "node:fs";

// A line is its checksum, a space, and text without line feeds. The checksum is of the one before too, since lines refer
// to those before them by number: none may be missing.
const checksumLength = 64;
const lineFeed = 0x0a;
const space = 0x20;
const pieceBytes = 4 * 1024 * 1024;

/** Writes lines into a new file, for its owner alone. */
export function writeLines(place: string, lines: Iterable<string>): void {
  const file = openSync(place, "wx", 0o600);
  try {
    let checksum = "";
    for (const line of lines) {
      const bytes = Buffer.from(`${line}\n`);
      checksum = checksumOf(checksum, bytes.subarray(0, -1));
      writeWhole(file, Buffer.from(`${checksum} `));
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
    let checksum = "";
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
        const line = buffer.subarray(start, at);
        const text = line.subarray(checksumLength + 1);
        checksum = checksumOf(checksum, text);
        if (line[checksumLength] !== space || line.toString("latin1", 0, checksumLength) !== checksum) return;
        yield text.toString("utf8");
        start = at + 1;
      }
      buffer.copyWithin(0, start, end);
      filled = end - start;
    }
  } finally {
    closeSync(file);
  }
}

function checksumOf(before: string, text: Buffer): string {
  return createHash("sha256").update(before).update(text).digest("hex");
}

function writeWhole(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
